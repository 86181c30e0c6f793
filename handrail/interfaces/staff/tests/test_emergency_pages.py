"""Noor opens Maya's record in an emergency: what the pages ask, what they say, and what they never tell."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from handrail.continuum.clock import tick
from handrail.foundation.consent import actions as consent
from handrail.foundation.consent.models import EmergencyAccess, EmergencySearch, RestrictedRecord
from handrail.foundation.ledger.models import Viewing
from handrail.foundation.people.models import Person
from handrail.foundation.teams import actions as teams
from handrail.foundation.teams.models import Credential, Membership, Programme, Role
from handrail.interfaces.staff.tests.conftest import text_of

PAGE = "/team/emergency/"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
SENT = {
    "name": "Maya Pell",
    "born_on": "1991-03-04",
    "reason": "overdose",
    "words": "Rosa called; no answer.",
}
HERS = ("person", "measures", "plan")


@pytest.fixture(autouse=True)
def named(team):
    Person.objects.filter(pk=team.maya.pk).update(legal_name="Maya Pell", born_on=date(1991, 3, 4))


@pytest.fixture
def noor(team):
    return team.browser(team.noor)


@pytest.fixture
def elin(team):
    return team.browser(team.elin)


def her_page(team):
    return reverse("staff:person", args=[team.maya.pk])


def outside(team):
    """Theo works in a programme that is not under Part 2."""
    Membership.objects.filter(person=team.theo).update(until_on=team.today)
    clinic = Programme.objects.create(name="Clinic", part2=Programme.Part2.NOT_COVERED)
    teams.join(team.theo, clinic, Role.COUNSELOR, act=team.act(None))
    return team.browser(team.theo)


def test_noor_writes_why_and_mayas_record_opens_with_a_band_on_every_page(team, noor):
    assert noor.get(her_page(team)).status_code == 404
    answer = noor.post(PAGE, SENT)
    assert (answer.status_code, answer["Location"]) == (302, her_page(team))
    for page in ("person", "measures"):
        shown = text_of(noor.get(reverse(f"staff:{page}", args=[team.maya.pk])))
        assert "Emergency access until" in shown and "End it now" in shown
    assert noor.get(reverse("staff:plan", args=[team.maya.pk])).status_code == 404


def test_each_look_is_written_down_with_the_emergency_as_its_basis(team, noor):
    noor.post(PAGE, SENT)
    noor.get(reverse("staff:measures", args=[team.maya.pk]))
    looks = Viewing.objects.filter(viewer=team.noor, person=team.maya)
    assert dict(looks.values_list("resource", "basis")) == {
        "demographics": "emergency", "medications": "emergency", "measures": "emergency", "checkins": "emergency",
    }  # fmt: skip


def test_priya_sees_no_band_and_her_looks_keep_their_own_basis(team, priya):
    team.browser(team.noor).post(PAGE, SENT)
    assert "Emergency access until" not in text_of(priya.get(her_page(team)))
    assert set(Viewing.objects.filter(viewer=team.priya).values_list("basis", flat=True)) == {"assigned"}


def test_noor_ends_it_now_and_the_record_is_closed(team, noor):
    noor.post(PAGE, SENT)
    access = EmergencyAccess.objects.get()
    theo = team.browser(team.theo)
    assert theo.post(reverse("staff:emergency_end", args=[access.pk])).status_code == 404
    noor.post(reverse("staff:emergency_end", args=[access.pk]))
    assert noor.get(her_page(team)).status_code == 404


def test_nobody_found_and_a_closed_record_are_the_same_page_byte_for_byte(team, noor):
    def answer(status, sent):
        found = noor.post(PAGE, sent)
        assert found.status_code == status
        return TOKEN.sub("", text_of(found))

    absent = answer(200, SENT | {"born_on": "1991-03-05"})
    consent.restrict_record(
        team.maya, reason=RestrictedRecord.Reason.SAFETY, readers=[], act=team.act(team.elin)
    )
    closed = answer(200, SENT)
    assert absent.replace("1991-03-05", "") == closed.replace("1991-03-04", "")
    assert "We found nobody" in closed
    assert EmergencySearch.objects.count() == 2


@pytest.mark.parametrize("missing", ["reason", "words", "born_on", "name"])
def test_without_a_reason_or_half_of_what_is_known_nothing_is_searched(team, noor, missing):
    answer = noor.post(PAGE, {name: value for name, value in SENT.items() if name != missing})
    assert answer.status_code == 422
    assert not EmergencySearch.objects.exists()


def test_the_sixth_search_in_an_hour_is_not_made(team, noor):
    for _ in range(5):
        assert noor.post(PAGE, SENT | {"name": "Mia Pell"}).status_code == 200
    answer = noor.post(PAGE, SENT)
    assert answer.status_code == 429 and "call the team on call" in text_of(answer)
    assert not EmergencyAccess.objects.exists()


def test_elin_reads_how_often_noor_searched_for_how_many_and_never_for_whom(team, noor, elin):
    for name in ("Mia Pell", "mia pell", "Moira Pell"):
        noor.post(PAGE, SENT | {"name": name, "words": "Somebody called."})
    shown = text_of(elin.get(reverse("staff:emergencies")))
    assert "3 searches, for 2 different people" in shown and "Somebody called." in shown
    assert "Mia" not in shown and "Moira" not in shown
    for who in ("ravi", "theo", "noor"):
        assert "3 searches" not in text_of(team.browser(team.people[who]).get(reverse("staff:emergencies")))


@pytest.mark.parametrize("who", ["sam", "lena", "elin", "maya"])
def test_whoever_may_not_has_no_such_page_and_no_way_to_it(team, who):
    browser = team.browser(team.people[who])
    assert (browser.get(PAGE).status_code, browser.post(PAGE, SENT).status_code) == (404, 404)
    assert PAGE not in text_of(browser.get("/team/people/"))
    assert not EmergencySearch.objects.exists()


def test_theo_may_and_it_stands_on_elins_and_ravis_day_at_once(team, theo, elin):
    assert theo.get(her_page(team)).status_code == 404
    theo.post(PAGE, SENT)
    assert theo.get(her_page(team)).status_code == 200
    ravi = team.browser(team.ravi)
    for browser in (elin, ravi):
        assert "1 emergency access to review" in text_of(browser.get(reverse("staff:today")))
        assert "Theo B. opened Maya P.’s record" in text_of(browser.get(reverse("staff:emergencies")))
    assert "Save the review" not in text_of(ravi.get(reverse("staff:emergencies")))


def test_elin_reviews_it_once_and_her_day_is_clear(team, theo, elin):
    theo.post(PAGE, SENT)
    access = EmergencyAccess.objects.get()
    review = reverse("staff:emergency_review", args=[access.pk])
    assert elin.post(review, {"words": "Asked him."}).status_code == 422
    elin.post(review, {"outcome": "question", "words": "Asked him."})
    elin.post(review, {"outcome": "breach", "words": "Again."})
    access.refresh_from_db()
    assert (access.outcome, access.review, access.reviewed_by) == ("question", "Asked him.", team.elin)
    assert "to review" not in text_of(elin.get(reverse("staff:today")))
    assert "Asked him." in text_of(elin.get(reverse("staff:emergencies")))


def test_nobody_else_reviews_tells_or_ends_it_there(team, noor):
    noor.post(PAGE, SENT)
    access = EmergencyAccess.objects.get()
    for who in ("theo", "noor", "priya", "sam", "ravi"):
        browser = team.browser(team.people[who])
        for page in ("emergency_review", "emergency_telling", "emergency_closing"):
            address = reverse(f"staff:{page}", args=[access.pk])
            assert browser.post(address, {"outcome": "warranted"}).status_code == 404, (who, page)
            access.refresh_from_db()
            assert (access.reviewed_at, access.ended_at) == (None, None), (who, page)


def test_theo_finds_nothing_of_maya_in_the_list_of_reviews(team, theo, noor):
    noor.post(PAGE, SENT)
    assert "Maya" not in text_of(theo.get(reverse("staff:emergencies")))


def test_only_with_a_licence_noor_is_asked_whether_telling_is_safe(team, noor, elin):
    assert "withheld_because" not in text_of(noor.get(PAGE))
    Credential.objects.create(person=team.noor, title="LCSW", expires_on=team.today + timedelta(days=30))
    assert "withheld_because" in text_of(noor.get(PAGE))
    noor.post(PAGE, SENT | {"withheld_because": "Her partner reads her phone."})
    access = EmergencyAccess.objects.get()
    assert access.told_at is None
    assert "Her partner reads her phone." in text_of(elin.get(reverse("staff:emergencies")))
    elin.post(reverse("staff:emergency_telling", args=[access.pk]))
    access.refresh_from_db()
    assert access.told_at is not None


def test_from_outside_the_four_facts_are_asked_at_once_and_finished_later(team):
    theo = outside(team)
    shown = text_of(theo.get(PAGE))
    assert 'name="personnel"' in shown and 'value="missing"' not in shown
    assert theo.post(PAGE, SENT | {"personnel": "Dr. Bell", "nature": "Overdose"}).status_code == 302
    access = EmergencyAccess.objects.get()
    assert access.lacks == ["affiliation", "happened_at"]
    assert "Please finish what you wrote down" in text_of(theo.get(PAGE))
    rest = {"affiliation": "County", "happened_at": "2026-01-05T19:30", "personnel": "Another"}
    theo.post(reverse("staff:emergency_facts", args=[access.pk]), rest)
    access.refresh_from_db()
    assert (access.lacks, access.personnel) == ([], "Dr. Bell")
    assert access.happened_at.isoformat() == "2026-01-06T00:30:00+00:00"


def test_the_alarm_of_a_missing_fact_stands_on_theos_and_elins_day(team, elin):
    theo = outside(team)
    theo.post(PAGE, SENT | {"personnel": "Dr. Bell"})
    assert "Finish what you wrote down" in text_of(theo.get(reverse("staff:today")))
    assert "lacks a fact" not in text_of(elin.get(reverse("staff:today")))
    tick(EmergencyAccess.objects.get().facts_due_at)
    elin = team.browser(team.elin)
    assert "1 disclosure lacks a fact" in text_of(elin.get(reverse("staff:today")))
    assert "Late: not written down yet:" in text_of(elin.get(reverse("staff:emergencies")))
    assert "lacks a fact" not in text_of(team.browser(team.priya).get(reverse("staff:today")))


@pytest.mark.parametrize("wrong", ["ahead", "2026-13-40", "9999-12-31T23:59"])
def test_a_fact_that_cannot_be_read_holds_nobody_up_and_is_asked_for_again(team, wrong):
    theo = outside(team)
    ahead = (team.now + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    assert theo.post(PAGE, SENT | {"happened_at": wrong if wrong != "ahead" else ahead}).status_code == 302
    assert "happened_at" in EmergencyAccess.objects.get().lacks


def test_the_time_that_is_offered_is_now_on_theos_own_clock(team):
    theo = outside(team)
    offered = re.search(r'name="happened_at" value="([^"]+)"', text_of(theo.get(PAGE)))[1]
    assert theo.post(PAGE, SENT | {"happened_at": offered}).status_code == 302
    kept = EmergencyAccess.objects.get().happened_at
    assert timedelta(0) <= EmergencyAccess.objects.get().opened_at - kept < timedelta(minutes=5)
