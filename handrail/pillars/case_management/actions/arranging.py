"""An appointment elsewhere that holds: what it needs stands in the shared plan, and what came of it is said."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TypeAlias

from django.db import transaction
from django.utils.translation import gettext as _

from handrail.foundation.consent.evaluator import require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.people.models import Person
from handrail.foundation.plans import actions as plans
from handrail.foundation.plans.models import Step
from handrail.foundation.scheduling import actions as scheduling
from handrail.foundation.scheduling.models import Appointment, Elsewhere, InTheWay
from handrail.foundation.teams.queries import local
from handrail.pillars.case_management import policy
from handrail.pillars.case_management.arranging import TITLES
from handrail.pillars.case_management.events import ArrangementTold, ToBringWritten
from handrail.pillars.case_management.models import Arrangement, ToBring

What: TypeAlias = Arrangement.What
Status: TypeAlias = Arrangement.Status
DAY = timedelta(days=1)
#: What an open step says when it ends without being done.
OVER, OTHERWISE, WITHOUT = "The appointment is over", "Arranged in another way", "Not needed"


class TooLate(ValueError):
    """The deadline is not before the appointment, or the appointment is over."""


def last_day(appointment: Appointment, act: Act) -> date:
    """The last day on which something for it can still be arranged: the day before, or today if it is that near."""
    return max(
        local(appointment.person, appointment.starts_at).date() - DAY,
        local(appointment.person, act.at).date(),
    )


@transaction.atomic
def arrange(
    appointment: Appointment, *, what: What, act: Act, due_on: date, responsible: Person | None = None, partner: str = "",
    strand: str = "case",
) -> Arrangement:  # fmt: skip
    """It is needed, and somebody does it by a day before the appointment. Raises TooLate. Who did it before does not any more."""
    appointment = _locked(appointment, act)
    if due_on > last_day(appointment, act):
        raise TooLate(
            _("This has to be done before the appointment. Choose an earlier day. Nothing was saved.")
        )
    _set_aside(_of(appointment, what), OTHERWISE, act)
    return _needed(
        appointment, what, act, due_on=due_on, responsible=responsible, partner=partner, strand=strand
    )


@transaction.atomic
def ask_for(appointment: Appointment, *, what: What, act: Act) -> Arrangement:
    """The person says what they need. Whoever keeps an eye on it arranges it; what is under way stays as it is."""
    appointment = _locked(appointment, act)
    there = _of(appointment, what)
    if (
        there is not None
        and there.status == Status.NEEDED
        and there.step
        and there.step.status != Step.Status.CHANGED
    ):
        return there
    return _needed(
        appointment, what, act, due_on=last_day(appointment, act), responsible=appointment.worker, strand=appointment.strand
    )  # fmt: skip


@transaction.atomic
def do_without(appointment: Appointment, *, what: What, act: Act) -> Arrangement:
    """It is not needed. A step that was open ends."""
    appointment = _locked(appointment, act)
    _set_aside(_of(appointment, what), WITHOUT, act)
    return _tell(appointment, what, Status.NOT_NEEDED, None, act)


@transaction.atomic
def write_to_bring(appointment: Appointment, *, words: str, act: Act) -> ToBring:
    """What to bring to this one, a line each. The same again is kept once."""
    appointment = _locked(appointment, act)
    last = ToBring.objects.newest(appointment)
    if last is not None and last.words == words:
        return last
    assert act.actor is not None
    made = ToBring.objects.create(
        appointment=appointment, words=words, written_by=act.actor, written_at=act.at
    )
    announce(ToBringWritten(made.pk, appointment.person_id), act=act)
    return made


@transaction.atomic
def tell_outcome_elsewhere(
    appointment: Appointment, *, was_there: bool, act: Act, in_the_way: InTheWay | str = ""
) -> Appointment:
    """What came of it. When it was called off there, nobody missed it. Steps that were open for it end."""
    appointment = _locked(appointment, act, over=True)
    status, by = Appointment.Status.DID_NOT_COME, ""
    if was_there:
        status = Appointment.Status.FULFILLED
    elif in_the_way == InTheWay.CALLED_OFF:
        status, by = Appointment.Status.CANCELLED, Appointment.CancelledBy.THEM
    told = scheduling.settle(appointment, status=status, cancelled_by=by, in_the_way=in_the_way, act=act)
    keep = () if was_there else (What.NEW_TIME,)
    for one in _all_of(appointment):
        if one.what not in keep:
            _set_aside(one, OVER, act)
    return told


@transaction.atomic
def find_new_time(
    appointment: Appointment,
    *,
    starts_at: datetime,
    ends_at: datetime,
    act: Act,
    in_the_way: InTheWay | str = "",
) -> Appointment:
    """The same appointment at another time: a row of its own that names the one before. What was needed is needed again.

    Raises AlreadySettled when they were there, or it has a new time already.
    """
    appointment = _locked(appointment, act, over=True)
    if appointment.status == Appointment.Status.BOOKED:
        scheduling.settle(appointment, status=Appointment.Status.MOVED, in_the_way=in_the_way, act=act)
    elif appointment.status == Appointment.Status.FULFILLED or _has_new_time(appointment):
        raise scheduling.AlreadySettled(
            _("It was already said how this appointment went. It stands as it was.")
        )
    made = scheduling.book_elsewhere(
        appointment.person, appointment.worker, what=Elsewhere(appointment.elsewhere), starts_at=starts_at, ends_at=ends_at,
        place=appointment.place, strand=appointment.strand, instead_of=appointment, act=act,
    )  # fmt: skip
    _carry_over(appointment, made, act)
    return made


def _carry_over(before: Appointment, after: Appointment, act: Act) -> None:
    for one in _all_of(before):
        if one.what == What.NEW_TIME:
            if one.step is not None and one.step.status in Step.OPEN:
                plans.complete(one.step, act=act)
        elif one.status == Status.NEEDED and one.step is not None:
            _set_aside(one, OTHERWISE, act)
            step = one.step
            _needed(after, What(one.what), act, due_on=last_day(after, act), responsible=step.responsible,
                    partner=step.partner, strand=step.strand)  # fmt: skip
        else:
            _tell(after, What(one.what), Status(one.status), None, act)
    if (written := ToBring.objects.newest(before)) is not None:
        write_to_bring(after, words=written.words, act=act)


def _has_new_time(appointment: Appointment) -> bool:
    return Appointment.objects.filter(instead_of=appointment).exists()


def _locked(appointment: Appointment, act: Act, *, over: bool = False) -> Appointment:
    """The appointment, held, while somebody may still change it; `over`: also when its time has come."""
    found = Appointment.objects.elsewhere().select_for_update(of=("self",)).select_related("person", "worker")
    appointment = found.get(pk=appointment.pk)
    require(policy.may_arrange(act, appointment))
    if not over and (appointment.status != Appointment.Status.BOOKED or appointment.ends_at <= act.at):
        raise TooLate(_("This appointment is over, or has a new time. Nothing was changed."))
    return appointment


def _all_of(appointment: Appointment) -> list[Arrangement]:
    return list(
        Arrangement.objects.filter(appointment=appointment).select_related("step__responsible").order_by("pk")
    )


def _of(appointment: Appointment, what: What) -> Arrangement | None:
    return Arrangement.objects.filter(appointment=appointment, what=what).select_related("step").first()


def _needed(appointment: Appointment, what: What, act: Act, **step: object) -> Arrangement:
    made = plans.add_step(appointment.person, title=TITLES[what], act=act, **step)  # type: ignore[arg-type]
    return _tell(appointment, what, Status.NEEDED, made, act)


def _tell(appointment: Appointment, what: What, status: Status, step: Step | None, act: Act) -> Arrangement:
    assert act.actor is not None
    told = {"status": status, "step": step, "told_by": act.actor, "told_at": act.at}
    made, _new = Arrangement.objects.update_or_create(appointment=appointment, what=what, defaults=told)
    announce(ArrangementTold(made.pk, appointment.person_id, appointment.pk, what, status), act=act)
    return made


def _set_aside(one: Arrangement | None, why: str, act: Act) -> None:
    if one is not None and one.step is not None and one.step.status in Step.OPEN:
        plans.set_aside(one.step, act=act, outcome=_(why))
