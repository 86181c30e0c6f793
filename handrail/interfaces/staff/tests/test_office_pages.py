"""What Elin decides on her pages, what closes at once, and what nobody else finds there."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from handrail.foundation.accounts.models import Account
from handrail.foundation.consent import actions as consent
from handrail.foundation.consent.actions.restrictions import Against
from handrail.foundation.consent.models import Case, Conflict, RestrictedRecord, Restriction
from handrail.foundation.ledger.models import Viewing
from handrail.foundation.people.models import Person
from handrail.interfaces.staff.tests.conftest import text_of

PAGES = ("restrictions", "closed", "why")
EVERYBODY_ELSE = ["priya", "sam", "lena", "noor", "ravi", "theo", "maya"]


@pytest.fixture
def elin(team):
    return team.browser(team.elin)


@pytest.fixture
def asked(team):
    return consent.ask_restriction(
        "Not Sam, please.", act=team.act(team.maya), against=Against(reader=team.sam), what=["care_plan"]
    )


def her_page(team):
    return reverse("staff:person", args=[team.maya.pk])


def test_nobody_else_has_these_pages(team):
    for who in EVERYBODY_ELSE:
        browser = team.browser(team.people[who])
        for page in PAGES:
            assert browser.get(reverse(f"staff:{page}")).status_code == 404, (who, page)


@pytest.mark.parametrize("who", EVERYBODY_ELSE)
def test_nobody_else_decides(team, who, asked):
    browser = team.browser(team.people[who])
    record = consent.restrict_record(
        team.omar, reason=RestrictedRecord.Reason.SAFETY, readers=[], act=team.act(team.elin)
    )
    sent = {"decision": "agree", "answer": "Yes.", "name": "Maya P.", "reader": team.priya.pk, "tie": "family",
            "reason": "safety", "remove": team.elin.pk}  # fmt: skip
    for name, keys in {
        "restriction_answer": [asked.pk], "conflicts": [], "restricted_records": [],
        "restricted_readers": [record.pk], "restricted_record_end": [record.pk],
    }.items():  # fmt: skip
        assert browser.post(reverse(f"staff:{name}", args=keys), sent).status_code == 404, name
    asked.refresh_from_db()
    assert asked.state == "asked" and not Conflict.objects.exists()
    assert RestrictedRecord.objects.filter(until_at=None).count() == 1


def test_mayas_request_stands_on_elins_day_and_her_answer_holds_at_once(team, asked, elin, sam):
    assert sam.get(reverse("staff:plan", args=[team.maya.pk])).status_code == 200
    assert "1 request to answer" in text_of(elin.get(reverse("staff:today")))
    assert "Not Sam, please." in text_of(elin.get(reverse("staff:restrictions")))
    answer = reverse("staff:restriction_answer", args=[asked.pk])
    assert elin.post(answer, {"decision": "agree", "answer": ""}).status_code == 422
    elin.post(answer, {"decision": "agree", "answer": "Yes, from today."})
    assert sam.get(reverse("staff:plan", args=[team.maya.pk])).status_code == 404
    assert "to answer" not in text_of(elin.get(reverse("staff:today")))


def test_where_nobody_is_named_elin_says_whom_maya_meant(team, elin):
    asked = consent.ask_restriction("My neighbour Theo works there.", act=team.act(team.maya))
    answer = reverse("staff:restriction_answer", args=[asked.pk])
    assert elin.post(answer, {"decision": "agree", "answer": "Yes."}).status_code == 422
    elin.post(answer, {"decision": "agree", "answer": "Yes.", "against": f"reader:{team.theo.pk}"})
    asked.refresh_from_db()
    assert (asked.state, asked.reader) == ("agreed", team.theo)


def test_what_was_paid_in_full_has_no_button_to_decline(team, elin):
    ground = Restriction.Ground.PAID_IN_FULL
    asked = consent.ask_restriction("I paid for it.", act=team.act(team.maya), ground=ground)
    assert "Do not agree" not in text_of(elin.get(reverse("staff:restrictions")))
    answer = reverse("staff:restriction_answer", args=[asked.pk])
    assert elin.post(answer, {"decision": "decline", "answer": "No."}).status_code == 404


def test_priya_knows_maya_and_her_record_is_closed_to_her(team, priya, elin):
    assert "I know this person" in text_of(priya.get(her_page(team)))
    priya.post(reverse("staff:own_tie", args=[team.maya.pk]), {"tie": "neighbour"})
    assert priya.get(her_page(team)).status_code == 404
    assert "Priya N. from Maya P.’s record" in text_of(elin.get(reverse("staff:closed")))
    elin.post(reverse("staff:conflict_end", args=[Conflict.objects.get().pk]))
    assert priya.get(her_page(team)).status_code == 200


def test_theo_learns_nothing_by_saying_that_he_knows_her(team, theo):
    hers, nobodys = (
        theo.post(reverse("staff:own_tie", args=[key]), {"tie": "family"}) for key in (team.maya.pk, 10**15)
    )
    assert (hers.status_code, hers.content) == (404, nobodys.content)
    assert not Conflict.objects.exists()


def test_elin_writes_down_who_stays_away(team, elin, priya):
    sent = {"name": "Maya P.", "reader": team.priya.pk, "tie": "family"}
    assert elin.post(reverse("staff:conflicts"), sent | {"name": "Maya"}).status_code == 422
    assert elin.post(reverse("staff:conflicts"), sent | {"reader": team.maya.pk}).status_code == 422
    elin.post(reverse("staff:conflicts"), sent)
    assert priya.get(her_page(team)).status_code == 404


def test_elin_restricts_a_record_and_keeps_its_list(team, elin, priya, sam):
    sent = {"name": "Maya P.", "reason": "works_here", "readers": [team.priya.pk]}
    elin.post(reverse("staff:restricted_records"), sent)
    record = RestrictedRecord.objects.get()
    assert (priya.get(her_page(team)).status_code, sam.get(her_page(team)).status_code) == (200, 404)
    assert "Maya" not in text_of(sam.get(reverse("staff:people")))
    readers = reverse("staff:restricted_readers", args=[record.pk])
    elin.post(readers, {"remove": team.priya.pk})
    elin.post(readers, {"reader": team.sam.pk})
    assert (priya.get(her_page(team)).status_code, sam.get(her_page(team)).status_code) == (404, 200)
    assert elin.post(readers, {"remove": team.elin.pk}).status_code == 422
    elin.post(reverse("staff:restricted_record_end", args=[record.pk]))
    assert priya.get(her_page(team)).status_code == 200


def case_sent(team, **more):
    return {"number": "C-1", "purpose": "complaint", "people": "Maya P.", "role": "privacy_officer",
            "reader": team.elin.pk, "until": team.today + timedelta(days=7)} | more  # fmt: skip


def test_a_case_opens_mayas_record_to_elin_after_ravi_approved_it(team, elin):
    elin.post(reverse("staff:cases"), case_sent(team))
    case, ravi = Case.objects.get(), team.browser(team.ravi)
    assert elin.get(her_page(team)).status_code == 404
    assert elin.post(reverse("staff:case_approval", args=[case.pk])).status_code == 404
    assert "Approve" in text_of(ravi.get(reverse("staff:cases")))
    ravi.post(reverse("staff:case_approval", args=[case.pk]))
    assert elin.get(her_page(team)).status_code == 200
    assert set(Viewing.objects.filter(viewer=team.elin).values_list("basis", flat=True)) == {"case"}
    elin.post(reverse("staff:case_closing", args=[case.pk]))
    assert elin.get(her_page(team)).status_code == 404


def test_an_auditor_who_works_nowhere_here_reads_under_an_approved_case_alone(team):
    Account.objects.create(email="rosa@audit.example", person=team.rosa, made_at=team.now, password="!")
    rosa = team.browser(team.rosa)
    assert rosa.get(reverse("staff:today")).status_code == 404
    case = consent.open_case(
        "A-1", purpose=Case.Purpose.AUDIT, reader=team.rosa, role=Case.Role.AUDITOR, people=[team.maya],
        until_at=team.now + timedelta(days=1), act=team.act(team.elin), agreement="2.53, 2026",
    )  # fmt: skip
    assert rosa.get(her_page(team)).status_code == 404
    consent.approve_case(case, act=team.act(team.ravi))
    assert rosa.get(her_page(team)).status_code == 200
    assert "A-1" in text_of(rosa.get(reverse("staff:cases")))
    assert "Maya P." in text_of(rosa.get(reverse("staff:people")))
    assert set(Viewing.objects.filter(viewer=team.rosa).values_list("basis", flat=True)) == {"case"}
    assert rosa.get("/team/emergency/").status_code == 404
    consent.close_case(case, act=team.act(team.elin))
    assert (rosa.get(her_page(team)).status_code, rosa.get(reverse("staff:people")).status_code) == (404, 404)


def test_ravi_neither_sees_nor_approves_a_case_about_somebody_of_another_program(team, elin):
    elin.post(reverse("staff:cases"), case_sent(team, people="Maya P.\nOmar D."))
    ravi = team.browser(team.ravi)
    assert "C-1" not in text_of(ravi.get(reverse("staff:cases")))
    assert ravi.post(reverse("staff:case_approval", args=[Case.objects.get().pk])).status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"people": "Nobody N."},
        {"people": ""},
        {"number": ""},
        {"role": "auditor"},
        {"until": date(2020, 1, 1)},
    ],
)
def test_a_case_that_lacks_something_is_asked_for_again(team, elin, wrong):
    assert elin.post(reverse("staff:cases"), case_sent(team, **wrong)).status_code == 422
    assert not Case.objects.exists()


def test_cases_are_no_page_of_theirs(team):
    for who in ("priya", "sam", "lena", "noor", "theo", "maya"):
        browser = team.browser(team.people[who])
        for answer in (
            browser.get(reverse("staff:cases")),
            browser.post(reverse("staff:cases"), case_sent(team)),
        ):
            assert answer.status_code == 404, who
        assert not Case.objects.exists(), who


def test_elin_reads_why_theo_may_not_see_maya(team, elin):
    sent = {"reader": team.theo.pk, "name": "Maya P.", "resource": "checkins", "action": "read"}
    told = text_of(elin.post(reverse("staff:why"), sent))
    assert "Theo B. may not read check-ins of Maya P." in told
    assert "As counselor in Intensive" in told and "not so now" in told
    Person.objects.filter(pk=team.omar.pk).update(preferred_name="Maya P.")
    assert elin.post(reverse("staff:why"), sent).status_code == 422
