"""A hard afternoon of Maya's, four days ago, told through the actions: asked, answered, seen the same day, looked back.

Some hours of each day of her counselor's are kept back for whoever has to be seen that day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import uuid4

from handrail.foundation.accounts.models import Account
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.scheduling import actions as scheduling
from handrail.foundation.scheduling.models import Appointment, Availability
from handrail.foundation.teams.models import CareRelationship, Role
from handrail.operations.demo.people import PLACE as PEOPLE_AT
from handrail.operations.demo.stories import MAYA
from handrail.operations.demo.window import A_MINUTE, ONE_DAY, Window
from handrail.pillars.crisis import actions as crisis
from handrail.pillars.crisis.actions import CheckIn, LookBack, Slot
from handrail.pillars.crisis.free_slots import free_today
from handrail.pillars.crisis.models import Alert, FollowUp, Helped, SetOff, Shift

AGO, ASKED = 4 * ONE_DAY, 11 * 60
KEPT_FROM, KEPT_UNTIL = time(14), time(17)
ANSWERS = (("safe_place", "yes"), ("taken", "no"), ("thoughts", "no"), ("company", "yes"))
WORDS = {
    "tonight": "At home. Rosa comes at six and stays.",
    "contacts": "Rosa. Sam.",
    "hard_hours": "Eight to ten. I walk to the creek, then tea.",
}
TOLD = LookBack(
    helped="Seeing somebody the same afternoon.",
    missing="The number of the team was not on the fridge.",
    change="Write the team’s number into the safety plan.",
    set_off=SetOff.MONEY,
    most=Helped.TEAM,
)


@dataclass(frozen=True, slots=True)
class Round:
    """Who was there."""

    maya: Person
    counselor: Person
    peer: Person
    responder: Person


def tell_of_a_hard_afternoon(window: Window) -> bool:
    """False where nobody was on call or round her then, as in the smallest demos."""
    maya = Account.objects.get(email=f"{MAYA.name.given.lower()}@{PEOPLE_AT}").person
    at = window.at((window.now - AGO).date(), ASKED)
    around = _round(maya, at)
    if around is None:
        return False
    _keep_hours(around.counselor, window)
    alert = _answered(around, at)
    _see_her_today(alert, around, at + 8 * A_MINUTE)
    _close(alert, around, at + 30 * A_MINUTE)
    _stay(alert, around, window.now)
    return True


def _round(maya: Person, at: datetime) -> Round | None:
    caring = {
        care.role: care.worker
        for care in CareRelationship.objects.at(at).filter(person=maya).select_related("worker")
    }
    shift = Shift.objects.at(at).in_turn().select_related("worker").first()
    counselor, peer = caring.get(Role.COUNSELOR), caring.get(Role.PEER_SPECIALIST)
    if counselor is None or peer is None or shift is None:
        return None
    return Round(maya, counselor, peer, shift.worker)


def _keep_hours(worker: Person, window: Window) -> None:
    for weekday in range(7):
        Availability.objects.create(
            worker=worker, weekday=weekday, from_time=KEPT_FROM, until_time=KEPT_UNTIL, from_on=window.first,
            kept_for=Availability.KeptFor.SAME_DAY,
        )  # fmt: skip


def _by(worker: Person, at: datetime) -> Act:
    return Act(actor=worker, at=at, via="staff")


def _answered(around: Round, at: datetime) -> Alert:
    asked = Act(actor=around.maya, at=at, via="open")
    alert = crisis.ask_for_help(
        around.maya, key=uuid4(), words="I lost my shifts. I can’t sit still.", act=asked
    )
    crisis.acknowledge(alert, act=_by(around.responder, at + 3 * A_MINUTE))
    for n, (question, told) in enumerate(ANSWERS):
        act = _by(around.responder, at + (4 + n) * A_MINUTE)
        crisis.answer(alert, check="safety", given={question: told}, act=act)
    crisis.set_urgency(alert, tier=3, act=_by(around.responder, at + 8 * A_MINUTE))
    return alert


def _see_her_today(alert: Alert, around: Round, at: datetime) -> None:
    act = _by(around.responder, at)
    free = free_today(around.maya, act)
    theirs = next((one for one in free if one.worker == around.counselor), None)
    if theirs is not None:
        visit = crisis.book_same_day(alert, Slot(theirs.worker, theirs.starts_at, theirs.strand), act=act)
        came = _by(around.counselor, visit.ends_at + A_MINUTE)
        scheduling.settle(visit, status=Appointment.Status.FULFILLED, act=came)
    morning = CheckIn(around.peer, at + timedelta(hours=22))
    crisis.make_coping_plan(alert, WORDS, check_ins=[morning], act=_by(around.responder, at + 10 * A_MINUTE))


def _close(alert: Alert, around: Round, at: datetime) -> None:
    crisis.close(
        alert, outcome=Alert.Outcome.HANDED_OVER, words="Rosa is with her tonight. She is seen this afternoon.",
        owner=around.peer, follow_up_at=at + timedelta(hours=24), act=_by(around.responder, at),
    )  # fmt: skip


def _stay(alert: Alert, around: Round, now: datetime) -> None:
    """What was due since then was done by its owner, and three days later they looked back together."""
    for one in FollowUp.objects.filter(alert=alert, done_at=None, due_at__lte=now).order_by("due_at"):
        act = _by(one.owner, min(one.due_at, now))
        if one.kind == FollowUp.Kind.DEBRIEF:
            crisis.look_back(one, TOLD, act=_by(around.counselor, act.at))
        else:
            words = "Slept some." if one.kind == FollowUp.Kind.NEXT_DAY else ""
            crisis.finish_follow_up(one, outcome=FollowUp.Outcome.REACHED, words=words, act=act)
