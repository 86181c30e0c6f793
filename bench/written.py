"""Runs inside Django: conversations of the demo, with somebody of the team signed in who writes in each."""

from __future__ import annotations

from uuid import uuid4

from django.utils import timezone

from bench.pair import Pair
from bench.signed_in import visitor
from handrail.foundation.accounts.models import Account
from handrail.foundation.messaging.models import Conversation, Message
from handrail.foundation.sealing.row_key import give_keys
from handrail.foundation.teams.models import CareRelationship

#: Messages that stand in each conversation before.
BEFORE = 20


def pairs(count: int) -> list[Pair]:
    """So many people, each with the conversation of their whole team."""
    now = timezone.now()
    caring: dict[int, CareRelationship] = {}
    for one in CareRelationship.objects.at(now).select_related("person", "worker").order_by("pk"):
        caring.setdefault(one.person_id, one)
    accounts = {
        one.person_id: one for one in Account.objects.filter(person__in=caring).order_by("pk")[:count]
    }
    workers = {caring[person].worker_id for person in accounts}
    writers = {one.person_id: visitor(one) for one in Account.objects.filter(person__in=workers)}
    return [
        Pair(visitor(account), writers[caring[person].worker_id], _conversation(caring[person]).pk)
        for person, account in accounts.items()
    ]


def _conversation(care: CareRelationship) -> Conversation:
    # Written past the actions: what follows from a message is not what is measured here.
    now = timezone.now()
    made, _new = Conversation.objects.get_or_create(
        person=care.person, worker=None, defaults={"opened_at": now}
    )
    before = [
        Message(
            conversation=made,
            author=care.worker if number % 2 else care.person,
            key=uuid4(),
            words=f"Words of some length, the {number}th of them.",
            at=now,
        )
        for number in range(BEFORE)
    ]
    give_keys(before)
    Message.objects.bulk_create(before)
    return made
