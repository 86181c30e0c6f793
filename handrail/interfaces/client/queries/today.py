"""What Today needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.http import HttpRequest
from django.utils.dateformat import format as formatted

from handrail.continuum.responses.models import Proposal
from handrail.continuum.watch.expecting import none_asked
from handrail.continuum.watch.models import Absence, Finding
from handrail.foundation.ledger.act import Act
from handrail.foundation.measures.models import CheckIn
from handrail.foundation.people.models import Person
from handrail.foundation.plans.models import Step, StepQuerySet
from handrail.foundation.rights.breach_queries import unread_letters
from handrail.foundation.rights.privacy_notice import owed_notice
from handrail.foundation.scheduling.models import Appointment, Occasion, Seat
from handrail.foundation.teams.models import CareRelationship, Role
from handrail.foundation.teams.queries import local, team_of
from handrail.interfaces.client.drafts import Draft, kept_draft, new_draft
from handrail.interfaces.client.queries.asked import Asked, asked_of
from handrail.interfaces.client.queries.asking import waits_for_somebody
from handrail.interfaces.client.queries.handoffs import Introduced, introductions
from handrail.interfaces.client.queries.practices import Doing, prompted
from handrail.interfaces.client.queries.skills import SkillCard, skill_card
from handrail.interfaces.client.questions import FIRST, Question, tap_question
from handrail.interfaces.client.wording import (
    called,
    clock_words,
    day_words,
    greeting,
    sun,
    work_words,
)

#: For how long after something changed a little the person is offered somebody.
OFFERED_FOR = timedelta(days=2)
NOT_NOW = "not_now"


@dataclass(frozen=True, slots=True)
class Coming:
    """An appointment on the person's own clock; or, with its name, a group they have a seat in.

    `elsewhere` says what one is for that is not with us.
    """

    day: str
    number: str
    time: str
    long_day: str
    worker: str
    strand: str
    work: str
    modality: str
    place: str
    key: int
    group: str = ""
    elsewhere: str = ""


@dataclass(frozen=True, slots=True)
class Carer:
    name: str
    role: str
    strand: str


@dataclass(frozen=True, slots=True)
class Today:
    day: str
    greeting: str
    sun: str
    first: Question
    draft: Draft
    begun: bool
    coming: Coming | None
    step: Step | None
    ticked: Step | None
    proposals: list[Proposal]
    asked: list[Asked]
    skill: SkillCard | None
    practices: list[Doing]
    introduced: list[Introduced]
    team: list[Carer]
    offer: Draft | None
    waits: bool
    notice: bool
    letters: bool
    away: Absence | None
    asked_today: bool


def today_page(request: HttpRequest, act: Act) -> Today:
    """Everything that Today shows, in a number of queries that does not grow."""
    person = act.actor
    assert person is not None
    now, half = local(person, act.at), kept_draft(request, act)
    skill = skill_card(act)
    return Today(
        day=day_words(now.date()),
        greeting=greeting(now, called(person.preferred_name)),
        sun=sun(now),
        first=tap_question(FIRST),
        draft=half or new_draft(act),
        begun=half is not None,
        coming=next(iter(coming_up(act, 1)), None),
        step=own_steps(act).open().first_things_first().first(),
        ticked=ticked_step(request, act),
        proposals=list(Proposal.objects.visible_to(act).asked_of(person).order_by("due_at", "pk")),
        asked=asked_of(act),
        skill=skill,
        # What stands above as the skill of the week is not asked about twice.
        practices=[one for one in prompted(act) if skill is None or one.method.id != skill.method.id],
        introduced=introductions(act),
        team=carers(person, act),
        offer=new_draft(act) if offered_finding(request, act) else None,
        waits=waits_for_somebody(person),
        notice=owed_notice(person),
        letters=bool(unread_letters(person)),
        away=told_for(person, now.date()),
        asked_today=not none_asked([(person.pk, now.date())]),
    )


def told_for(person: Person, today: date) -> Absence | None:
    """Days away that somebody else told for them, while these are not over: so that they know, and can say no."""
    others = Absence.objects.of(person).not_over(today).exclude(told_by=person)
    return others.select_related("told_by").order_by("from_on", "pk").first()


def carers(person: Person, act: Act) -> list[Carer]:
    """The team, each once, by the first of their roles."""
    once: dict[int, CareRelationship] = {}
    for care in team_of(person, act.at):
        once.setdefault(care.worker_id, care)
    return [Carer(c.worker.preferred_name, str(Role(c.role).label), c.strand) for c in once.values()]


def own_steps(act: Act) -> StepQuerySet:
    """The steps that are the person's own to do."""
    assert act.actor is not None
    return Step.objects.visible_to(act).of(act.actor).owned_by(act.actor)


