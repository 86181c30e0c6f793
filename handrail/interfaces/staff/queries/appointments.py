"""One person's appointments, and one appointment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from handrail.foundation.consent.evaluator import may, standings
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.scheduling.models import Appointment
from handrail.foundation.scheduling.policy import tells_what_for
from handrail.foundation.teams.models import STRANDS, CareRelationship, Role
from handrail.foundation.teams.queries import team_of
from handrail.interfaces.staff.words.times import clock, here

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Line:
    """An appointment in words, on the reader's clock."""

    row: Appointment
    when: str
    detail: str


def line(one: Appointment, act: Act) -> Line:
    return Line(one, when_of(one, act), " · ".join(part for part in (*_what(one, act), one.outcome) if part))


def _what(one: Appointment, act: Act) -> tuple[str, ...]:
    if not one.elsewhere:
        return one.worker.preferred_name, str(one.get_modality_display()), one.place
    return (one.called, one.place) if tells_what_for(act) else (_("Appointment elsewhere"),)


def when_of(one: Appointment, act: Act) -> str:
    """Day and hours on the reader's clock."""
    starts, over = here(act, one.starts_at), here(act, one.ends_at)
    return _("%(day)s, %(from)s to %(until)s") % {
        "day": date_format(starts, "l, F j"), "from": clock(starts), "until": clock(over),
    }  # fmt: skip


#: The field set of appointments that tells when and how.
NEUTRAL = "neutral"


def neutral(person: Person, act: Act, until: datetime) -> list[str]:
    """What is booked until then, when and how, and not with whom or what for: for whoever may read the field set
    NEUTRAL of it."""
    booked = Appointment.objects.of(person).booked().between(act.at, until)
    return [
        _("Meeting: %(when)s, %(how)s") % {"when": when_of(one, act), "how": one.get_modality_display()}
        for one in booked
    ]


def coming_of(person: Person, act: Act) -> list[Line]:
    """What is booked and not over, soonest first."""
    rows = Appointment.objects.visible_to(act).of(person).booked().filter(ends_at__gt=act.at)
    return [line(one, act) for one in rows.select_related("worker").order_by("starts_at", "pk")[:SHOWN]]


def past_of(person: Person, act: Act) -> list[Line]:
    """What was, the newest first."""
    rows = (
        Appointment.objects.visible_to(act)
        .of(person)
        .exclude(status=Appointment.Status.BOOKED, ends_at__gt=act.at)
    )
    return [line(one, act) for one in rows.select_related("worker").order_by("-starts_at", "-pk")[:SHOWN]]


def bookable(person: Person, act: Act) -> list[Person]:
    """With whom: the reader, then whoever cares for the person."""
    assert act.actor is not None
    if not may(act, "appointments", person, "write"):
        return []
    return list({one.pk: one for one in (act.actor, *(c.worker for c in team_of(person, act.at)))}.values())


def strand_of(worker: Person, person: Person, act: Act) -> str:
    """The strand of this worker's work with the person."""
    care = CareRelationship.objects.at(act.at).filter(worker=worker, person=person).order_by("pk").first()
    if care is not None:
        return care.strand
    roles = [s.role for s in standings(act.in_place_of(worker)) if s.role in Role.values]
    return STRANDS.get(Role(roles[0]), "counsel") if roles else "counsel"
