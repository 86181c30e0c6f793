"""What a peer wants to talk about in supervision, and how they are themself. The second is nobody's but theirs."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from handrail.foundation.people.models import Person
from handrail.foundation.sealing.fields import SealedText
from handrail.foundation.sealing.row_key import RowKey


class SupervisionTopic(models.Model):
    """Something a peer brings to supervision. It is a question, not a report: nobody is counted by it."""

    class Topic(models.TextChoices):
        GIFTS = "gifts", _("A gift, given or offered")
        MONEY = "money", _("Money, lent or borrowed")
        TWO_ROLES = "two_roles", _("We know each other from elsewhere")
        CLOSE = "close", _("It is becoming more than support")
        HOURS = "hours", _("Calls outside my hours")
        RIDES = "rides", _("Rides, or visits at home")
        MY_STORY = "my_story", _("I told my story for myself, not for them")
        OTHER_WORK = "other_work", _("I am asked to test, report or discipline")
        ELSE = "else", _("Something else")

    id = RowKey(primary_key=True)
    peer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    topic = models.CharField(max_length=12, choices=Topic)
    words = SealedText(max_length=400, blank=True)
    raised_at = models.DateTimeField()
    talked_at = models.DateTimeField(null=True)
    talked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(talked_at=None, talked_by=None)
                | Q(talked_at__isnull=False, talked_by__isnull=False),
                name="what_was_talked_about_says_with_whom",
            ),
            models.CheckConstraint(
                condition=Q(talked_by=None) | ~Q(talked_by=F("peer")),
                name="nobody_talks_it_over_with_themself",
            ),
        ]
        indexes = [models.Index(fields=["peer", "talked_at"], name="topics_of_a_peer")]


class WellnessNote(models.Model):
    """How a peer is themself, in their words: read by nobody else, counted nowhere."""

    id = RowKey(primary_key=True)
    peer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    words = SealedText(max_length=1000)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="a_wellness_note_is_in_words")]
        indexes = [models.Index(fields=["peer", "made_at"], name="wellness_of_a_peer")]
