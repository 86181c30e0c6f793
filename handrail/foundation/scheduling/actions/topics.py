"""Writing down what one wants to talk about, before one meets."""

from __future__ import annotations

from django.db import transaction

from handrail.foundation.consent.evaluator import Decision, require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.scheduling.events import TopicWritten
from handrail.foundation.scheduling.models import Appointment, Topic


class MeetingOver(ValueError):
    """The meeting is over, or does not take place."""


@transaction.atomic
def write_topic(appointment: Appointment, *, words: str, act: Act) -> Topic | None:
    """Keep the person's words for whoever they meet. The same words again are kept once; empty words take them back."""
    found = Appointment.objects.select_for_update(of=("self",)).select_related("person", "worker")
    appointment = found.get(pk=appointment.pk)
    require(Decision(allowed=act.actor == appointment.person))
    if appointment.status != Appointment.Status.BOOKED or appointment.ends_at <= act.at:
        raise MeetingOver
    last = Topic.objects.filter(appointment=appointment).newest_first().first()
    if (last.words if last else "") == words and (last is None or last.reader_id == appointment.worker_id):
        return last
    topic = Topic.objects.create(
        appointment=appointment, person=appointment.person, reader=appointment.worker,
        words=words, written_at=act.at,
    )  # fmt: skip
    announce(TopicWritten(topic.pk, appointment.person_id), act=act)
    return topic