def ticked_step(request: HttpRequest, act: Act) -> Step | None:
    """The step just ticked, to be shown in its place with Undo."""
    asked = request.GET.get("done", "")
    if not asked.isdecimal():
        return None
    return own_steps(act).filter(pk=int(asked), status=Step.Status.DONE).first()


def coming_up(act: Act, limit: int) -> list[Coming]:
    """The next appointments, soonest first."""
    assert act.actor is not None
    booked = Appointment.objects.visible_to(act).of(act.actor).booked().filter(ends_at__gt=act.at)
    found = booked.select_related("worker").order_by("starts_at", "pk")[:limit]
    return [_coming(one, local(act.actor, one.starts_at)) for one in found]


def coming_with_groups(act: Act, limit: int) -> list[Coming]:
    """The next appointments and groups, soonest first."""
    assert act.actor is not None
    booked = Appointment.objects.visible_to(act).of(act.actor).booked().filter(ends_at__gt=act.at)
    seats = Seat.objects.filter(person=act.actor, until_at=None).values("gathering")
    held = Occasion.objects.visible_to(act).taking_place().filter(gathering__in=seats, ends_at__gt=act.at)
    found = [
        *booked.select_related("worker").order_by("starts_at", "pk")[:limit],
        *held.select_related("gathering", "lead").order_by("starts_at", "pk")[:limit],
    ]
    soonest = sorted(found, key=lambda one: one.starts_at)[:limit]
    return [_any(one, local(act.actor, one.starts_at)) for one in soonest]


def _any(one: Appointment | Occasion, starts: datetime) -> Coming:
    if isinstance(one, Appointment):
        return _coming(one, starts)
    return Coming(
        day=formatted(starts, "D"), number=str(starts.day), time=clock_words(starts), long_day=day_words(starts.date()),
        worker=one.lead.preferred_name if one.lead else "", strand=one.gathering.strand, work="", modality="",
        place=one.gathering.place, key=one.pk, group=one.gathering.name,
    )  # fmt: skip


def coming_of(one: Appointment) -> Coming:
    """One appointment, on the clock of the person it is for."""
    return _coming(one, local(one.person, one.starts_at))


def _coming(one: Appointment, starts: datetime) -> Coming:
    return Coming(
        day=formatted(starts, "D"), number=str(starts.day), time=clock_words(starts), long_day=day_words(starts.date()),
        worker=one.worker.preferred_name, strand=one.strand, work=work_words(one.strand),
        modality=str(one.get_modality_display()), place=one.place, key=one.pk,
        elsewhere=one.called if one.elsewhere else "",
    )  # fmt: skip


def offered_finding(request: HttpRequest, act: Act) -> Finding | None:
    """Something changed in the last two days, and the person has not yet said whether they want somebody."""
    person: Person | None = act.actor
    assert person is not None
    since = (local(person, act.at) - OFFERED_FOR).date()
    found = Finding.objects.visible_to(act).filter(person=person, day__gte=since).newest_first().first()
    if found is None or request.session.get(NOT_NOW) == found.pk:
        return None
    said = CheckIn.objects.of(person).filter(day__gte=found.day).exclude(reach_out="")
    return None if said.exists() else found
