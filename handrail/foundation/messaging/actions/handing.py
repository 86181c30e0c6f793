"""A conversation passes on when the worker it is with leaves or is away, so that nothing waits for nobody."""

from __future__ import annotations

from django.db import transaction

from handrail.foundation.consent.evaluator import require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.ledger.each_alone import each_alone, resting
from handrail.foundation.messaging import policy
from handrail.foundation.messaging.events import ConversationHandedOver, ConversationReturned
from handrail.foundation.messaging.handing import out_of_hand, who_reads
from handrail.foundation.messaging.models import Away, Conversation, HandOver, Message, ReadMark
from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import CareRelationship

#: What the clock calls this.
PART = "conversations_passed_on"


def hand_over(person: int | None = None, *, act: Act) -> int:
    """By the house: whatever is with a worker who cannot read it goes to whoever can, of one person or of everybody.

    How many changed hands; done again, none.
    """
    require(policy.may_send(act))
    if person is not None:
        theirs = out_of_hand(act).filter(person=person).order_by("pk").values_list("pk", flat=True)
        return sum(_hand_over(key, act) for key in list(theirs))
    found = out_of_hand(act).exclude(pk__in=resting(PART, act.at)).order_by("pk")
    keys = found.values_list("pk", flat=True)
    return each_alone(PART, keys, lambda key: _hand_over(key, act), now=act.at).count()


def keep_in_hand(talk: Conversation, act: Act) -> None:
    """Within the caller's transaction: what was just opened or written there has somebody who reads it."""
    if talk.worker_id is not None and out_of_hand(act).filter(pk=talk.pk).exists():
        _hand_over(talk.pk, act)


@transaction.atomic
def _hand_over(key: int, act: Act) -> bool:
    # Writing a message only points to the conversation, and does not wait for this.
    rows = Conversation.objects.select_for_update(of=("self",), no_key=True)
    talk = rows.select_related("person", "worker").get(pk=key)
    assert talk.worker is not None
    reader = who_reads(talk.person, talk.worker, act)
    away = Away.objects.at(act.at).filter(worker=talk.worker)
    cares = CareRelationship.objects.at(act.at).filter(person=talk.person, worker=talk.worker).exists()
    held = HandOver.objects.filter(conversation=talk, ended_at=None).first()
    if reader in {None, talk.worker_id} or (cares and away.filter(cover=reader).exists()):
        return _give_back(held, talk, act)
    if held is not None and held.worker_id == reader:
        return False
    why = HandOver.Why.AWAY if cares and away.exists() else HandOver.Why.LEFT
    _give(talk, Person(pk=reader), why, held, act)
    return True


def _give(talk: Conversation, reader: Person, why: HandOver.Why, held: HandOver | None, act: Act) -> None:
    _end(held, act)
    made = HandOver.objects.create(
        conversation=talk, worker=reader, after=_before_what_waits(talk), why=why, from_at=act.at
    )
    _mark(made, act)
    announce(ConversationHandedOver(made.pk, talk.person_id, talk.pk, reader.pk, why.value), act=act)


def _give_back(held: HandOver | None, talk: Conversation, act: Act) -> bool:
    if held is None:
        return False
    _end(held, act)
    announce(ConversationReturned(held.pk, talk.person_id, talk.pk), act=act)
    return True


def _end(held: HandOver | None, act: Act) -> None:
    if held is not None:
        held.ended_at = max(act.at, held.from_at)
        held.save(update_fields=["ended_at"])


def _before_what_waits(talk: Conversation) -> Message | None:
    """The last message that somebody else than the person wrote: what came after it waits for an answer."""
    return Message.objects.filter(conversation=talk).exclude(author=talk.person_id).order_by("-pk").first()


def _mark(made: HandOver, act: Act) -> None:
    """What they may not read is not new to them."""
    if made.after is not None:
        ReadMark.objects.get_or_create(
            conversation_id=made.conversation_id, reader_id=made.worker_id,
            defaults={"up_to": made.after, "at": act.at},
        )  # fmt: skip
