"""Who says where somebody may be written to, and how much: the person. Who has it sent: the house."""

from __future__ import annotations

from collections.abc import Sequence

from handrail.foundation.consent.asker import know_askers
from handrail.foundation.consent.at_once import Question, decide_each
from handrail.foundation.consent.entries import About
from handrail.foundation.consent.evaluator import decide, standings
from handrail.foundation.ledger.act import Act
from handrail.foundation.messaging.models import (
    Away,
    Circle,
    CircleMember,
    Conversation,
    HandOver,
    Moderating,
)
from handrail.foundation.messaging.models.circles import moderates
from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import CareRelationship, Membership, Programme, Role


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


def may_open_circle(act: Act, programme: Programme) -> bool:
    """Whoever writes with people and leads groups of their own people in this programme."""
    return any(one.programme == programme.pk and moderates(one.role) for one in standings(act))


def may_moderate(act: Act, circle: Circle) -> bool:
    """Whoever moderates it now, in a role that may."""
    return Circle.objects.moderated_by(act).filter(pk=circle.pk).exists()


def may_take_out(act: Act, member: CircleMember) -> bool:
    """Whoever moderates it: nobody who moderates it too, so not themself."""
    held = Moderating.objects.at(act.at).filter(circle=member.circle_id, worker=member.person_id)
    return may_moderate(act, member.circle) and not held.exists()


def may_give_moderator(act: Act, circle: Circle) -> bool:
    """Whoever moderates it; where nobody does any more, a supervisor of its programme."""
    supervises = any(
        one.role == Role.SUPERVISOR and one.programme == circle.programme_id for one in standings(act)
    )
    left = supervises and Circle.objects.without_a_moderator(act).filter(pk=circle.pk).exists()
    return left or may_moderate(act, circle)


def may_know(act: Act, person: Person) -> bool:
    """See who somebody in a circle is, and invite them: only whoever may see and write with this person anyway."""
    return who_may_know([act], person) == [act]


def who_may_know(acts: Sequence[Act], person: Person) -> list[Act]:
    """Those of several who may."""
    asked = []
    for one in acts:
        assert one.actor is not None
        about = About(participants=frozenset({person.pk, one.actor.pk}))
        asked += [Question(one, "demographics"), Question(one, "messages", "write", about=about)]
    decided = decide_each(person, asked)
    both = zip(acts, decided[::2], decided[1::2], strict=True)
    return [one for one, seen, written in both if seen.allowed and written.allowed]


def who_knows(circle: Circle, person: Person, act: Act) -> list[Person]:
    """Of those who moderate it, who can see who this person is."""
    held = Moderating.objects.at(act.at).filter(circle=circle).select_related("worker").order_by("pk")
    acts = [act.in_place_of(one.worker) for one in held]
    know_askers(acts)
    moderate = [one for one in acts if may_moderate(one, circle)]
    return [one.actor for one in who_may_know(moderate, person) if one.actor is not None]


def may_be_in(act: Act, circle: Circle) -> bool:
    """Join, read and write for oneself: while somebody who moderates it knows who one is."""
    return (
        act.actor is not None
        and Circle.objects.of(act.actor).filter(pk=circle.pk).exists()
        and decide(act, "messages", act.actor, "write", About(participants=frozenset({act.actor.pk}))).allowed
        and bool(who_knows(circle, act.actor, act))
    )
