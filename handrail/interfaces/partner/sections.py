"""The parts of a record as a partner reads them: only those that were handed over, each in lines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from handrail.foundation.consent.disclosing import HandedOver
from handrail.foundation.consent.naming import NAMES
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import ContactPoint, Person
from handrail.foundation.plans.models import Goal, Step
from handrail.foundation.scheduling.models import Appointment
from handrail.foundation.teams.models import Enrolment
from handrail.foundation.teams.queries import local
from handrail.interfaces.contact_words import ways

COMING, STEPS = 10, 30


@dataclass(frozen=True, slots=True)
class Section:
    """One part; `words` are the person's own and stand apart."""

    title: str
    lines: list[str]
    words: list[str]


def sections_of(handed: HandedOver, act: Act) -> list[Section]:
    """In the order of the table below; a part of which there is nothing says so."""
    return [
        Section(str(NAMES[name]), *read(handed.person, act))
        for name, read in PARTS.items()
        if name in handed.resources
    ]


Lines = tuple[list[str], list[str]]


def _who(person: Person, act: Act) -> Lines:
    lines = [person.preferred_name]
    if person.legal_name:
        lines.append(_("On papers: %(name)s") % {"name": person.legal_name})
    if person.born_on:
        lines.append(_("Born: %(day)s") % {"day": date_format(person.born_on, "DATE_FORMAT")})
    if person.pronouns:
        lines.append(_("Pronouns: %(pronouns)s") % {"pronouns": person.pronouns})
    return lines, []


def _reach(person: Person, act: Act) -> Lines:
    # By the same rules as for the team: hours, no voicemail, what to say. What is not safe is told to no partner.
    safe = ContactPoint.objects.filter(person=person, ended_at=None, safety=ContactPoint.Safety.SAFE)
    found = ways(list(safe.safest_first()), local(person, act.at))
    return [
        " ".join(filter(None, [f"{one.label}: {one.value}.", one.rules, one.strong])) for one in found
    ], []


def _care(person: Person, act: Act) -> Lines:
    enrolled = Enrolment.objects.at(act.at).filter(person=person).select_related("programme")
    since = _("%(program)s, since %(day)s")
    return [
        since % {"program": one.programme.name, "day": date_format(one.from_on, "DATE_FORMAT")}
        for one in enrolled.order_by("from_on", "pk")
    ], []


def _plan(person: Person, act: Act) -> Lines:
    goals = Goal.objects.filter(plan__person=person, status=Goal.Status.ACTIVE).order_by("pk")
    steps = Step.objects.visible_to(act).of(person).open().soonest_first()[:STEPS]
    return [_step(step) for step in steps], [goal.words for goal in goals]


def _step(step: Step) -> str:
    if step.due_on is None:
        return step.title
    return _("%(what)s, by %(day)s") % {"what": step.title, "day": date_format(step.due_on, "DATE_FORMAT")}


def _coming(person: Person, act: Act) -> Lines:
    # Time and place alone: never with whom, nor what for (field set `neutral`).
    booked = Appointment.objects.visible_to(act).of(person).with_us().booked().filter(starts_at__gte=act.at)
    return [
        ", ".join(filter(None, [date_format(local(person, one.starts_at), "DATETIME_FORMAT"), one.place]))
        for one in booked.order_by("starts_at", "pk")[:COMING]
    ], []


PARTS: dict[str, Callable[[Person, Act], Lines]] = {
    "demographics": _who, "safe_contact": _reach, "sud_record": _care, "care_plan": _plan, "appointments": _coming,
}  # fmt: skip
