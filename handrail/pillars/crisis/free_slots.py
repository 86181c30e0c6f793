"""Who could see the person soon: every free time of everybody who works where they are enrolled and may see them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from handrail.clinical.triage.coping_plan import DAYS, MEETING_MINUTES, is_inside
from handrail.foundation.consent.at_once import Question, decide_each
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.scheduling.models import Availability
from handrail.foundation.scheduling.queries import free_times
from handrail.foundation.teams.models import STRANDS, Enrolment, Membership, Role
from handrail.foundation.teams.queries import local, team_of

#: In whose meetings somebody is seen.
SEEING = (Role.COUNSELOR, Role.PEER_SPECIALIST, Role.PRESCRIBER, Role.CASE_MANAGER, Role.CRISIS_RESPONDER)
#: So many times of one worker are offered for each day, the soonest: a list of three days stays readable, and a full
#: morning today hides no time of tomorrow.
OF_ONE_A_DAY = 4


@dataclass(frozen=True, slots=True)
class Free:
    """One time of one worker. `known`: they are on the person's team already."""

    worker: Person
    role: Role
    starts_at: datetime
    known: bool

    @property
    def strand(self) -> str:
        return STRANDS[self.role]

    @property
    def key(self) -> str:
        """What a form sends for it."""
        return f"{self.worker.pk}@{self.starts_at.isoformat()}"


def free_slots(person: Person, act: Act) -> list[Free]:
    """Of the next three days, a few of each worker for each day; soonest first, those on their team before others."""
    return _found(person, act, lambda worker: _of_three_days(worker, act.at))


def free_today(person: Person, act: Act) -> list[Free]:
    """Every time that is left today where the person is, in the same order."""
    found = _found(person, act, lambda worker: _of_two_days(worker, act.at))
    return [one for one in found if is_today(one, person, act.at)]


def _found(person: Person, act: Act, times: Callable[[Person], list[datetime]]) -> list[Free]:
    team = {care.worker_id for care in team_of(person, act.at)}
    found = [
        Free(worker, role, at, worker.pk in team)
        for worker, role in _workers(person, act)
        for at in times(worker)
    ]
    return sorted(found, key=lambda one: (one.starts_at, not one.known, one.worker.pk))


def is_today(free: Free, person: Person, now: datetime) -> bool:
    """Whether it is a visit on the same day, where the person is."""
    return local(person, free.starts_at).date() == local(person, now).date()


def asked_for_slots(person: Person, act: Act) -> list[Question]:
    """What `free_slots` asks of the evaluator: for a page that decides for its reader and for them in one go."""
    return _asked(_with_hours(person, act), act)


def _asked(members: list[Membership], act: Act) -> list[Question]:
    # Whoever is on call and has it sees them too: their time, and nothing of what it is for.
    return [Question(act.in_place_of(one.person), "appointments", fields="neutral") for one in members]


def _workers(person: Person, act: Act) -> Iterator[tuple[Person, Role]]:
    members = _with_hours(person, act)
    for one, found in zip(members, decide_each(person, _asked(members, act)), strict=True):
        if found.allowed:
            yield one.person, Role(one.role)


def _with_hours(person: Person, act: Act) -> list[Membership]:
    """Whoever works where they are enrolled and has said when they have time, each once."""
    return act.once(("hours for", person.pk), lambda: list(_each_with_hours(person, act)))


def _each_with_hours(person: Person, act: Act) -> Iterable[Membership]:
    programmes = Enrolment.objects.at(act.at).filter(person=person).values("programme")
    members = Membership.objects.at(act.at).filter(programme__in=programmes, role__in=SEEING)
    timed = members.filter(
        person__in=Availability.objects.holding(local(person, act.at).date()).values("worker")
    )
    once: dict[int, Membership] = {}
    for member in timed.select_related("person").order_by("pk"):
        once.setdefault(member.person_id, member)
    return once.values()


def _of_three_days(worker: Person, now: datetime) -> list[datetime]:
    return [at for day in _days(worker, now, DAYS) for at in _times(worker, day, now)[:OF_ONE_A_DAY]]


def _of_two_days(worker: Person, now: datetime) -> list[datetime]:
    # The person's day may end on the worker's next.
    return [at for day in _days(worker, now, 1) for at in _times(worker, day, now)]


def _days(worker: Person, now: datetime, ahead: int) -> list[date]:
    today = local(worker, now).date()
    return [today + timedelta(days=n) for n in range(ahead + 1)]


def _times(worker: Person, day: date, now: datetime) -> list[datetime]:
    return [at for at in free_times(worker, day, MEETING_MINUTES, now) if is_inside(now, at)]
