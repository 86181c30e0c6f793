"""A peer as somebody reads of them who chooses one, and what stands behind it: room, certificate, supervision."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from handrail.foundation.people.models import Person
from handrail.foundation.sealing.fields import SealedText
from handrail.foundation.sealing.row_key import RowKey

#: With how many people a peer walks, until the organisation says otherwise.
USUAL_LIMIT = 20


class PeerProfile(models.Model):
    """What a peer says of themself. What they lived through is theirs: they say to whom it is shown."""

    class LivedFor(models.TextChoices):
        EVERYONE = "everyone", _("Whoever chooses a peer")
        MATCHED = "matched", _("People I walk with")
        NOBODY = "nobody", _("Nobody: I tell it myself")

    id = RowKey(primary_key=True)
    peer = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="+")
    hello = SealedText(max_length=280)
    lived = SealedText(max_length=1000, blank=True)
    lived_for = models.CharField(max_length=8, choices=LivedFor, default=LivedFor.NOBODY)
    languages = ArrayField(models.CharField(max_length=12), default=list)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(hello=""), name="a_peer_says_hello"),
        ]

    def lived_to(self, *, matched: bool) -> str:
        """What they lived through, as far as they show it to somebody who is theirs, or who chooses."""
        if self.lived_for == self.LivedFor.EVERYONE or (matched and self.lived_for == self.LivedFor.MATCHED):
            return self.lived
        return ""


class CaseloadLimit(models.Model):
    """With how many people a peer of this organisation walks at most: one row, said by a supervisor."""

    people = models.PositiveSmallIntegerField()
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="one_limit_holds_for_every_peer"),
            models.CheckConstraint(condition=Q(people__gte=1), name="a_peer_walks_with_somebody"),
        ]


class Supervision(models.Model):
    """An hour of supervision that a peer had: with whom, when, how long. What was said stays between the two."""

    peer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    supervisor = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    held_on = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    noted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(peer=F("supervisor")), name="nobody_supervises_themself"),
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=480), name="supervision_takes_some_time_of_a_day"
            ),
            models.UniqueConstraint(
                fields=["peer", "supervisor", "held_on"], name="supervision_of_a_day_is_noted_once"
            ),
        ]
