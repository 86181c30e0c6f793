"""Maya texts us: it is kept once and seen by a human; STOP holds at once, and a call for help beside it is heard."""

from __future__ import annotations

import base64
import hashlib
import hmac

import pytest
from django.test import Client
from django.utils import timezone

from handrail.foundation.consent import actions as consent
from handrail.foundation.ledger.delivering import deliver_due
from handrail.foundation.messaging import actions as messaging
from handrail.foundation.messaging.models import InboundText, Permission
from handrail.foundation.messaging.tests.conftest import NUMBER, permit, texts
from handrail.pillars.crisis.models import Alert

__all__ = ["permit", "texts"]
SECRET, WHERE = "the carrier's key", "http://testserver/texts/"


@pytest.fixture
def cast(live_cast, settings):
    settings.SMS_SECRET = SECRET
    return live_cast


def signature(fields: dict[str, str], secret: str = SECRET) -> str:
    said = WHERE + "".join(name + fields[name] for name in sorted(fields))
    return base64.b64encode(hmac.new(secret.encode(), said.encode(), hashlib.sha1).digest()).decode()


def bring(words: str, sid: str = "SM00000001", number: str = NUMBER, secret: str = SECRET) -> int:
    fields = {"MessageSid": sid, "From": number, "Body": words, "To": "+15550000"}
    answer = Client().post("/texts/", fields, headers={"X-Twilio-Signature": signature(fields, secret)})
    assert answer.content == b"" or answer.status_code >= 400
    deliver_due(timezone.now())
    return answer.status_code


def test_a_text_that_comes_twice_is_one_and_stays_until_somebody_of_her_team_has_read_it(cast, permit, texts):
    permit(cast.maya)
    before = len(texts())
    assert [bring("On my way 🚌 \u202bשלום"), bring("On my way 🚌 \u202bשלום")] == [204, 204]
    came = InboundText.objects.get()
    assert (came.person, came.words, came.reads) == (cast.maya, "On my way 🚌 \u202bשלום", [])
    assert [words.partition(".")[0] for _to, words in texts()[before:]] == [
        "Texts here are not read right away"
    ]
    assert not Alert.objects.exists()
    priya, theo = cast.browser(cast.priya), cast.browser(cast.theo)
    assert "שלום" in priya.get("/team/texts/").content.decode()
    assert "שלום" not in theo.get("/team/texts/").content.decode()
    assert theo.post(f"/team/texts/{came.pk}/", {"outcome": "spoke"}).status_code == 404
    assert priya.post(f"/team/texts/{came.pk}/", {"outcome": ""}).status_code == 422
    assert priya.post(f"/team/texts/{came.pk}/", {"outcome": "spoke"}).status_code == 302
    assert "שלום" not in priya.get("/team/texts/").content.decode()


def test_stop_holds_at_once_is_confirmed_once_and_start_alone_sends_nothing_again(cast, permit, texts):
    permit(cast.maya)
    before = len(texts())
    bring("Stop.")
    assert not Permission.objects.holding().exists()
    assert texts()[before:] == [(NUMBER, "No more notes come to this number.")]
    bring("ok", sid="SM00000002")
    assert len(texts()) == before + 1, "nothing more goes there"
    with pytest.raises(messaging.ToldToStop):
        messaging.ask_permission(cast.maya, "sms", NUMBER, act=cast.act(cast.maya, at=timezone.now()))
    bring("START", sid="SM00000003")
    assert not Permission.objects.holding().exists()
    assert messaging.ask_permission(cast.maya, "sms", NUMBER, act=cast.act(cast.maya, at=timezone.now()))


def test_a_call_for_help_beside_stop_reaches_a_human_and_maya_reads_where_help_is(cast, permit, texts):
    permit(cast.maya)
    bring("STOP. I took too many")
    assert not Permission.objects.holding().exists()
    alert = Alert.objects.get()
    assert (alert.person, alert.due_at is not None) == (cast.maya, True)
    assert "I took too many" in alert.log.get(kind="note").words
    answer = texts()[-1][1]
    assert "No more notes" in answer and "988" in answer and "911" in answer and len(answer) <= 160
    bring("STOP. I took too many")
    assert Alert.objects.count() == 1


def test_a_number_of_nobody_waits_for_the_desk_and_its_call_for_help_can_be_called_back(cast, texts):
    bring("Necesito ayuda", number="+15555550199")
    came = InboundText.objects.get()
    assert (came.person, came.language) == (None, "es")
    assert Alert.objects.get().callback == "+15555550199"
    assert texts()[-1][1].startswith("Ayuda ahora: ")
    assert "Necesito ayuda" in cast.browser(cast.ravi).get("/team/texts/").content.decode()
    for other in (cast.priya, cast.theo):
        assert "Necesito ayuda" not in cast.browser(other).get("/team/texts/").content.decode()


def test_what_the_carrier_did_not_sign_is_nothing(cast, settings):
    assert bring("STOP", secret="another") == 422
    settings.SMS_SECRET = ""
    assert bring("STOP", secret="") == 422
    settings.SMS_SECRET = SECRET
    assert bring("STOP", sid="'; --") == 422
    assert Client().get("/texts/").status_code == 405
    assert not InboundText.objects.exists()


def test_whom_maya_closed_her_messages_to_does_not_read_them(cast, permit):
    permit(cast.maya)
    bring("Do not tell Lena")
    act = cast.act(cast.maya, at=timezone.now())
    asked = consent.ask_restriction(
        "Not Lena.", act=act, against=consent.Against(reader=cast.lena), what=["messages"]
    )
    consent.agree_restriction(asked, answer="Yes.", act=cast.act(cast.elin, at=timezone.now()))
    later = timezone.now()
    assert not InboundText.objects.visible_to(cast.act(cast.lena, at=later)).exists()
    assert InboundText.objects.visible_to(cast.act(cast.priya, at=later)).exists()
