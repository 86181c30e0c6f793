"""Who says where somebody may be written to, and how much: the person. Who has it sent: the house."""

from __future__ import annotations

from handrail.foundation.consent.entries import About
from handrail.foundation.consent.evaluator import decide
from handrail.foundation.ledger.act import Act
from handrail.foundation.messaging.models import Away, Conversation, HandOver
from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import CareRelationship, Membership


def may_permit(act: Act, person: Person) -> bool:
    """Only they themself."""
    return act.actor == person and decide(act, "safe_contact", person, "write").allowed


def may_send(act: Act) -> bool:
    """The house: no worker sends a reminder past somebody's own choices."""
    return act.actor is None


def may_receive(act: Act) -> bool:
    """A carrier, whose signature was checked at the door: nobody is signed in."""
    return act.actor is None


def about(act: Act, conversation: Conversation) -> About:
    """Who takes part now, as the evaluator asks: the person, their team or the one worker, and who covers for them."""
    team = (
        CareRelationship.objects.at(act.at)
        .filter(person=conversation.person_id)
        .values_list("worker", flat=True)
    )
    if conversation.worker_id is None:
        return About(participants=frozenset({conversation.person_id, *team}))
    covers = Away.objects.at(act.at).filter(worker=conversation.worker_id).values_list("cover", flat=True)
    handed = HandOver.objects.at(act.at).filter(conversation=conversation.pk).values_list("worker", flat=True)
    meant = {conversation.worker_id, *covers, *handed}.intersection(team)
    return About(participants=frozenset({conversation.person_id, *meant}))


def may_take_part(act: Act, conversation: Conversation) -> bool:
    """Read and write in it."""
    return decide(act, "messages", conversation.person, "write", about(act, conversation)).allowed


def may_write(act: Act, person: Person, worker: Person | None) -> bool:
    """Open it: the person to their team or one of it; a worker with the whole team or for themself."""
    return may_take_part(act, Conversation(person=person, worker=worker))


def may_cover(act: Act, cover: Person) -> bool:
    """Somebody else who works here that day. What they may open stays what they may open."""
    return act.actor != cover and Membership.objects.at(act.at).filter(person=cover).exists()
