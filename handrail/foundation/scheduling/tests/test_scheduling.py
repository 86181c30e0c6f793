"""A worker is in one place at a time, and how it went is said without blame."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handrail.foundation.consent.evaluator import Refused
from handrail.foundation.scheduling.actions import AlreadyBooked, AlreadySettled, book, settle
from handrail.foundation.scheduling.models import Appointment


@pytest.fixture
def tomorrow(cast):
    return cast.now + timedelta(days=1)


def visit(cast, starts_at, by="priya", minutes=50):
    return book(
        cast.maya, cast.priya, starts_at=starts_at, ends_at=starts_at + timedelta(minutes=minutes),
        strand="counsel", act=cast.act(cast.people[by]),
    )  # fmt: skip


def test_priya_is_not_booked_twice_at_once(cast, tomorrow):
    visit(cast, tomorrow)
    with pytest.raises(AlreadyBooked, match="Priya"):
        visit(cast, tomorrow + timedelta(minutes=30))
    assert Appointment.objects.count() == 1
    visit(cast, tomorrow + timedelta(minutes=50))


def test_a_cancelled_hour_is_free_again(cast, tomorrow):
    settle(visit(cast, tomorrow), status=Appointment.Status.CANCELLED, act=cast.act(cast.priya))
    assert visit(cast, tomorrow)


def test_how_it_went_is_said_once(cast, tomorrow):
    made = settle(visit(cast, tomorrow), status=Appointment.Status.DID_NOT_COME, act=cast.act(cast.priya))
    with pytest.raises(AlreadySettled):
        settle(made, status=Appointment.Status.FULFILLED, act=cast.act(cast.priya))


def test_theo_neither_books_nor_sees(cast, tomorrow):
    with pytest.raises(Refused):
        visit(cast, tomorrow, by="theo")
    visit(cast, tomorrow)
    assert not Appointment.objects.visible_to(cast.act(cast.theo)).exists()
