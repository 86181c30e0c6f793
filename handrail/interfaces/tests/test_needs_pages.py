"""What Maya must not get, and what she needs to take part: said by her, or written with her by whoever may; read no further."""

from __future__ import annotations

import pytest
from django.urls import reverse

from handrail.foundation.consent import actions as consent
from handrail.foundation.consent.evaluator import Refused
from handrail.foundation.people.models import AccessNeeds, Allergy, NoneKnown
from handrail.foundation.people.models.allergies import Source
from tests.cast import CARERS

OWN, MINE = "/me/must-not-get/", "/me/take-part/"
PENICILLIN = {"do": "new", "substance": "Penicillin", "reaction": "My throat closes.", "criticality": "high"}
NEEDS = {"instead_of": "0", "interpreter": "es", "needs": ["mobility", "reading"], "helps": "Large print."}


def read(answer):
    return answer.content.decode()


def test_maya_and_ada_write_what_she_must_not_get_and_who_reads_no_medicines_reads_none_of_it(live_cast):
    cast = live_cast
    maya, ada = cast.browser(cast.maya), cast.browser(cast.ada)
    page, record = (reverse(f"staff:{name}", args=[cast.maya.pk]) for name in ("allergies", "person"))
    assert "Nobody has asked you yet." in read(maya.get(OWN)) and "Nobody has asked yet." in read(
        ada.get(page)
    )
    assert maya.post(OWN, {"do": "none"}).status_code == maya.post(OWN, {"do": "none"}).status_code == 302
    assert NoneKnown.objects.count() == 1 and "None known" in read(ada.get(record))
    assert maya.post(OWN, PENICILLIN).status_code == maya.post(OWN, PENICILLIN).status_code == 302
    mine = Allergy.objects.get()
    assert NoneKnown.objects.get().ended_by == cast.maya and mine.says_so == "self"
    refused = maya.post(OWN, {"do": "none"})
    assert refused.status_code == 422 and "An allergy stands here." in read(refused)
    latex = PENICILLIN | {"substance": "Latex", "reaction": "", "criticality": "low", "says_so": "seen"}
    again = ada.post(page, latex | {"substance": "penicillin"})
    assert again.status_code == 422 and "stands here already" in read(again) and "penicillin" in read(again)
    assert ada.post(page, latex).status_code == 302
    for who in ("priya", "lena", "ravi"):
        browser = cast.browser(cast.people[who])
        for address in (page, record, reverse("staff:medicines", args=[cast.maya.pk])):
            assert "Penicillin" in read(browser.get(address)) and "Latex" in read(browser.get(address))
        assert browser.post(page, latex | {"substance": "Nuts"}).status_code == 404
    sam = read(cast.browser(cast.sam).get(record))
    assert "Penicillin" not in sam and "Allergies" not in sam
    for who in ("sam", "theo", "noor"):
        browser = cast.browser(cast.people[who])
        assert browser.get(page).status_code == browser.post(page, latex).status_code == 404
        with pytest.raises(Refused):
            consent.tell_none_known(cast.maya, says_so=Source.SEEN, act=cast.act(cast.people[who]))
    theirs = str(Allergy.objects.get(says_so="seen").pk)
    assert maya.post(OWN, {"do": "refuted", "allergy": theirs}).status_code == 404
    assert "Something in my record is wrong" in read(maya.get(OWN))
    for wrong in (
        {"criticality": "awful"},
        {"substance": ""},
        {"substance": "x" * 121},
        {"reaction": "a\x00b"},
    ):
        answer = maya.post(
            OWN, PENICILLIN | {"do": "change", "allergy": str(mine.pk), "reaction": "It swells."} | wrong
        )
        assert answer.status_code == 422 and ("It swells." in read(answer) or "reaction" in wrong)
    for wrong in ({"do": "fly"}, {"do": "change", "allergy": "9" * 40}, {"do": "refuted"}):
        assert maya.post(OWN, wrong).status_code == ada.post(page, wrong).status_code == 404
    change = PENICILLIN | {"do": "change", "allergy": str(mine.pk), "reaction": "I swell.", "says_so": "self"}
    assert ada.post(page, change).status_code == 302
    late = maya.post(OWN, {"do": "mistake", "allergy": str(mine.pk)})
    assert late.status_code == 422 and "Somebody changed this meanwhile." in read(late)
    mine.refresh_from_db()
    assert (mine.status, mine.ended_by) == ("replaced", cast.ada) and "I swell." in read(maya.get(OWN))
    assert ada.post(page, {"do": "refuted", "allergy": theirs}).status_code == 302
    story = read(cast.browser(cast.priya).get(record))
    assert "An allergy was found not to be so" in story and "Asked about allergies: none known" in story


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
