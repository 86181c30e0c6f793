"""Whom each rung of the ladder means for one alert: only humans who could open it, each by the ways they have."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from django.db.models import Exists, OuterRef

from handrail.clinical.triage.escalation import Call, Rung
from handrail.foundation.accounts.models import Account
from handrail.foundation.consent.at_once import Question
from handrail.foundation.ledger.act import Act
from handrail.foundation.messaging.senders import CHANNELS
from handrail.foundation.people.models import ContactPoint, Person
from handrail.foundation.sealing.envelope import SealBroken
from handrail.foundation.sealing.key_ring import KeysMissing
from handrail.foundation.teams.models import Membership, Role
from handrail.pillars.crisis.models import Alert, Page, Shift
from handrail.pillars.crisis.models.alerts import DESK
from handrail.pillars.crisis.policy import who_is_asked, who_may_be_called

log = structlog.get_logger("pager")

#: By how many ways, at least, each human is called (trust/requirements.md 3.3, rule 3).
WAYS = 2
#: For so long a mail that came back is held against an address.
KNOWN_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Rungs:
    """The humans of each rung."""

    on_call: list[Person]
    supervisors: list[Person]
    everyone: list[Person]

    def called(self, call: Call) -> list[Person]:
        """Whom this call means; a rung nobody stands on calls everyone."""
        named = {
            Rung.ON_CALL: self.on_call[call.place : call.place + 1],
            Rung.SUPERVISOR: self.supervisors,
            Rung.EVERYONE: self.everyone,
        }.get(call.rung, [])
        return named or self.everyone


@dataclass(frozen=True, slots=True)
class Desk:
    """Who works at the desk, and who is on call, whichever alert it is about; `supervising`: the keys of supervisors."""

    working: list[Person]
    on_call: list[Person]
    supervising: set[int]


def rungs_of(alert: Alert, act: Act) -> Rungs:
    """The rungs for this alert at `act.at`; a page that asks twice reads them once."""
    why = ("rungs", alert.pk)
    if why not in act.memo:
        act.memo[why] = _rungs(alert, act)
    found: Rungs = act.memo[why]
    return found


def asked_for_rungs(act: Act) -> list[Question]:
    """What `rungs_of` asks of the evaluator: for a page that decides for its reader and for them in one go."""
    desk = _desk(act)
    return who_is_asked(_once([*desk.working, *desk.on_call]), act)


def _rungs(alert: Alert, act: Act) -> Rungs:
    desk = _desk(act)
    able = {one.pk for one in who_may_be_called(_once([*desk.working, *desk.on_call]), alert, act)}
    # Nobody may open it: then whoever works at the desk hears of it, and finds who can.
    everyone = [one for one in desk.working if one.pk in able] or desk.working
    return Rungs(
        [one for one in desk.on_call if one.pk in able],
        [one for one in everyone if one.pk in desk.supervising],
        everyone,
    )


def _desk(act: Act) -> Desk:
    return act.once("desk", lambda: _found_desk(act))


def _found_desk(act: Act) -> Desk:
    desk = Membership.objects.at(act.at).filter(role__in=DESK).select_related("person").order_by("pk")
    shifts = Shift.objects.at(act.at).in_turn().select_related("worker")
    return Desk(
        _once([member.person for member in desk]),
        _once([shift.worker for shift in shifts]),
        {member.person_id for member in desk if member.role == Role.SUPERVISOR},
    )


def ways_of(people: list[Person]) -> dict[int, tuple[str, ...]]:
    """By person: the channels they can be reached by, of those this installation has."""
    addresses = addresses_of(people)
    return {one.pk: tuple(c for c in CHANNELS if (one.pk, c) in addresses) for one in people}


def addresses_of(people: list[Person]) -> dict[tuple[int, str], str]:
    """(person, channel) -> where it goes. A worker's own phone and account address."""
    found: dict[tuple[int, str], str] = {}
    for account in Account.objects.filter(person__in=people, closed_at=None):
        found[account.person_id, "email"] = account.email
    phones = ContactPoint.objects.filter(person__in=people, ended_at=None, system__in=["phone", "sms"])
    for point in phones.order_by("-rank", "-pk"):
        try:
            found[point.person_id, "sms"] = point.value
        except (KeysMissing, SealBroken) as closed:
            # Their mailbox still stands in the open.
            log.error("number_does_not_open", person_id=point.person_id, trouble=type(closed).__name__)
    return found


def without_mailbox(people: list[Person], at: datetime) -> set[int]:
    """The keys of those whose mail last came back, in the last month, because nobody is at that address.

    Whom a later mail reached has a mailbox again. The doctor asks the same (`operations/crisis_findings.py`).
    """
    mails = Page.objects.filter(channel="email")
    later = mails.filter(to=OuterRef("to"), status=Page.Status.ACCEPTED, at__gt=OuterRef("at"))
    gone = mails.filter(to__in=people, status=Page.Status.GONE, at__gt=at - KNOWN_FOR)
    return set(gone.filter(~Exists(later)).values_list("to", flat=True))


def _once(people: list[Person]) -> list[Person]:
    return list({one.pk: one for one in people}.values())
