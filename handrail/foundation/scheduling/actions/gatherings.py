"""Making a group or a meeting, giving seats in it, and writing down who came."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from handrail.foundation.consent.evaluator import decide, require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.ledger.each_alone import each_alone, resting
from handrail.foundation.people.actions import hold
from handrail.foundation.people.models import Person
from handrail.foundation.scheduling import policy
from handrail.foundation.scheduling.events import (
    AttendanceNoted,
    GatheringEnded,
    GatheringMade,
    OccasionCancelled,
    OccasionHandedOver,
    SeatEnded,
    SeatGiven,
)
from handrail.foundation.scheduling.free import AlreadyBooked, already, refuse_if_taken, taken
from handrail.foundation.scheduling.models import Appointment, Attendance, Gathering, Occasion, Seat
from handrail.foundation.scheduling.recurrence import days_of, moment
from handrail.foundation.teams.models import Programme

#: How far ahead each time of a gathering stands in the calendar.
AHEAD = timedelta(weeks=13)


class Full(ValueError):
    """Every seat is taken."""


class NotTheirLead(ValueError):
    """Whoever leads the gathering could not write down that this person came."""


@transaction.atomic
def make_gathering(
    programme: Programme, lead: Person, *, kind: Gathering.Kind, strand: str, name: str, capacity: int,
    first_on: date, clock: time, minutes: int, time_zone: str, act: Act,
    every: Gathering.Every = Gathering.Every.ONCE, last_on: date | None = None, place: str = "",
    modality: Appointment.Modality = Appointment.Modality.IN_PERSON,
    called: Gathering.Called = Gathering.Called.NAME,
) -> Gathering:  # fmt: skip
    """Make a group or meeting and put its times of the next months into its lead's calendar, or none of it."""
    require(policy.may_plan(act, programme))
    made = Gathering.objects.create(
        programme=programme, lead=lead, kind=kind, strand=strand, name=name, capacity=capacity, first_on=first_on,
        clock=clock, minutes=minutes, time_zone=time_zone, every=every, last_on=last_on, place=place,
        modality=modality, called=called, made_at=act.at,
    )  # fmt: skip
    hold(lead)
    for one in _next(made, act.at):
        refuse_if_taken(lead, one.starts_at, one.ends_at)
        one.save()
    made.save(update_fields=["planned_until"])
    announce(GatheringMade(made.pk, None), act=act)
    return made


@transaction.atomic
def plan_ahead(gathering: Gathering, *, act: Act) -> int:
    """Put further times into the calendar; how many. Where the lead has something else, that time waits for a lead."""
    gathering = Gathering.objects.select_for_update().get(pk=gathering.pk)
    if gathering.ended_at is not None:
        return 0
    hold(gathering.lead)
    times = _next(gathering, act.at)
    for one in times:
        if taken(gathering.lead, one.starts_at, one.ends_at):
            one.lead = None
        one.save()
    gathering.save(update_fields=["planned_until"])
    return len(times)


def plan_gatherings(now: datetime) -> int:
    """Plan on whatever is planned for less than twelve weeks; how many. Each is a transaction of its own."""
    act = Act(actor=None, at=now, via="clock")
    short = Gathering.objects.to_plan(now.date() + AHEAD - timedelta(weeks=1)).order_by("pk")
    short = short.exclude(pk__in=resting("gatherings_planned", now))
    found = {one.pk: one for one in short}
    return each_alone(
        "gatherings_planned", found, lambda key: plan_ahead(found[key], act=act) > 0, now=now
    ).count()


def _next(gathering: Gathering, now: datetime) -> list[Occasion]:
    through = min(gathering.last_on or date.max, max(now.date(), gathering.first_on) + AHEAD)
    after = gathering.planned_until or gathering.first_on - timedelta(days=1)
    days = days_of(gathering.every, gathering.first_on, after, through)
    gathering.planned_until = max(through, after)
    begins = [moment(day, gathering.clock, gathering.time_zone) for day in days]
    length = timedelta(minutes=gathering.minutes)
    return [Occasion(gathering=gathering, lead=gathering.lead, starts_at=at, ends_at=at + length) for at in begins]  # fmt: skip


