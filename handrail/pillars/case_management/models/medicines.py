"""What somebody takes, as they and their team call it, and whether it is picked up. Nothing here prescribes: no dose, no order."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from handrail.foundation.consent.evaluator import keys_for
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.sealing.fields import SealedText
from handrail.foundation.sealing.row_key import RowKey


class MedicineQuerySet(models.QuerySet["Medicine"]):
    def visible_to(self, act: Act) -> MedicineQuerySet:
        return self.filter(person__in=keys_for(act, "medications"))

    def of(self, person: Person) -> MedicineQuerySet:
        return self.filter(person=person)

    def taken(self) -> MedicineQuerySet:
        return self.filter(ended_at=None).order_by("pk")


class Medicine(models.Model):
    """One thing somebody takes, by the name they use (FHIR MedicationStatement). The day is that of the next prescription."""

    id = RowKey(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    name = SealedText(max_length=120)
    prescription_on = models.DateField(null=True, blank=True)
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = MedicineQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="a_medicine_has_a_name")]
        indexes = [
            models.Index(fields=["person"], name="medicines_of_one_person", condition=Q(ended_at=None))
        ]


class PickUpQuerySet(models.QuerySet["PickUp"]):
    def newest_first(self) -> PickUpQuerySet:
        return self.order_by("-expected_on", "-pk")

    def lacking(self, today: date) -> PickUpQuerySet:
        """The newest of each medicine that is still taken, when its day is over or it did not happen."""
        newest = PickUp.objects.filter(medicine=OuterRef("medicine")).order_by("-pk").values("pk")[:1]
        last = self.filter(medicine__ended_at=None, pk=Subquery(newest))
        return last.filter(
            Q(status=PickUp.Status.MISSED) | Q(status=PickUp.Status.EXPECTED, expected_on__lt=today)
        )


class PickUp(models.Model):
    """On which day a medicine is picked up, and whether it was (FHIR MedicationDispense)."""

    class Status(models.TextChoices):
        EXPECTED = "expected", _("To pick up")
        PICKED_UP = "picked_up", _("Picked up")
        MISSED = "missed", _("Not picked up yet")

    MOVES = {
        Status.EXPECTED: {Status.PICKED_UP, Status.MISSED},
        Status.MISSED: {Status.PICKED_UP},
        Status.PICKED_UP: set(),
    }

    medicine = models.ForeignKey(Medicine, on_delete=models.PROTECT, related_name="+")
    expected_on = models.DateField()
    status = models.CharField(max_length=10, choices=Status, default=Status.EXPECTED)
    told_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    told_at = models.DateTimeField(null=True, blank=True)

    objects = PickUpQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["medicine"], condition=Q(status="expected"), name="a_medicine_waits_for_one_pick_up"
            ),
            models.CheckConstraint(
                condition=Q(status="expected", told_by=None, told_at=None)
                | (~Q(status="expected") & Q(told_by__isnull=False, told_at__isnull=False)),
                name="what_came_of_a_pick_up_was_told_by_somebody",
            ),
        ]


class MissedDose(models.Model):
    """A day on which somebody did not take it, as they said. No blame, and no count is made of it."""

    class Why(models.TextChoices):
        NOT_SAID = "", _("No reason given")
        RAN_OUT = "ran_out", _("There was none left")
        NOT_WELL = "not_well", _("Felt unwell from it")
        SLIPPED = "slipped", _("It slipped by")
        NOT_THERE = "not_there", _("It was somewhere else")
        CHOSE = "chose", _("Chose not to")
        OTHER = "other", _("Something else")

    medicine = models.ForeignKey(Medicine, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    why = models.CharField(max_length=10, choices=Why, blank=True)
    told_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["medicine", "day"], name="a_missed_dose_is_told_once_a_day")
        ]
