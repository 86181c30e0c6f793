"""Who may refer somebody, answer for a service, and say how it went."""

from __future__ import annotations

from collections.abc import Sequence

from handrail.foundation.consent.at_once import Question, decide_each
from handrail.foundation.consent.evaluator import Decision, decide, may, standings
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.scheduling.models import Appointment
from handrail.pillars.case_management.models.directory import Service
from handrail.pillars.case_management.models.referrals import PARTNER, Referral

NOT_WORKERS = {PARTNER, "client", "supporter", "integration", ""}
#: What has to be open to whoever looks for somebody.
LOOKS_FOR = (("care_plan", "append"), ("safe_contact", "read"))


def may_refer(act: Act, person: Person) -> bool:
    """Propose a service for somebody: a worker who may add to their referrals."""
    return act.actor != person and may(act, "referrals", person, "append")


def may_steer(act: Act, referral: Referral) -> bool:
    """Send, plan, end: a worker who may change their referrals."""
    decision = decide(act, "referrals", referral.person, "write")
    return decision.allowed and decision.role not in NOT_WORKERS


def may_hand_over(act: Act, referral: Referral) -> bool:
    """Give it to somebody else: a worker who may steer it, or the house."""
    return act.actor is None or may_steer(act, referral)


def may_answer(act: Act, referral: Referral) -> bool:
    """Say whether there is a place: somebody of the partner that was asked, or a worker to whom they said it."""
    return may_steer(act, referral) or speaks_for(act, referral)


def speaks_for(act: Act, referral: Referral) -> bool:
    """Somebody of the partner that was asked, on its page here, while the packet is open."""
    theirs = any(s.role == PARTNER and s.recipient == referral.recipient_id for s in standings(act))
    by_page = referral.sent_how == Referral.How.PAGE
    return theirs and by_page and may(act, "referrals", referral.person, "write")


def may_say_how_it_went(act: Act, referral: Referral) -> bool:
    """The person, or a worker with them."""
    return act.actor == referral.person or may_steer(act, referral)


def may_say_room(act: Act, service: Service) -> bool:
    """Whether there is room: only whoever signs in for the organisation that offers it."""
    house = service.provider.recipient_id
    return house is not None and any(s.role == PARTNER and s.recipient == house for s in standings(act))


def may_arrange(act: Act, appointment: Appointment) -> Decision:
    """What an appointment elsewhere needs and what came of it: the person, or who may change appointments and plan."""
    booked = decide(act, "appointments", appointment.person, "write")
    planned = decide(act, "care_plan", appointment.person, "write")
    return (
        planned if booked.allowed and booked.role not in NOT_WORKERS - {"client"} else Decision(allowed=False)
    )


def may_tell_of_medicines(act: Act, person: Person) -> Decision:
    """What they take and whether they have it: the person, or a worker who reads medicines and may write the plan.

    No prescribing: whoever may say *picked up* may not change what is prescribed, which is written nowhere here.
    """
    read = decide(act, "medications", person)
    if act.actor == person:
        return read
    planned = decide(act, "care_plan", person, "write")
    return planned if read.allowed and planned.role not in NOT_WORKERS else Decision(allowed=False)


def may_look_for(act: Act, person: Person) -> Decision:
    """Look for them, and write down that they were tried or reached: a worker who may add to their plan and may know
    how they are reached."""
    return who_may_look_for([act], person)[0]


def who_may_look_for(acts: Sequence[Act], person: Person) -> list[Decision]:
    """The same for each of several, in one go."""
    decided = decide_each(person, [Question(act, *one) for act in acts for one in LOOKS_FOR])
    return [
        _looks_for(act, person, planned, reached)
        for act, planned, reached in zip(acts, decided[::2], decided[1::2], strict=True)
    ]


def _looks_for(act: Act, person: Person, planned: Decision, reached: Decision) -> Decision:
    worker = planned.role not in NOT_WORKERS and act.actor != person
    return planned if worker and reached.allowed else Decision(allowed=False)


def may_note_lead(act: Act, person: Person) -> Decision:
    """Where they may be found and through whom: whoever writes down how they are reached, the person first of all."""
    return decide(act, "safe_contact", person, "write")
