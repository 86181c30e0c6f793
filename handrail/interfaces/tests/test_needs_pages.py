"""What Maya must not get, and what she needs to take part: said by her, or written with her by whoever may; read no further."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.urls import reverse

from handrail.foundation.consent import actions as consent
from handrail.foundation.consent.evaluator import Refused
from handrail.foundation.people.models import AccessNeeds, Allergy, NoneKnown
from handrail.foundation.people.models.allergies import Source
from tests.cast import CARERS

OWN, MINE = "/me/must-not-get/", "/me/take-part/"
PENICILLIN = {"do": "new", "substance": "Penicillin", "reaction": "My throat closes.", "criticality": "high"}
LATEX = {"do": "new", "substance": "Latex", "reaction": "", "criticality": "low", "says_so": "seen"}
NEEDS = {"instead_of": "0", "interpreter": "es", "needs": ["mobility", "reading"], "helps": "Large print."}


def read(answer):
    return answer.content.decode()


@pytest.fixture
def both(live_cast):
    """Penicillin, which Maya told, and latex, which Ada saw; where Ada writes, and the record."""
    cast = live_cast
    page, record = (reverse(f"staff:{name}", args=[cast.maya.pk]) for name in ("allergies", "person"))
    assert cast.browser(cast.maya).post(OWN, PENICILLIN).status_code == 302
    assert cast.browser(cast.ada).post(page, LATEX).status_code == 302
    told, seen = (Allergy.objects.get(says_so=one) for one in ("self", "seen"))
    return SimpleNamespace(cast=cast, page=page, record=record, told=told, seen=seen)


def test_that_none_is_known_is_said_once_and_ends_with_the_first_allergy(live_cast):
    cast = live_cast
    maya, ada = cast.browser(cast.maya), cast.browser(cast.ada)
    page, record = (reverse(f"staff:{name}", args=[cast.maya.pk]) for name in ("allergies", "person"))
    assert "Nobody has asked you yet." in read(maya.get(OWN))
    assert "Nobody has asked yet." in read(ada.get(page))
    assert maya.post(OWN, {"do": "none"}).status_code == maya.post(OWN, {"do": "none"}).status_code == 302
    assert NoneKnown.objects.count() == 1 and "None known" in read(ada.get(record))
    assert maya.post(OWN, PENICILLIN).status_code == maya.post(OWN, PENICILLIN).status_code == 302
    assert NoneKnown.objects.get().ended_by == cast.maya and Allergy.objects.get().says_so == "self"
    refused = maya.post(OWN, {"do": "none"})
    assert refused.status_code == 422 and "An allergy stands here." in read(refused)
    assert "Asked about allergies: none known" in read(cast.browser(cast.priya).get(record))


def test_whoever_reads_medicines_reads_what_maya_must_not_get_and_nobody_else(both):
    cast = both.cast
    for who in ("priya", "lena", "ravi"):
        browser = cast.browser(cast.people[who])
        for address in (both.page, both.record, reverse("staff:medicines", args=[cast.maya.pk])):
            assert "Penicillin" in read(browser.get(address)) and "Latex" in read(browser.get(address))
        assert browser.post(both.page, LATEX | {"substance": "Nuts"}).status_code == 404
    sam = read(cast.browser(cast.sam).get(both.record))
    assert "Penicillin" not in sam and "Allergies" not in sam
    for who in ("sam", "theo", "noor"):
        browser = cast.browser(cast.people[who])
        assert browser.get(both.page).status_code == browser.post(both.page, LATEX).status_code == 404
        with pytest.raises(Refused):
            consent.tell_none_known(cast.maya, says_so=Source.SEEN, act=cast.act(cast.people[who]))


def test_what_is_wrong_with_an_allergy_is_said_and_what_was_typed_is_kept(both):
    maya, ada = both.cast.browser(both.cast.maya), both.cast.browser(both.cast.ada)
    again = ada.post(both.page, LATEX | {"substance": "penicillin"})
    assert again.status_code == 422 and "stands here already" in read(again) and "penicillin" in read(again)
    change = PENICILLIN | {"do": "change", "allergy": str(both.told.pk), "reaction": "It swells."}
    for wrong in (
        {"criticality": "awful"},
        {"substance": ""},
        {"substance": "x" * 121},
        {"reaction": "a\x00b"},
    ):
        answer = maya.post(OWN, change | wrong)
        assert answer.status_code == 422 and ("It swells." in read(answer) or "reaction" in wrong)
    for wrong in ({"do": "fly"}, {"do": "change", "allergy": "9" * 40}, {"do": "refuted"}):
        assert maya.post(OWN, wrong).status_code == ada.post(both.page, wrong).status_code == 404


def test_each_changes_what_they_told_and_nobody_writes_over_what_another_wrote_meanwhile(both):
    cast, told = both.cast, both.told
    maya, ada = cast.browser(cast.maya), cast.browser(cast.ada)
    assert maya.post(OWN, {"do": "refuted", "allergy": str(both.seen.pk)}).status_code == 404
    assert "Something in my record is wrong" in read(maya.get(OWN))
    change = PENICILLIN | {"do": "change", "allergy": str(told.pk), "reaction": "I swell.", "says_so": "self"}
    assert ada.post(both.page, change).status_code == 302
    late = maya.post(OWN, {"do": "mistake", "allergy": str(told.pk)})
    assert late.status_code == 422 and "Somebody changed this meanwhile." in read(late)
    told.refresh_from_db()
    assert (told.status, told.ended_by) == ("replaced", cast.ada) and "I swell." in read(maya.get(OWN))
    assert ada.post(both.page, {"do": "refuted", "allergy": str(both.seen.pk)}).status_code == 302
    assert "An allergy was found not to be so" in read(cast.browser(cast.priya).get(both.record))


def test_what_maya_needs_to_take_part_stands_where_she_is_booked_and_beside_her_name_for_who_may_read_it(
    live_cast,
):
    cast = live_cast
    maya, priya, sam = (cast.browser(one) for one in (cast.maya, cast.priya, cast.sam))
    page, record, booked = (reverse(f"staff:{name}", args=[cast.maya.pk]) for name in ("access", "person", "appointments_of"))  # fmt: skip
    assert "Nobody has asked yet." in read(priya.get(record))
    assert maya.post(MINE, {"instead_of": "0"}).status_code == 302
    assert AccessNeeds.objects.get().nothing_needed and "nothing is needed" in read(maya.get(MINE))
    assert "To take part" not in read(priya.get(booked))
    assert maya.post(MINE, NEEDS | {"instead_of": "1"}).status_code == 302
    for address in (record, booked):
        shown = read(priya.get(address))
        assert (
            "Interpreter: Spanish" in shown
            and "Walking, stairs, a wheelchair" in shown
            and "Large print." in shown
        )
        assert "Large print." not in read(sam.get(address))
    behind = priya.post(page, NEEDS | {"instead_of": "1", "helps": "A quiet room."})
    assert (
        behind.status_code == 422
        and "A quiet room." in read(behind)
        and "changed this meanwhile" in read(behind)
    )
    assert priya.post(page, NEEDS | {"instead_of": "2", "helps": "A quiet room."}).status_code == 302
    for wrong in ({"needs": ["flying"]}, {"interpreter": "xx"}, {"helps": "x" * 401}, {"instead_of": "x"}):
        answer = maya.post(MINE, NEEDS | {"instead_of": "3", "helps": "Mine."} | wrong)
        assert answer.status_code == 422
    assert AccessNeeds.objects.order_by("-version")[0].written_by == cast.priya
    for who in ("sam", "theo", "ada"):
        browser = cast.browser(cast.people[who])
        assert browser.get(page).status_code == browser.post(page, NEEDS).status_code == 404
    assert AccessNeeds.objects.count() == 3 and "sam" in CARERS
