"""Meetings where nobody is asked who they are: the name somebody chose there, and the times they were there."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.scheduling.models.gatherings import Gathering, Occasion
from handrail.foundation.sealing.fields import SealedText
from handrail.foundation.sealing.row_key import RowKey

#: Characters of a name.
ALIAS = 40


class MeetingNameQuerySet(models.QuerySet["MeetingName"]):
    def of(self, person: Person | None) -> MeetingNameQuerySet:
        return self.filter(person=person, ended_at=None)


class MeetingName(models.Model):
    """What somebody is called at one meeting, theirs alone there. `mark` is a keyed hash of it, as it is compared."""

    id = RowKey(primary_key=True)
    gathering = models.ForeignKey(Gathering, on_delete=models.PROTECT, related_name="names")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    alias = SealedText(max_length=ALIAS)
    mark = models.CharField(max_length=64)
    chosen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = MeetingNameQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["gathering", "person"], name="somebody_has_one_name_at_a_meeting"
            ),
            models.UniqueConstraint(fields=["gathering", "mark"], name="a_name_at_a_meeting_is_one_persons"),
            models.CheckConstraint(condition=~Q(alias=""), name="a_name_at_a_meeting_says_something"),
        ]
        indexes = [models.Index(fields=["person"], name="meeting_names_of_a_person")]


class ShownUpQuerySet(models.QuerySet["ShownUp"]):
    def visible_to(self, act: Act) -> ShownUpQuerySet:
        """Whoever was there. Whoever ticks names sees names, and no person."""
        return self.filter(name__person=act.actor)

    def standing(self) -> ShownUpQuerySet:
        return self.filter(taken_back_at=None)


class ShownUp(models.Model):
    """Somebody was there one time, as they said themself or whoever leads it ticked. Read by them alone."""

    name = models.ForeignKey(MeetingName, on_delete=models.PROTECT, related_name="times")
    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, related_name="shown_up")
    said_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)

    objects = ShownUpQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["name", "occasion"], name="somebody_is_at_a_meeting_once_each_time"
            )
        ]
