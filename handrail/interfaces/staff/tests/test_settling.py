"""Saying how something went: a meeting that is over, a concern that was looked into."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from handrail.continuum.watch import actions as watch
from handrail.continuum.watch.models import Concern
from handrail.foundation.ledger.models import Entry
from handrail.foundation.scheduling import actions as scheduling
from handrail.foundation.scheduling.models import Appointment
from handrail.interfaces.staff.tests.conftest import text_of

TODAY = reverse("staff:today")


@pytest.fixture
def meeting(team):
    return Appointment.objects.get()


@pytest.fixture
def concern(team):
    return Concern.objects.get()


def settle(browser, thing, **sent):
    name = "appointment_settlement" if isinstance(thing, Appointment) else "concern_settlement"
    return browser.post(reverse(f"staff:{name}", args=[thing.pk]), sent)


def test_a_meeting_that_is_over_asks_how_it_went(priya, meeting):
    text = text_of(priya.get(TODAY))
    assert "How did it go with Maya P.?" in text
    for words in ("Came", "Came late", "Did not come", "They canceled"):
        assert f">{words}</button>" in text


@pytest.mark.parametrize("status", ["fulfilled", "did_not_come", "cancelled"])
def test_priya_says_how_it_went_and_it_is_asked_no_more(priya, meeting, status):
    answer = settle(priya, meeting, status=status)
    meeting.refresh_from_db()
    assert meeting.status == status
    text = text_of(priya.get(answer["Location"]))
    assert "How did it go" not in text and str(meeting.get_status_display()) in text


def test_whoever_said_it_first_is_right(team, priya, meeting):
    scheduling.settle(meeting, status=Appointment.Status.FULFILLED, act=team.act(team.lena))
    answer = settle(priya, meeting, status="did_not_come")
    meeting.refresh_from_db()
    assert (answer.status_code, meeting.status) == (302, "fulfilled")
    assert Entry.objects.filter(kind="scheduling.appointment.settled").count() == 1


def test_how_a_meeting_cannot_have_gone_changes_nothing(priya, meeting):
    for status in ("", "booked", "x" * 5000, "a\x00b", "FULFILLED"):
        assert settle(priya, meeting, status=status).status_code == 404, status
    assert settle(priya, meeting).status_code == 404
    meeting.refresh_from_db()
    assert meeting.status == "booked"


def test_a_meeting_that_has_not_begun_is_not_over(team, priya, meeting):
    starts = team.now + timedelta(days=2)
    coming = scheduling.book(
        team.maya, team.priya, starts_at=starts, ends_at=starts + timedelta(hours=1), strand="counsel",
        act=team.act(team.priya),
    )  # fmt: skip
    assert settle(priya, coming, status="fulfilled").status_code == 404
    coming.refresh_from_db()
    assert coming.status == "booked"


@pytest.mark.parametrize(("outcome", "words"), Concern.Outcome.choices)
def test_priya_says_what_the_concern_was_and_reads_it_in_its_place(team, priya, concern, outcome, words):
    answer = priya.post(
        reverse("staff:concern_settlement", args=[concern.pk]) + "?on=person", {"outcome": outcome}
    )
    concern.refresh_from_db()
    assert (concern.outcome, concern.closed_by) == (outcome, team.priya)
    text = text_of(priya.get(answer["Location"]))
    assert f"Priya N. said: {words}." in text and "What was it?" not in text


def test_a_concern_is_settled_once_by_whoever_was_first(team, priya, concern):
    watch.settle(concern, outcome=Concern.Outcome.EXPLAINED, act=team.act(team.lena))
    for _ in range(2):
        assert settle(priya, concern, outcome="real_concern").status_code == 302
    concern.refresh_from_db()
    assert (concern.outcome, concern.closed_by) == ("explained", team.lena)
    assert Entry.objects.filter(kind="watch.concern.settled").count() == 1


def test_what_a_concern_cannot_have_been_leaves_it_open(priya, concern):
    for outcome in ("", "x" * 5000, "a\x00b", "REAL"):
        assert settle(priya, concern, outcome=outcome).status_code == 404, outcome
    assert settle(priya, concern).status_code == 404
    concern.refresh_from_db()
    assert concern.closed_at is None


def test_noor_who_does_not_care_for_maya_settles_nothing(team, concern, meeting):
    noor = team.browser(team.noor)
    assert settle(noor, concern, outcome="real_concern").status_code == 404
    assert settle(noor, meeting, status="fulfilled").status_code == 404
    concern.refresh_from_db()
    meeting.refresh_from_db()
    assert (concern.closed_at, meeting.status) == (None, "booked")
