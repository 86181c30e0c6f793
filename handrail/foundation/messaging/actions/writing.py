"""Writing to each other, and how far somebody has read; when a worker answers, and who covers for them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from uuid import UUID

from django.db import IntegrityError, transaction

from handrail.foundation.consent.evaluator import require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.messaging import policy
from handrail.foundation.messaging.actions.handing import keep_in_hand
from handrail.foundation.messaging.events import (
    AwaySet,
    CameBack,
    ConversationOpened,
    HoursSet,
    MessageWritten,
)
from handrail.foundation.messaging.models import Away, Conversation, Message, ReadMark, ReplyHours
from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import CareRelationship


class SomethingElse(ValueError):
    """This key stands for another message of theirs."""


class NotOnTheTeam(ValueError):
    """They do not care for this person now."""


@transaction.atomic
def open_conversation(person: Person, worker: Person | None, *, act: Act) -> Conversation:
    """With the whole team, or with one worker of it; the one that is there already. Raises NotOnTheTeam."""
    require(policy.may_write(act, person, worker))
    caring = CareRelationship.objects.at(act.at).filter(person=person)
    if worker is not None and not caring.filter(worker=worker).exists():
        raise NotOnTheTeam
    found = Conversation.objects.filter(person=person, worker=worker).first()
    if found is not None:
        return found
    try:
        with transaction.atomic():
            made = Conversation.objects.create(person=person, worker=worker, opened_at=act.at)
    except IntegrityError:
        return Conversation.objects.get(person=person, worker=worker)
    announce(ConversationOpened(made.pk, person.pk), act=act)
    keep_in_hand(made, act)
    return made


@transaction.atomic
def write(conversation: Conversation, words: str, *, key: UUID, act: Act) -> Message:
    """Keep a message. The same key again is the same message; with other words: SomethingElse."""
    assert act.actor is not None
    require(policy.may_take_part(act, conversation))
    known = Message.objects.filter(author=act.actor, key=key).first()
    if known is None:
        try:
            with transaction.atomic():
                known = Message(conversation=conversation, author=act.actor, key=key, words=words, at=act.at)
                known.save(force_insert=True)
        except IntegrityError:
            known = Message.objects.get(author=act.actor, key=key)
        else:
            announce(MessageWritten(known.pk, conversation.person_id, conversation.pk), act=act)
            _read_up_to(conversation, known, act)
            keep_in_hand(conversation, act)
    if (known.conversation_id, known.words) != (conversation.pk, words):
        raise SomethingElse
    return known


@transaction.atomic
def mark_read(conversation: Conversation, up_to: Message, *, act: Act) -> bool:
    """They have read so far; False when they had already. Theirs alone, so nothing is announced."""
    require(policy.may_take_part(act, conversation))
    return _read_up_to(conversation, up_to, act)


def _read_up_to(conversation: Conversation, up_to: Message, act: Act) -> bool:
    assert act.actor is not None
    mark, new = ReadMark.objects.select_for_update().get_or_create(
        conversation=conversation, reader=act.actor, defaults={"up_to": up_to, "at": act.at}
    )
    if new or mark.up_to_id >= up_to.pk:
        return new
    mark.up_to, mark.at = up_to, act.at
    mark.save(update_fields=["up_to", "at"])
    return True


@transaction.atomic
def set_hours(days: Sequence[int], from_time: time, until_time: time, *, act: Act) -> ReplyHours:
    """When the actor usually answers."""
    assert act.actor is not None
    hours, _new = ReplyHours.objects.update_or_create(
        worker=act.actor, defaults={"days": sorted(days), "from_time": from_time, "until_time": until_time}
    )
    announce(HoursSet(hours.pk, None), act=act)
    return hours


@transaction.atomic
def set_away(cover: Person, from_at: datetime, until_at: datetime, *, act: Act) -> Away:
    """The actor is not here then, and `cover` reads what is written to them; any absence said before ends."""
    assert act.actor is not None
    require(policy.may_cover(act, cover))
    Away.objects.filter(worker=act.actor, ended_at=None).update(ended_at=act.at)
    away = Away.objects.create(worker=act.actor, cover=cover, from_at=from_at, until_at=until_at)
    announce(AwaySet(away.pk, None, cover.pk), act=act)
    return away


@transaction.atomic
def come_back(*, act: Act) -> bool:
    """The actor is here again; False when nobody thought otherwise."""
    away = Away.objects.select_for_update().filter(worker=act.actor, ended_at=None).first()
    if away is None:
        return False
    away.ended_at = act.at
    away.save(update_fields=["ended_at"])
    announce(CameBack(away.pk, None), act=act)
    return True
