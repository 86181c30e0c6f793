"""The response clock: how long from a signal until somebody took it up, and until somebody was in touch."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from handrail.clinical.playbooks.playbook import worksheet_of
from handrail.clinical.practices.definition import Method
from handrail.clinical.practices.shelf import method
from handrail.continuum.responses.models import CoordinatedResponse, Proposal
from handrail.foundation.plans.models import Step
from handrail.foundation.scheduling.models import Appointment
from handrail.pillars.case_management.models import Attempt
from handrail.pillars.crisis.models import FollowUp
from handrail.pillars.peer_support.models import PeerContact

TAKEN_UP = (Proposal.Status.ACCEPTED, Proposal.Status.CHANGED)
MET = (Appointment.Status.FULFILLED, Appointment.Status.LATE)


@dataclass(frozen=True, slots=True)
class Clocked:
    """One response: from when its signal was found. None where it has not happened."""

    playbook: str
    person: int
    to_accepted: timedelta | None
    to_contact: timedelta | None


def clocked(people: Collection[int], *, since: datetime, until: datetime) -> list[Clocked]:
    """Every response to a signal in that time. A contact is a proposed step done, a meeting that took place, a peer in
    touch, whoever looked for them or called after a crisis and reached them; the first of them counts. One query."""
    found = CoordinatedResponse.objects.filter(person__in=people, finding__found_at__range=(since, until))
    contacts = {"done": _done(), "met": _met(until), **_spoken(until)}
    rows = found.annotate(accepted=_accepted(), **contacts)
    return [
        _clocked(*row)
        for row in rows.values_list("playbook", "person", "finding__found_at", "accepted", *contacts)
    ]


def worksheets_of(steps: Collection[int]) -> dict[int, Method]:
    """Which of these steps came from a proposal that is done with a worksheet, and which. One query at most."""
    if not steps:
        return {}
    taken = Proposal.objects.filter(step__in=steps).values_list("step", "response__playbook", "title")
    found = {step: worksheet_of(playbook, title) for step, playbook, title in taken if step}
    return {step: method(name) for step, name in found.items() if name}


def worksheet_for(proposal: Proposal) -> Method | None:
    """The worksheet that a proposal is done with, if any. Its response is at hand."""
    name = worksheet_of(proposal.response.playbook, proposal.title)
    return method(name) if name else None


def _clocked(
    playbook: str, person: int, found_at: datetime, accepted: datetime | None, *contacts: datetime | None
) -> Clocked:
    first = min((at for at in contacts if at is not None and at >= found_at), default=None)
    return Clocked(playbook, person, _after(found_at, accepted), _after(found_at, first))


def _after(found_at: datetime, at: datetime | None) -> timedelta | None:
    return None if at is None else max(at - found_at, timedelta(0))


def _accepted() -> Subquery:
    taken = Proposal.objects.filter(response=OuterRef("pk"), status__in=TAKEN_UP).exclude(role="client")
    return Subquery(taken.order_by("answered_at").values("answered_at")[:1])


def _done() -> Subquery:
    done = Proposal.objects.filter(response=OuterRef("pk"), step__status=Step.Status.DONE).exclude(
        role="client"
    )
    return Subquery(done.order_by("step__ended_at").values("step__ended_at")[:1])


def _met(until: datetime) -> Subquery:
    return _first(Appointment.objects.with_us().filter(status__in=MET), "person", "starts_at", until)


def _spoken(until: datetime) -> dict[str, Subquery]:
    """When a peer, whoever looked for them, or whoever called after a crisis spoke with them first."""
    peers = PeerContact.objects.filter(outcome=PeerContact.Outcome.REACHED)
    tries = Attempt.objects.standing().filter(outcome=Attempt.Outcome.REACHED)
    calls = FollowUp.objects.filter(outcome=FollowUp.Outcome.REACHED)
    return {
        "peer": _first(peers, "person", "at", until),
        "found": _first(tries, "person", "at", until),
        "called": _first(calls, "alert__person", "done_at", until),
    }


def _first(rows: QuerySet[Any], who: str, when: str, until: datetime) -> Subquery:
    after = {f"{when}__gte": OuterRef("finding__found_at"), f"{when}__lte": until}
    of_them = rows.filter(**{who: OuterRef("person")}, **after)
    return Subquery(of_them.order_by(when).values(when)[:1])
