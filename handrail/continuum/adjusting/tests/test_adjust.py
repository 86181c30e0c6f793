"""Urges are up, and Priya changes Maya's plan: all of it in one line, or nothing of it."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from handrail.continuum.adjusting import actions as adjusting
from handrail.continuum.adjusting.models import Adjustment
from handrail.continuum.adjusting.wanted import Asked, Cadence, Change, Level, Practised, Sooner, Told
from handrail.continuum.journey.queries import timeline
from handrail.continuum.watch import actions as watch
from handrail.continuum.watch.finding import Found, keep
from handrail.continuum.watch.models import Concern
from handrail.foundation.consent.evaluator import Refused
from handrail.foundation.measures.models import Schedule
from handrail.foundation.plans.models import LevelOfCare, Step
from handrail.foundation.practices.models import Practice
from handrail.foundation.scheduling import actions as scheduling
from handrail.foundation.scheduling.free import AlreadyBooked
from handrail.foundation.scheduling.models import Appointment

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@pytest.fixture
def concern(cast):
    found = Found(cast.today, "alert", "early_warning", "Urges are up", "Urges are higher than usual.")
    return keep(cast.maya, found, act=cast.act(None)).concern


def booked(cast, at, worker=None):
    act = cast.act(cast.priya, at=cast.now - DAY)
    return scheduling.book(
        cast.maya, worker or cast.priya, starts_at=at, ends_at=at + HOUR, strand="counsel", act=act
    )


def change(cast, instead_of, starts_at, **more):
    return Change(
        words="So that you are not alone with it.",
        sooner=Sooner(starts_at, starts_at + HOUR, cast.priya, "counsel", instead_of=instead_of),
        practised=Practised("ride_urge", Practice.Cadence.DAILY),
        asked=Asked("craving_now", 3),
        level=Level("2.1", ("5", "3"), "More days a week, for now."),
        told=[Told(cast.ada, "counsel", "Talk with Maya P. about medication", cast.today + DAY)],
        **more,
    )


def everything(cast):
    rows = (Adjustment, Practice, Schedule, LevelOfCare, Step)
    return [model.objects.count() for model in rows], list(
        Appointment.objects.values_list("starts_at", flat=True)
    )


def test_all_of_it_stands_at_once_and_is_one_line_for_whoever_may_read_it(cast, concern):
    friday, key, act = booked(cast, cast.now + 5 * DAY), uuid4(), cast.act(cast.priya)
    made = adjusting.adjust(concern, key=key, change=change(cast, friday, cast.now + DAY), act=act)
    friday.refresh_from_db()
    assert friday.starts_at == cast.now + DAY and made.was == cast.now + 5 * DAY
    (step,) = made.steps.all()
    assert (step.responsible, step.origin, step.due_on) == (cast.ada, "signal", cast.today + DAY)
    assert LevelOfCare.objects.get().dimensions == ["3", "5"]
    adjusting.adjust(concern, key=key, change=change(cast, friday, cast.now + 2 * DAY), act=act)
    assert Adjustment.objects.count() == 1  # sent twice, kept once

    now = [one for one in timeline(cast.maya, act=act) if one.at == cast.now and one.by == "Priya N."]
    assert [one.title for one in now] == ["Changed the plan after a signal"]
    for words in ("moved to", "every 3 days", "2.1, clinically managed", "Ada K.: Talk with", "not alone"):
        assert words in now[0].text
    sam = [one.text for one in timeline(cast.maya, act=cast.act(cast.sam)) if one.at == cast.now]
    assert any("Ada K.: Talk with" in text for text in sam)
    assert not any("every 3 days" in text for text in sam)  # a peer reads no scales
    assert timeline(cast.maya, act=cast.act(cast.theo)) == []


def test_what_cannot_be_leaves_everything_as_it_was(cast, concern):
    friday = booked(cast, cast.now + 5 * DAY)
    booked(cast, cast.now + DAY)
    before, act = everything(cast), cast.act(cast.priya)
    with pytest.raises(AlreadyBooked):
        adjusting.adjust(concern, key=uuid4(), change=change(cast, friday, cast.now + DAY), act=act)
    with pytest.raises(adjusting.NothingChanged):
        adjusting.adjust(concern, key=uuid4(), change=Change(words="Nothing."), act=act)
    late = Change(cadence=Cadence((0,), cast.today + 91 * DAY), words="For long.")
    with pytest.raises(watch.NotAWhile):
        adjusting.adjust(concern, key=uuid4(), change=late, act=act)
    asks = Change(asked=Asked("craving_now", 3))
    # Lena reads what was found and writes the plan, and asks for no scale; Sam chooses no level.
    for who, wanted in (
        (cast.lena, asks),
        (cast.sam, Change(level=Level("2.1"))),
        (cast.theo, asks),
        (cast.maya, asks),
    ):
        with pytest.raises(Refused):
            adjusting.adjust(concern, key=uuid4(), change=wanted, act=cast.act(who))
    watch.settle(concern, outcome=Concern.Outcome.EXPLAINED, act=act)
    with pytest.raises(adjusting.AlreadySettled):
        adjusting.adjust(concern, key=uuid4(), change=asks, act=act)
    assert everything(cast) == before
