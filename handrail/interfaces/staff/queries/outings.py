"""One appointment elsewhere on a worker's page: when and where, what it needs, what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from handrail.foundation.consent.evaluator import may
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.scheduling.models import Appointment
from handrail.foundation.scheduling.policy import tells_what_for
from handrail.interfaces.staff.outing_forms import WHAT, ArrangeForm, BringForm, NewTimeForm, WentForm
from handrail.interfaces.staff.queries.appointments import Line, line
from handrail.interfaces.staff.queries.record import Record
from handrail.interfaces.staff.words.times import by_day, here
from handrail.pillars.case_management.actions import last_day
from handrail.pillars.case_management.arranging import Need, needs_for, to_bring
from handrail.pillars.case_management.models import Arrangement
from handrail.pillars.case_management.policy import may_arrange

AHEAD = 6


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing it may need: how it stands in words, and the form to arrange it when the reader may."""

    need: Need
    title: str
    said: str
    form: ArrangeForm | None


@dataclass(frozen=True, slots=True)
class Outing:
    """`may`: whether the reader may change anything; `planned`: whether they read the plan; `ahead`: it is still to come."""

    one: Appointment
    line: Line
    may: bool
    planned: bool
    ahead: bool
    begun: bool
    before: Line | None
    after: Line | None
    asks_new_time: bool
    needs: list[Asked]
    bring: list[str]
    bring_form: BringForm
    went_form: WentForm
    time_form: NewTimeForm


def outings_of(act: Act) -> Any:
    """Those whose purpose the reader is told. Their own is on their own page."""
    rows = Appointment.objects.visible_to(act).elsewhere().exclude(person=act.actor)
    return rows.select_related("person", "worker") if tells_what_for(act) else rows.none()


def outing_of(one: Appointment, record: Record, sent: dict[str, Any]) -> Outing:
    """The page of one. `sent`: the form that was sent and did not hold, by its name."""
    act = record.act
    assert act.actor is not None
    found = needs_for(one, act)
    booked = one.status == Appointment.Status.BOOKED
    ahead, writes = booked and one.ends_at > act.at, may_arrange(act, one).allowed
    after = Appointment.objects.filter(instead_of=one).select_related("worker").first()
    bring = to_bring(one)
    return Outing(
        one, line(one, act), may=writes, planned=may(act, "care_plan", one.person), ahead=ahead, begun=one.starts_at <= act.at,
        before=line(one.instead_of, act) if one.instead_of else None, after=line(after, act) if after else None,
        asks_new_time=found[Arrangement.What.NEW_TIME].open,
        needs=[_asked(found[what], one, record, sent, writes and ahead) for what in WHAT],
        bring=bring, bring_form=sent.get("bring") or BringForm(initial={"words": "\n".join(bring)}, auto_id="bring-%s"),
        went_form=sent.get("went") or WentForm(auto_id="went-%s"),
        time_form=sent.get("time") or NewTimeForm(reader=act.actor, auto_id="time-%s"),
    )  # fmt: skip


def _asked(need: Need, one: Appointment, record: Record, sent: dict[str, Any], writes: bool) -> Asked:
    form = sent.get(f"arrange-{need.what}") or (arrange_form(need.what, one, record) if writes else None)
    return Asked(need, str(need.what.label), said_of(need, record.today), form)


def arrange_form(what: str, one: Appointment, record: Record, data: Any = None) -> ArrangeForm:
    """Who arranges it, empty or as it was sent."""
    return ArrangeForm(
        data, today=record.today, name=record.person.preferred_name, team=record.team, latest=last_day(one, record.act),
        initial={"what": what}, auto_id=f"{what}-%s",
    )  # fmt: skip


def said_of(need: Need, today: date) -> str:
    """How it stands, with who does it."""
    if need.said == "":
        return _("Nobody has said yet whether it is needed.")
    if need.said == Arrangement.Status.NOT_NEEDED or need.step is None:
        return _("Not needed")
    who = need.step.partner or str(need.step.responsible)
    if need.said == "arranged":
        return _("Arranged by %(who)s") % {"who": who}
    if not need.open:
        return _("Needed, and nobody is on it")
    due = by_day(need.step.due_on, today) if need.step.due_on else ""
    return _("Needed: %(who)s is on it. %(due)s") % {"who": who, "due": due}


def ahead_of(person: Person, act: Act) -> list[tuple[Line, str]]:
    """Appointments elsewhere that come, each with how the ride stands."""
    rows = outings_of(act).of(person).booked().filter(ends_at__gt=act.at).order_by("starts_at", "pk")
    ride, today = Arrangement.What.RIDE, here(act, act.at).date()
    return [
        (line(one, act), _("Ride: %(said)s") % {"said": said_of(needs_for(one, act)[ride], today)}) for one in rows[:AHEAD]
    ]  # fmt: skip


def outing_or_404(outing_id: int, act: Act) -> Appointment:
    one: Appointment | None = outings_of(act).filter(pk=outing_id).first()
    if one is None:
        raise Http404
    return one
