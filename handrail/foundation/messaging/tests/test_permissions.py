"""Nothing goes to a number until somebody showed that it is theirs and agreed; and nothing once they stopped."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handrail.continuum.promises import KEEPERS
from handrail.foundation.consent.evaluator import Refused
from handrail.foundation.ledger import promise_file
from handrail.foundation.ledger.delivering import deliver_due
from handrail.foundation.ledger.models import Entry
from handrail.foundation.ledger.promises import made_after, place
from handrail.foundation.messaging import actions as messaging
from handrail.foundation.messaging.models import Permission
from handrail.foundation.messaging.numbers import NotReachable
from handrail.foundation.people.models import ContactPoint

LATER = timedelta(minutes=11)


def test_maya_shows_that_a_number_is_hers_and_agrees_and_later_stops(cast, permit, texts):
    given = permit(cast.maya, value="(555) 555-0111")
    assert texts() == [("+15555550111", texts()[0][1])] and "Your code" in texts()[0][1]
    assert given.holds and given.point.safety == ContactPoint.Safety.SAFE and given.wording
    ended = messaging.end_permission(given, act=cast.act(cast.maya))
    assert not ended.holds
    told = list(
        Entry.objects.filter(kind__startswith="messaging.").order_by("pk").values_list("kind", "facts")
    )
    assert [kind for kind, _facts in told] == [
        "messaging.permission.asked", "messaging.permission.given", "messaging.permission.ended",
    ]  # fmt: skip
    assert "555" not in str(told)


def test_a_code_opens_once_a_few_times_and_for_ten_minutes(cast, texts):
    act = cast.act(cast.maya)
    asked = messaging.ask_permission(cast.maya, "sms", "+15555550111", act=act)
    deliver_due(act.at)
    code = texts()[-1][1].split()[-1]
    assert messaging.give_permission(asked, code, act=cast.act(cast.maya, at=cast.now + LATER)) is None
    for _try in range(4):
        assert messaging.give_permission(asked, "000000x", act=act) is None
    assert messaging.give_permission(asked, code, act=act) is None, "tried too often"
    assert not Permission.objects.holding().exists()


def test_only_maya_says_where_she_may_be_written_to(cast, permit):
    given = permit(cast.maya)
    for other in (cast.priya, cast.theo):
        with pytest.raises(Refused):
            messaging.ask_permission(cast.maya, "sms", "+15555550112", act=cast.act(other))
        with pytest.raises(Refused):
            messaging.end_permission(given, act=cast.act(other))
    assert not Permission.objects.visible_to(cast.act(cast.theo)).exists()


@pytest.mark.parametrize(
    ("system", "value"), [("sms", "12"), ("sms", "nobody"), ("email", "maya"), ("sms", "+1" * 90)]
)
def test_what_leads_nowhere_is_refused(cast, system, value):
    with pytest.raises(NotReachable):
        messaging.ask_permission(cast.maya, system, value, act=cast.act(cast.maya))


def test_codes_to_a_number_are_few(cast):
    for _time in range(3):
        messaging.ask_permission(cast.maya, "sms", "+15555550111", act=cast.act(cast.maya))
    with pytest.raises(messaging.TooManyCodes):
        messaging.ask_permission(cast.omar, "sms", "+15555550111", act=cast.act(cast.omar))


def test_a_restore_does_not_bring_back_what_was_stopped(cast, permit):
    given = permit(cast.maya)
    messaging.end_permission(given, act=cast.act(cast.maya))
    Permission.objects.filter(pk=given.pk).update(ended_at=None, ended_how="")
    promised = made_after(cast.now - timedelta(days=9999), promise_file.read(place()))
    kept = [one for one in promised if one.kind == "messaging.permission.ended" and one.subject == given.pk][
        -1
    ]
    assert KEEPERS[kept.kind](kept, cast.act(None))
    assert not Permission.objects.holding().exists()
