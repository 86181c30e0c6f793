"""The page before a session: what changed since they last met, as far as the reader may read, and Maya's own words."""

from __future__ import annotations

from datetime import datetime, time
from html import unescape
from uuid import uuid4

import pytest
from django.urls import reverse

from handrail.foundation.measures import actions as measures
from handrail.foundation.plans import actions as plans
from handrail.foundation.plans.models import Step
from handrail.foundation.scheduling import actions as scheduling
from handrail.foundation.scheduling.models import Appointment, Topic
from handrail.interfaces.staff.tests.conftest import DAY, HEADLINE, HOUR, text_of
from handrail.pillars.crisis import actions as crisis
from tests.cast import NEW_YORK

WORDS = "Whether I can go back to work."


@pytest.fixture
def meeting(team):
    """They met twenty days ago, and meet again in an hour."""
    act = team.act(team.priya, at=team.now - 21 * DAY)
    met = team.now - 20 * DAY
    before = scheduling.book(
        team.maya, team.priya, starts_at=met, ends_at=met + HOUR, strand="counsel", act=act
    )
    scheduling.settle(before, status=Appointment.Status.FULFILLED, act=team.act(team.priya, at=met + HOUR))
    return scheduling.book(
        team.maya,
        team.priya,
        starts_at=team.now + HOUR,
        ends_at=team.now + 2 * HOUR,
        strand="counsel",
        act=act,
    )


def brief(team, who):
    return team.browser(team.people[who]).get(reverse("staff:brief", args=[team.maya.pk]))


def words(answer):
    return unescape(text_of(answer))


def test_maya_writes_what_she_wants_to_talk_about_and_priya_reads_it_before_they_meet(team, meeting):
    maya, page = team.browser(team.maya), reverse("client:talk", args=[meeting.pk])
    assert "Only Priya N. can read this" in words(maya.get(page))
    assert maya.post(page, {"words": WORDS}).status_code == 302
    assert WORDS in words(maya.get(page))
    assert WORDS in words(brief(team, "priya"))
    for other in ("sam", "lena", "ravi"):
        assert WORDS not in words(brief(team, other))
    assert brief(team, "theo").status_code == 404
    maya.post(page, {"words": ""})
    assert WORDS not in words(brief(team, "priya"))


def test_what_cannot_be_kept_is_given_back_and_nobody_elses_meeting_takes_words(team, meeting):
    maya, page = team.browser(team.maya), reverse("client:talk", args=[meeting.pk])
    answer = maya.post(page, {"words": "x" * 1200})
    assert answer.status_code == 422 and "x" * 1000 in words(answer)
    assert team.browser(team.theo).post(page, {"words": "x"}).status_code == 404
    scheduling.settle(meeting, status=Appointment.Status.CANCELLED, act=team.act(team.priya))
    assert maya.get(page).status_code == 404
    assert not Topic.objects.exists()


def test_the_brief_tells_what_changed_since_they_last_met_and_no_more(team, meeting):
    step = Step.objects.get(origin=Step.Origin.TOGETHER)
    plans.complete(step, outcome="Sent by mail.", act=team.act(team.priya, at=team.now - DAY))
    crisis.ask_for_help(team.maya, key=uuid4(), act=team.act(team.maya, at=team.now - 2 * DAY))
    unsettled = team.now - 3 * DAY
    act = team.act(team.priya, at=team.now - 4 * DAY)
    scheduling.book(
        team.maya, team.priya, starts_at=unsettled, ends_at=unsettled + HOUR, strand="counsel", act=act
    )
    told = words(brief(team, "priya"))
    for part in (
        HEADLINE,
        "PHQ-9: 8",
        "before: 16",
        "a real change for the better",
        "Sent by mail.",
        "Open the shop again.",
        "Asked for help",
        "Still open",
        "Nobody wrote down yet whether it took place",
    ):
        assert part in told, part
    assert "PHQ-9: 16" not in told


def test_what_maya_said_about_the_last_session_is_read_by_whom_she_let_read_it(team, meeting):
    low = "Something was low, or clearly lower than the time before: ask about it."

    def says(days, seen_by, **answers):
        act = team.act(team.maya, at=team.now - days * DAY)
        told = {"sf_seen_by": seen_by, "sf_1": 5, "sf_2": 5, "sf_3": 4, "sf_4": 4} | answers
        measures.submit(team.maya, instrument_id="session_feedback", key=uuid4(), answers=told, act=act)

    says(5, "nobody", sf_5="More time.")
    for who in ("priya", "lena"):
        told = words(brief(team, who))
        assert "More time." not in told and "Session feedback" not in told, who
    says(3, "team")
    told = words(brief(team, "priya"))
    assert "What they said about their last session" in told and "Completely" in told and low not in told
    says(1, "team", sf_2=3, sf_5="Ask me first.")
    told = words(brief(team, "priya"))
    assert low in told and "Ask me first." in told and "More time." not in told
    assert "Ask me first." not in words(brief(team, "sam"))
    assert brief(team, "theo").status_code == 404


def test_each_reads_in_it_what_is_theirs_to_read(team, meeting):
    sam = words(brief(team, "sam"))
    assert HEADLINE in sam and "PHQ-9" not in sam and "Scales" not in sam
    assert "Before your first appointment together" in sam
    assert (
        words(team.browser(team.priya).get(reverse("staff:person", args=[team.maya.pk]))).count(
            "Session brief"
        )
        == 1
    )


def test_today_leads_from_the_appointment_to_the_brief(team):
    noon = datetime.combine(team.today, time(12), tzinfo=NEW_YORK)
    scheduling.book(
        team.maya, team.priya, starts_at=noon, ends_at=noon + HOUR, strand="counsel", act=team.act(team.priya)
    )
    page = reverse("staff:brief", args=[team.maya.pk])
    assert page in words(team.browser(team.priya).get(reverse("staff:today")))
