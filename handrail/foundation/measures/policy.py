"""Who may tell us, and who may ask."""

from __future__ import annotations

from handrail.clinical.instruments.scale import Instrument
from handrail.foundation.consent.evaluator import Decision, decide, standings
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import Programme, Role


def may_check_in(act: Act, person: Person) -> Decision:
    """Only for oneself: a check-in for somebody else is refused."""
    if act.actor is None or act.actor.pk != person.pk:
        return Decision(allowed=False)
    return decide(act, "checkins", person, "write")


def may_bring_in(act: Act) -> bool:
    """What people told an older system comes in by the operator's command only: no worker writes for a person."""
    return act.actor is None


def may_answer(act: Act, person: Person, scale: Instrument) -> Decision:
    """The person themself, unless only a trained worker may ask or rate it; else whoever may write their measures."""
    if act.actor == person and not scale.may_be_sent_to_person:
        return Decision(allowed=False)
    return decide(act, "measures", person, "write")


def may_ask(act: Act, person: Person) -> Decision:
    return decide(act, "measures", person, "write")


def may_schedule(act: Act, person: Person | None, programme: Programme | None) -> bool:
    """For one person whoever may ask them, but not themself; for a programme its supervisors, by office."""
    if person is not None:
        return act.actor != person and may_ask(act, person).allowed
    return programme is not None and programme.pk in supervised(act)


def supervised(act: Act) -> set[int]:
    """The programmes whose supervisor the actor is today."""
    found = standings(act)
    return {one.programme for one in found if one.role == Role.SUPERVISOR and one.programme is not None}


def may_ask_by_schedule(act: Act) -> bool:
    """Only the clock: whoever made the schedule was allowed to."""
    return act.actor is None


def may_hand_over(act: Act, person: Person) -> bool:
    """Whoever may ask them may hand them a tablet; nobody to themself."""
    return act.actor != person and may_ask(act, person).allowed
