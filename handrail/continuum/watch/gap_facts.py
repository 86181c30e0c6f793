"""What is known of many people at once, as the rules of gaps read it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q

from handrail.clinical.gaps.rules import NO_CONTACT, REFERRAL, SEARCH, STEP, Dated, Known
from handrail.continuum.watch.hearing import heard_of
from handrail.continuum.watch.models import Absence, GapDays
from handrail.continuum.watch.responsible import Team, Workforce, teams_of
from handrail.foundation.consent.models import Consent
from handrail.foundation.messaging.models import Permission
from handrail.foundation.messaging.threads import waiting_of
from handrail.foundation.plans.models import Step
from handrail.foundation.plans.queries import reviews_of
from handrail.foundation.scheduling.models import Appointment
from handrail.foundation.teams.models import Enrolment
from handrail.foundation.teams.queries import organisation_day, organisation_zone
from handrail.pillars.case_management.models import Arrangement, PickUp, Referral, Search
from handrail.pillars.crisis.models import FollowUp, Transfer

#: So far back an appointment is looked at.
RECENT = timedelta(days=90)
SPOKEN = (FollowUp.Outcome.REACHED, FollowUp.Outcome.DONE)
Status = Appointment.Status


@dataclass(frozen=True, slots=True)
class Facts:
    """Of one person: what the rules read, who cares for them, and who owns which step or referral, by what it is and its number."""

    known: Known
    team: Team
    owners: dict[tuple[str, int], int] = field(default_factory=dict)
    #: Open referrals whose owner does not work here any more.
    left: tuple[int, ...] = ()


def days_by_programme() -> dict[int, dict[str, int]]:
    """What each programme said. One query for a whole night."""
    found: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for programme, kind, days in GapDays.objects.values_list("programme", "kind", "days"):
        found[programme][kind] = days
    return found


def facts_of(
    people: Collection[int], days: dict[int, dict[str, int]], staff: Workforce, at: datetime
) -> dict[int, Facts]:
    """The facts of each of these people who is enrolled. Some twenty queries, however many they are."""
    today, zone = organisation_day(at), organisation_zone()
    taken_in, programmes = _enrolled(people, today)
    people = list(taken_in)
    teams, heard = teams_of(people, programmes, at), heard_of(people)
    steps, plans, referrals = _steps(people), _plans(people, at), _referrals(people)
    missed, back, ending = _missed(people, heard, at), _back(people, heard), _ending(people, today)
    rides, lost = _rides(people, at), _lost(people)
    pick_ups, sought = _pick_ups(people, today), _sought(people)
    alone = {one for one in people if not _cared_for(teams[one], staff)}
    waiting = waiting_of(alone) if alone else {}
    absent = set(Absence.objects.on(today).filter(person__in=people).values_list("person", flat=True))
    found = {}
    for person in people:
        own, sent, looked = steps.get(person, []), referrals.get(person, []), sought.get(person, [])
        known = Known(
            now=at.astimezone(zone), today=today, taken_in=taken_in[person], days=_days(person, programmes[person], days, absent),
            cared_for=person not in alone, waiting=tuple(Dated(*one) for one in waiting.get(person, ())),
            has_plan=person in plans, review_due=plans.get(person), open_steps=len(own),
            steps_alone=tuple(pk for pk, who in own if who not in {None, person} and who not in staff.members),
            heard=heard.get(person), missed=missed.get(person), back=back.get(person), lost=lost.get(person, ()),
            pick_ups=tuple(pick_ups.get(person, ())),
            searches=tuple(Dated(one.pk, one.next_at) for one in looked if one.next_at is not None),
            searches_alone=tuple(one.pk for one in looked if one.owner_id not in staff.members),
            rides=tuple(Dated(step, starts_at) for step, starts_at in rides.get(person, ())),
            silent=tuple(Dated(one["pk"], one["entered_at"]) for one in sent if one["status"] == Referral.Status.SENT),
            away=tuple(
                Dated(one["pk"], one["due_at"], staff.away[one["owner"]][1]) for one in sent if one["owner"] in staff.away
            ),
            ending=tuple(ending.get(person, ())),
        )  # fmt: skip
        owners = {(STEP, pk): who for pk, who in own if who is not None}
        owners |= {(REFERRAL, one["pk"]): one["owner"] for one in sent}
        owners |= {(SEARCH, one.pk): one.owner_id for one in looked}
        left = tuple(one["pk"] for one in sent if one["owner"] not in staff.members)
        found[person] = Facts(known, teams[person], owners, left)
    return found


def _cared_for(team: Team, staff: Workforce) -> bool:
    return any(who in staff.members for who, _role in team.caring)


def _days(
    person: int, programmes: Collection[int], days: dict[int, dict[str, int]], absent: set[int]
) -> dict[str, int]:
    """The fewest that a programme of theirs says; while somebody said that they are away nobody waits to hear from them."""
    fewest = _fewest(programmes, days)
    return {kind: many for kind, many in fewest.items() if kind != NO_CONTACT or person not in absent}


def _fewest(programmes: Collection[int], days: dict[int, dict[str, int]]) -> dict[str, int]:
    fewest: dict[str, int] = {}
    for programme in programmes:
        for kind, many in days.get(programme, {}).items():
            fewest[kind] = min(many, fewest.get(kind, many))
    return fewest


def _enrolled(people: Collection[int], today: date) -> tuple[dict[int, date], dict[int, tuple[int, ...]]]:
    first: dict[int, date] = {}
    programmes: defaultdict[int, tuple[int, ...]] = defaultdict(tuple)
    rows = Enrolment.objects.on(today).filter(person__in=people).order_by("person", "from_on", "pk")
    for person, programme, from_on in rows.values_list("person", "programme", "from_on"):
        first.setdefault(person, from_on)
        programmes[person] += (programme,)
    return first, programmes


def _plans(people: Collection[int], at: datetime) -> dict[int, date | None]:
    """Of whoever has a plan: when it is due to be looked at again, if it is."""
    return {one.plan.person_id: one.due for one in reviews_of(people, at)}


def _steps(people: Collection[int]) -> dict[int, list[tuple[int, int | None]]]:
    return _grouped(
        Step.objects.open().filter(plan__person__in=people).values_list("plan__person", "pk", "responsible")
    )


def _referrals(people: Collection[int]) -> dict[int, list[dict[str, Any]]]:
    found: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    rows = Referral.objects.open().filter(person__in=people).order_by("pk")
    for one in rows.values("person", "pk", "status", "entered_at", "due_at", "owner"):
        found[one["person"]].append(dict(one))
    return found


def _missed(people: Collection[int], heard: dict[int, datetime], at: datetime) -> dict[int, Dated]:
    """The last appointment, when they did not come, nothing is ahead, and nobody heard from them since."""
    rows = Appointment.objects.filter(person__in=people, starts_at__gte=at - RECENT).exclude(
        status=Status.CANCELLED
    )
    found: dict[int, Dated] = {}
    # What is elsewhere stands apart: to be heard from here books nothing there. A missed session counts first.
    for where, silent in ((rows.elsewhere(), {}), (rows.with_us(), heard)):
        last = {person: (pk, status, at) for person, pk, status, at in where.order_by("starts_at", "pk").values_list(
            "person", "pk", "status", "starts_at"
        )}  # fmt: skip
        for person, (pk, status, starts_at) in last.items():
            if status == Status.DID_NOT_COME and not (person in silent and silent[person] > starts_at):
                found[person] = Dated(pk, starts_at)
    return found


def _rides(people: Collection[int], at: datetime) -> dict[int, list[tuple[int, datetime]]]:
    """Steps that arrange a ride to an appointment ahead and are not done."""
    rows = Arrangement.objects.rides_of(people).to_do().filter(appointment__starts_at__gt=at).order_by("pk")
    return _grouped(rows.values_list("appointment__person", "step", "appointment__starts_at"))


def _sought(people: Collection[int]) -> dict[int, list[Search]]:
    """Whoever is looked for, and ended searches of which its owner has not seen that they got in touch."""
    found: defaultdict[int, list[Search]] = defaultdict(list)
    rows = Search.objects.filter(
        Q(status=Search.Status.OPEN) | Q(attention_at__isnull=False), person__in=people
    )
    for one in rows.order_by("pk"):
        found[one.person_id].append(one)
    return found


def _pick_ups(people: Collection[int], today: date) -> dict[int, list[tuple[int, date]]]:
    """Medicine that was not picked up on its day."""
    rows = PickUp.objects.lacking(today).filter(medicine__person__in=people).order_by("pk")
    return _grouped(rows.values_list("medicine__person", "pk", "expected_on"))


def _back(people: Collection[int], heard: dict[int, datetime]) -> dict[int, Dated]:
    """The last way back from emergency care after which nobody spoke with them."""
    rows = Transfer.objects.filter(alert__person__in=people, returned_at__isnull=False)
    last: dict[int, tuple[int, int, datetime]] = {}
    for person, pk, alert, back in rows.order_by("returned_at", "pk").values_list(
        "alert__person", "pk", "alert", "returned_at"
    ):
        if person is not None and back is not None:
            last[person] = pk, alert, back
    spoken = FollowUp.objects.filter(
        alert__in=[alert for _pk, alert, _at in last.values()], outcome__in=SPOKEN
    )
    done = {alert: at for alert, at in spoken.order_by("done_at").values_list("alert", "done_at") if at}
    return {
        person: Dated(pk, back)
        for person, (pk, alert, back) in last.items()
        if max(heard.get(person, back), done.get(alert, back)) <= back
    }


def _lost(people: Collection[int]) -> dict[int, tuple[Dated, ...]]:
    found: defaultdict[int, tuple[Dated, ...]] = defaultdict(tuple)
    rows = Permission.objects.lost().filter(person__in=people).order_by("pk")
    for person, pk, ended in rows.values_list("person", "pk", "ended_at"):
        if ended is not None:
            found[person] += (Dated(pk, ended),)
    return found


def _ending(people: Collection[int], today: date) -> dict[int, list[tuple[int, date]]]:
    """Consents with an end, without those that another one for the same recipient outlasts."""
    rows = Consent.objects.filter(person__in=people, revoked_at=None).filter(
        Q(expires_on=None) | Q(expires_on__gte=today)
    )
    longest: dict[tuple[int, int], tuple[int, date | None]] = {}
    for person, recipient, pk, ends in rows.order_by("pk").values_list(
        "person", "recipient", "pk", "expires_on"
    ):
        there = longest.get((person, recipient))
        if there is None or (there[1] is not None and (ends is None or ends >= there[1])):
            longest[person, recipient] = pk, ends
    return _grouped((person, pk, ends) for (person, _to), (pk, ends) in longest.items() if ends is not None)


def _grouped(rows: Any) -> dict[int, list[tuple[Any, Any]]]:
    found: defaultdict[int, list[tuple[Any, Any]]] = defaultdict(list)
    for person, *more in rows:
        found[person].append((more[0], more[1]))
    return found
