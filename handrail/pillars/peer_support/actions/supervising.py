"""What a peer brings to supervision, and how they are themself."""

from __future__ import annotations

from django.db import transaction

from handrail.foundation.consent.evaluator import require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.pillars.peer_support.events import TopicRaised, TopicTalkedAbout, WellnessWritten
from handrail.pillars.peer_support.models import SupervisionTopic, WellnessNote
from handrail.pillars.peer_support.models.matches import AlreadyAnswered
from handrail.pillars.peer_support.policy import may_supervise, works_as_peer


@transaction.atomic
def raise_topic(topic: SupervisionTopic.Topic, words: str, *, act: Act) -> SupervisionTopic:
    """The actor, a peer, wants to talk about this. Their supervisor reads it. Raises Refused."""
    require(works_as_peer(act))
    assert act.actor is not None
    raised = SupervisionTopic.objects.create(
        peer=act.actor, topic=topic, words=words.strip(), raised_at=act.at
    )
    announce(TopicRaised(raised.pk, None, peer=act.actor.pk), act=act)
    return raised


@transaction.atomic
def talk_about(topic: SupervisionTopic, *, act: Act) -> SupervisionTopic:
    """It was talked about, says their supervisor. Raises Refused, AlreadyAnswered."""
    topic = SupervisionTopic.objects.select_for_update(of=("self",)).select_related("peer").get(pk=topic.pk)
    require(may_supervise(act, topic.peer))
    if topic.talked_at is not None:
        raise AlreadyAnswered("This was talked about already. Nothing was changed.")
    topic.talked_at, topic.talked_by = act.at, act.actor
    topic.save(update_fields=["talked_at", "talked_by"])
    announce(TopicTalkedAbout(topic.pk, None, peer=topic.peer_id), act=act)
    return topic


@transaction.atomic
def write_wellness(words: str, *, act: Act) -> WellnessNote:
    """How the actor, a peer, is themself. Raises Refused."""
    require(works_as_peer(act))
    assert act.actor is not None
    note = WellnessNote.objects.create(peer=act.actor, words=words.strip(), made_at=act.at)
    announce(WellnessWritten(note.pk, None), act=act)
    return note
