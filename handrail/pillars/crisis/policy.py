"""Who may answer an alert, who may plan who is on call, and whose record a crisis opens to whoever answers it."""

from __future__ import annotations

from django.db.models import Q

from handrail.foundation.consent.asker import Standing, know_askers
from handrail.foundation.consent.at_once import Question, decide_each
from handrail.foundation.consent.evaluator import Decision, decide, standings
from handrail.foundation.consent.models import Consent, Recipient
from handrail.foundation.consent.rules import programme
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import Membership, Role
from handrail.pillars.crisis.models.alerts import DESK, READ_AFTER_CLOSING, Alert, Holding
from handrail.pillars.crisis.models.shifts import Shift

#: Roles in which somebody answers an alert about a person whose contacts in a crisis they may read.
ANSWERING = {
    *DESK, Role.COUNSELOR.value, Role.PEER_SPECIALIST.value, Role.CASE_MANAGER.value, Role.PRESCRIBER.value,
}  # fmt: skip
#: What opened an alert, and nothing else, to somebody outside the programme: the person asked whoever is on call.
BY_ASKING = "asked"


def may_answer(act: Act, alert: Alert, opened: Decision | None = None) -> bool:
    """Take it, add to it, close it: a worker who may read it, never the person themself. `opened`: what was decided
    about the person's `crisis_episodes` a moment ago, by whoever asks a second time."""
    at_the_desk = any(standing.role in DESK for standing in standings(act))
    if alert.person is None or alert.person == act.actor:
        return at_the_desk and alert.person is None
    found = opened if opened is not None else decide(act, "crisis_episodes", alert.person)
    if found.role in ANSWERING:
        return True
    return at_the_desk and _is_on_call(act) and alert.was_asked_for


def _is_on_call(act: Act) -> bool:
    return Shift.objects.at(act.at).filter(worker=act.actor).exists()


def who_may_be_called(workers: list[Person], alert: Alert, act: Act) -> list[Person]:
    """Those who could open the alert: nobody is called to a door that stays shut."""
    asked = who_is_asked(workers, act)
    opened: list[Decision | None] = [None] * len(asked)
    if alert.person is not None:
        opened = [*decide_each(alert.person, asked)]
    else:
        know_askers([one.act for one in asked])
    return [
        worker
        for worker, one, found in zip(workers, asked, opened, strict=True)
        if may_answer(one.act, alert, found)
    ]


def who_is_asked(workers: list[Person], act: Act) -> list[Question]:
    """What is asked about each, to know whether they could."""
    return [Question(act.in_place_of(worker), "crisis_episodes") for worker in workers]


def may_be_called(worker: Person, alert: Alert, act: Act) -> bool:
    """Whether this one could."""
    return bool(who_may_be_called([worker], alert, act))


def may_raise_for(act: Act, person: Person) -> bool:
    """Ask for help for somebody: they themself, always; a worker who may add to their contacts in a crisis."""
    return (
        act.actor == person
        or decide(act, "crisis_episodes", person, "append").allowed
        or _reads(act, person)
        or partner_telling(act, person) is not None
    )


def partner_telling(act: Act, person: Person) -> Recipient | None:
    """The organization for which the actor stands here and with which the person shares: it may always tell us (G11)."""
    houses = [one.recipient for one in standings(act) if one.role == "community_partner"]
    shared = Consent.objects.at(act.at).filter(person=person, recipient__in=houses)
    return Recipient.objects.filter(pk__in=shared.values("recipient")).first()


def may_recognize(act: Act, person: Person, opened: Decision | None = None) -> bool:
    """Say that a call without a name was theirs, or was not: whoever answers at the desk and may read it there."""
    found = opened if opened is not None else decide(act, "crisis_episodes", person)
    return act.actor != person and found.role in DESK


def _reads(act: Act, person: Person) -> bool:
    return decide(act, "crisis_episodes", person).role in DESK


def may_plan_shifts(act: Act) -> bool:
    """A supervisor."""
    return any(standing.role == Role.SUPERVISOR for standing in standings(act))


def may_be_on_call(worker: Person, act: Act) -> bool:
    """Whoever holds one of the roles of the desk that day."""
    return Membership.objects.at(act.at).filter(person=worker, role__in=DESK).exists()


def on_an_episode(act: Act, standing: Standing, resource: str) -> Q:
    """Rule `episode` of the access matrix: the people whose alert this responder has or had, until 72 hours after it
    was closed. How much of it the cell says, and the evaluator holds to it."""
    recently = Q(alert__closed_at=None) | Q(alert__closed_at__gt=act.at - READ_AFTER_CLOSING)
    held = Holding.objects.filter(recently, worker=act.actor, alert__person__isnull=False)
    agreed = Consent.objects.at(act.at).covering(resource).filter(kind=Consent.Kind.CRISIS)
    # Outside their programme only what the person agreed to at admission (G19).
    circle = programme(act, standing, resource) | Q(pk__in=agreed.values("person"))
    return Q(pk__in=held.values("alert__person")) & circle
