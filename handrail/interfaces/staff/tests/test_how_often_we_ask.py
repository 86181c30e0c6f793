"""However much there is, a page asks the database the same number of times."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from handrail.foundation.measures import actions as measures
from handrail.foundation.people.models import ContactPoint
from handrail.foundation.plans import actions as plans
from handrail.interfaces.staff.tests.conftest import raise_concern, someone, text_of
from tests.cast import NEW_YORK

#: What the pages ask today: a page that asks more has grown a question.
MOST = {"today": 21, "rows": 10, "people": 9, "person": 43, "plan": 32, "measures": 33}


def asked(browser, address):
    """How many questions one look is, and the page."""
    browser.get(address)
    with CaptureQueriesContext(connection) as captured:
        text = text_of(browser.get(address))
    return len(captured), text


def more_people(team, numbers):
    """More of Priya's people, each with check-ins, a phone, and something that changed."""
    for number in numbers:
        person = someone(team, f"Al {number:02}")
        ContactPoint.objects.create(
            person=person, system="phone", value=f"+1555019{number:04}", safety="safe", asked_on=team.today
        )
        measures.check_in(person, key=uuid4(), answers={"mood": 4, "craving": 6}, act=team.act(person))
        raise_concern(team, person)


def more_steps(team, numbers):
    """More steps in Maya's plan, due today."""
    for number in numbers:
        plans.add_step(
            team.maya, title=f"Step {number}", responsible=team.sam, strand="peer", due_on=team.today,
            act=team.act(team.priya, at=team.now - timedelta(days=90)),
        )  # fmt: skip


def more_days(team, days):
    """More days with a check-in of Maya's."""
    now = team.now.astimezone(NEW_YORK)  # so that a day is a day of hers where the clocks change
    for ago in days:
        act = team.act(team.maya, at=now - timedelta(days=ago))
        measures.check_in(team.maya, key=uuid4(), answers={"mood": 5}, act=act)


@pytest.mark.parametrize("page", ["today", "rows", "people"])
def test_three_people_or_thirty_are_as_many_questions(team, priya, page):
    address = reverse(f"staff:{page}")
    more_people(team, range(2))
    few, text = asked(priya, address)
    assert "Al 01" in text and "Al 29" not in text
    more_people(team, range(2, 29))
    many, text = asked(priya, address)
    assert "Al 28" in text
    assert few == many <= MOST[page]


@pytest.mark.parametrize("page", ["person", "plan"])
def test_three_steps_or_thirty_are_as_many_questions(team, priya, page):
    # The story is full, and of one strand: the kinds of things it tells of stay the same.
    more_days(team, range(4, 36))
    address = reverse(f"staff:{page}", args=[team.maya.pk]) + "?strand=self"
    more_steps(team, range(2))
    few, _text = asked(priya, address)
    more_steps(team, range(2, 29))
    many, text = asked(priya, address)
    assert "Step 28" in text
    assert few == many <= MOST[page]


def test_a_full_month_is_no_more_questions_than_a_few_days(team, priya):
    address = reverse("staff:measures", args=[team.maya.pk])
    few, _text = asked(priya, address)
    # Her story was told two hours ago: just after midnight that is yesterday, so today is among these.
    more_days(team, range(28))
    many, text = asked(priya, address)
    assert "Checked in on 28 of the last 28 days" in text
    assert few == many <= MOST["measures"]
