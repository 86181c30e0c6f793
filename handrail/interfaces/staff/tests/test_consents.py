"""Priya writes down what Maya signed on paper and what she said; Theo finds nothing to write on."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from handrail.foundation.accounts.models import Session
from handrail.foundation.consent import actions as consent
from handrail.foundation.consent.models import Consent
from handrail.foundation.consent.terms import Signature, Terms
from handrail.foundation.ledger.models import Entry, Viewing
from handrail.interfaces.staff.tests.conftest import text_of

Kind, Purpose, Ends = Consent.Kind, Consent.Purpose, Consent.Ends
ROSA = {"sort": "person", "name": "Rosa P.", "what": ["appointments", "safety_plan"], "purpose": "at_request",
        "ends": "end_of_treatment", "language": "en"}  # fmt: skip
SIGNED = {"signed_name": "Maya P.", "witness": "Sam R."}


@pytest.fixture
def priya(live_cast):
    return live_cast.browser(live_cast.priya)


def paper(cast, kind="named"):
    return reverse("staff:consent_paper", args=[cast.maya.pk, kind])


def page(cast):
    return reverse("staff:consents_of", args=[cast.maya.pk])


def on_screen(cast, kind=Kind.TPO, purpose=Purpose.TPO, ends=Ends.NEVER):
    terms = Terms(kind, purpose, ends)
    return consent.give_consent(cast.maya, terms, signature=Signature("Maya P."), act=cast.act(cast.maya))


def ending(cast, given):
    return reverse("staff:consent_ending", args=[cast.maya.pk, given.pk])


def test_a_paper_is_read_beside_its_words_and_then_holds(live_cast, priya):
    assert "Answer from the paper that Maya P. signed." in text_of(priya.get(paper(live_cast)))
    beside = text_of(priya.post(paper(live_cast), ROSA))
    assert (
        "My name is Maya P., and I let Riverbend Recovery" in beside
        and "my safety plan; my appointments" in beside
    )
    assert not Consent.objects.exists()
    nameless = priya.post(paper(live_cast), ROSA | {"signed_name": " ", "witness": "Sam R."})
    assert nameless.status_code == 422 and "Sam R." in text_of(nameless)
    assert priya.post(paper(live_cast), ROSA | SIGNED)["Location"] == f"{page(live_cast)}?told=kept"
    kept = Consent.objects.get()
    assert (kept.signed_how, kept.recorded_by, kept.witness) == ("writing", live_cast.priya, "Sam R.")
    assert kept.text.endswith(f"Signed on paper by Maya P. on {kept.text.rpartition(' on ')[2]}")
    told = text_of(priya.get(page(live_cast)))
    assert "Rosa P." in told and "written down by Priya N." in told
    assert Viewing.objects.filter(viewer=live_cast.priya, resource="consents").exists()


def test_a_paper_in_spanish_is_kept_in_its_words(live_cast, priya):
    priya.post(paper(live_cast), ROSA | SIGNED | {"language": "es"})
    assert "Me llamo Maya P. y dejo" in Consent.objects.get().text


def test_what_lacks_something_is_not_kept_and_what_was_typed_stays(live_cast, priya):
    answer = priya.post(paper(live_cast), ROSA | SIGNED | {"what": []})
    assert answer.status_code == 422 and "Rosa P." in text_of(answer) and not Consent.objects.exists()
    assert priya.get(paper(live_cast, "no-such-kind")).status_code == 404


def test_what_maya_said_stops_it_at_once_and_says_who_wrote_it_down(live_cast, priya):
    given = on_screen(live_cast)
    assert priya.post(ending(live_cast, given), {}).status_code == 422
    priya.post(ending(live_cast, given), {"how": "spoken"})
    given.refresh_from_db()
    assert (given.revoked_how, given.revoked_by) == ("spoken", live_cast.priya)
    told = text_of(priya.get(page(live_cast)))
    assert (
        "Stopped " in told and told.count("written down by Priya N.") == 1 and "They stopped it" not in told
    )
    priya.post(ending(live_cast, given), {"how": "writing"})
    assert Entry.objects.filter(kind="consent.consent.revoked").count() == 1


def test_after_five_minutes_she_shows_again_who_she_is_first(live_cast, priya):
    given = on_screen(live_cast)
    Session.objects.update(proved_at=timezone.now() - timedelta(minutes=6))
    for address, sent in ((paper(live_cast), ROSA | SIGNED), (ending(live_cast, given), {"how": "spoken"})):
        assert priya.post(address, sent)["Location"].startswith(reverse("sign_in_again"))
    given.refresh_from_db()
    assert given.revoked_at is None and Consent.objects.count() == 1


@pytest.mark.parametrize("who", ["theo", "noor", "maya"])
def test_theo_and_others_read_nothing_and_write_nothing(live_cast, who):
    given, browser = on_screen(live_cast), live_cast.browser(live_cast.people[who])
    assert browser.get(page(live_cast)).status_code == 404
    assert browser.get(paper(live_cast)).status_code == 404
    assert browser.post(paper(live_cast), ROSA | SIGNED).status_code == 404
    assert browser.post(ending(live_cast, given), {"how": "spoken"}).status_code == 404
    given.refresh_from_db()
    assert given.revoked_at is None and Consent.objects.count() == 1


def test_priya_stops_nothing_of_omars_by_an_address_of_mayas(live_cast, priya):
    terms = Terms(Kind.TPO, Purpose.TPO, Ends.NEVER)
    his = consent.give_consent(
        live_cast.omar, terms, signature=Signature("Omar D."), act=live_cast.act(live_cast.omar)
    )
    assert priya.post(ending(live_cast, his), {"how": "spoken"}).status_code == 404
    his.refresh_from_db()
    assert his.revoked_at is None
