"""What a person wants to talk about when they meet somebody: their words, for that one reader."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from handrail.foundation.consent.evaluator import keys_for
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.scheduling.models.appointments import Appointment
from handrail.foundation.sealing.fields import SealedText
from handrail.foundation.sealing.row_key import RowKey


class TopicQuerySet(models.QuerySet["Topic"]):
    def visible_to(self, act: Act) -> TopicQuerySet:
        """The person's own; and those written for the reader, while they may read the person's plan."""
        return self.filter(Q(person=act.actor) | Q(reader=act.actor, person__in=keys_for(act, "care_plan")))

    def newest_first(self) -> TopicQuerySet:
        return self.order_by("-written_at", "-pk")


class Topic(models.Model):
    """Written before a meeting, for whoever it is with. Written again, the newest counts; empty takes it back.

    `reader` is whom the person was told reads it: if somebody else takes over the meeting, they do not.
    """

    id = RowKey(primary_key=True)
    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reader = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    words = SealedText(max_length=1000, blank=True)
    written_at = models.DateTimeField()

    objects = TopicQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(person=F("reader")), name="what_to_talk_about_is_written_for_somebody_else"
            )
        ]
        indexes = [models.Index(fields=["appointment"], name="topics_of_one_appointment")]
