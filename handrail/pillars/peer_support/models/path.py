"""What a person keeps of their own way: milestones they chose, moments, and, if they want, counted days. Nothing here
is ever set back to zero, and nothing is compared with anybody."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.sealing.fields import SealedText
from handrail.foundation.sealing.row_key import RowKey
from handrail.foundation.teams.models import CareRelationship


class MilestoneQuerySet(models.QuerySet["Milestone"]):
    def visible_to(self, act: Act) -> MilestoneQuerySet:
        """The person's own; and of those whom the actor cares for what they share with them now."""
        shared = MilestoneShare.objects.filter(reader=act.actor, until_at=None).values("milestone")
        caring = CareRelationship.objects.at(act.at).filter(worker=act.actor).values("person")
        theirs = Q(pk__in=shared, person__in=caring, kept_on__isnull=False, put_away_at=None)
        return self.filter(Q(person=act.actor) | theirs)

    def hoped_for(self) -> MilestoneQuerySet:
        return self.filter(kept_on=None, put_away_at=None).order_by("made_at", "pk")

    def kept(self) -> MilestoneQuerySet:
        return self.filter(kept_on__isnull=False, put_away_at=None).order_by("-kept_on", "-pk")


class Milestone(models.Model):
    """Something a person hopes for, in their words, or a moment they keep. Put away it is not shown, and stays."""

    class Sign(models.TextChoices):
        PLANT = "plant", _("A plant")
        HOUSE = "house-line", _("A house")
        FOOTPRINTS = "footprints", _("Footprints")
        WAVES = "waves", _("Waves")
        WIND = "wind", _("Wind")
        ANCHOR = "anchor-simple", _("An anchor")

    id = RowKey(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    words = SealedText(max_length=200)
    sign = models.CharField(max_length=16, choices=Sign, default=Sign.PLANT)
    made_at = models.DateTimeField()
    kept_on = models.DateField(null=True, blank=True)
    put_away_at = models.DateTimeField(null=True, blank=True)

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="a_milestone_is_in_words"),
        ]
        indexes = [models.Index(fields=["person", "kept_on"], name="milestones_of_a_person")]


class MilestoneShare(models.Model):
    """Somebody of the person's choice may read one milestone, until the person ends it."""

    milestone = models.ForeignKey(Milestone, on_delete=models.PROTECT, related_name="shares")
    reader = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["milestone", "reader"],
                condition=Q(until_at=None),
                name="a_milestone_is_shared_once_with_each",
            ),
            models.CheckConstraint(
                condition=Q(until_at=None) | Q(until_at__gte=F("from_at")),
                name="a_shared_milestone_ends_after_it_begins",
            ),
        ]


class Stretch(models.Model):
    """Days that a person counts, from one day until another: theirs alone. Each former stretch stays."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(until_on=None), name="one_stretch_of_days_is_counted_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
                name="a_stretch_ends_after_it_begins",
            ),
        ]

    def days(self, today: date) -> int:
        """The first day counts as one; a day on which a stretch ended belongs to the one that follows."""
        return (self.until_on - self.from_on).days if self.until_on else (today - self.from_on).days + 1