@transaction.atomic
def end_gathering(gathering: Gathering, *, act: Act) -> Gathering:
    """It takes place no more. What was, stays; the times ahead are cancelled."""
    gathering = Gathering.objects.select_for_update().get(pk=gathering.pk)
    require(policy.may_change(act, gathering))
    if gathering.ended_at is None:
        gathering.ended_at = act.at
        gathering.save(update_fields=["ended_at"])
        gathering.occasions.taking_place().filter(starts_at__gt=act.at).update(cancelled_at=act.at)
        announce(GatheringEnded(gathering.pk, None), act=act)
    return gathering


@transaction.atomic
def cancel_occasion(occasion: Occasion, *, act: Act) -> Occasion:
    """This time it does not take place. Nobody's attendance says that they did not come."""
    occasion = Occasion.objects.select_for_update().get(pk=occasion.pk)
    require(policy.may_change(act, occasion.gathering))
    if occasion.cancelled_at is None and not occasion.attendances.exists():
        occasion.cancelled_at = act.at
        occasion.save(update_fields=["cancelled_at"])
        announce(OccasionCancelled(occasion.pk, None), act=act)
    return occasion


@transaction.atomic
def hand_over_occasion(occasion: Occasion, lead: Person, *, act: Act) -> Occasion:
    """Somebody else leads this time."""
    occasion = Occasion.objects.select_for_update().get(pk=occasion.pk)
    require(policy.may_change(act, occasion.gathering))
    hold(lead)
    if found := taken(lead, occasion.starts_at, occasion.ends_at, besides=occasion):
        raise AlreadyBooked(already(lead, found))
    occasion.lead = lead
    occasion.save(update_fields=["lead"])
    announce(OccasionHandedOver(occasion.pk, None, lead.pk), act=act)
    return occasion


@transaction.atomic
def give_seat(gathering: Gathering, person: Person, *, act: Act) -> Seat:
    """A person has a place from now on. Giving it twice returns the open one."""
    gathering = Gathering.objects.select_for_update().get(pk=gathering.pk)
    require(policy.may_change(act, gathering) and decide(act, "appointments", person, "write").allowed)
    require(gathering.called == Gathering.Called.NAME)
    if found := gathering.seats.filter(person=person, until_at=None).first():
        return found
    if not decide(Act(gathering.lead, act.at, act.via), "group_attendance", person, "write").allowed:
        raise NotTheirLead(
            _("%(lead)s is not on the team of %(person)s. Add %(lead)s there first. Nothing was saved.")
            % {"lead": gathering.lead, "person": person}
        )
    if gathering.seats.filter(until_at=None).count() >= gathering.capacity:
        raise Full(
            _("All %(n)s seats are taken. Nothing was saved; free a seat first.") % {"n": gathering.capacity}
        )
    seat = Seat.objects.create(gathering=gathering, person=person, from_at=act.at)
    announce(SeatGiven(seat.pk, person.pk, gathering.strand), act=act)
    return seat


@transaction.atomic
def end_seat(seat: Seat, *, act: Act) -> Seat:
    """The place is free again. What they came to stays in their record."""
    seat = Seat.objects.select_for_update().get(pk=seat.pk)
    require(decide(act, "appointments", seat.person, "write"))
    if seat.until_at is None:
        seat.until_at = act.at
        seat.save(update_fields=["until_at"])
        announce(SeatEnded(seat.pk, seat.person_id, seat.gathering.strand), act=act)
    return seat


@transaction.atomic
def note_attendance(occasion: Occasion, person: Person, *, status: Attendance.Status, act: Act) -> Attendance:
    """Write down whether this person came. Written again it is put right; the ledger keeps what was said before."""
    occasion = (
        Occasion.objects.select_for_update(of=("self",)).select_related("gathering").get(pk=occasion.pk)
    )
    require(policy.may_note(act, occasion, person))
    noted = Attendance.objects.filter(occasion=occasion, person=person).first()
    if noted is not None and noted.status == status:
        return noted
    noted = noted or Attendance(occasion=occasion, person=person)
    noted.status, noted.noted_by, noted.noted_at = status, act.actor, act.at  # type: ignore[assignment]
    noted.save()
    announce(AttendanceNoted(noted.pk, person.pk, occasion.gathering.strand, status), act=act)
    return noted
