"""What it takes to be at an appointment elsewhere: the way there, somebody for the children, and what to bring."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from handrail.foundation.consent.evaluator import keys_for
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.plans.models import Step
from handrail.foundation.scheduling.models import Appointment
from handrail.foundation.sealing.fields import SealedText
from handrail.foundation.sealing.row_key import RowKey


class ArrangementQuerySet(models.QuerySet["Arrangement"]):
    def visible_to(self, act: Act) -> ArrangementQuerySet:
        """Whoever may read the appointment and the plan that its step stands in."""
        return self.filter(appointment__person__in=keys_for(act, "appointments")).filter(
            appointment__person__in=keys_for(act, "care_plan")
        )

    def to_do(self) -> ArrangementQuerySet:
        """Needed for an appointment that is still booked, and not done."""
        return self.filter(status=Arrangement.Status.NEEDED, appointment__status=Appointment.Status.BOOKED).exclude(
            step__status=Step.Status.DONE
        )  # fmt: skip

    def rides_of(self, people: Iterable[int]) -> ArrangementQuerySet:
        return self.filter(what=Arrangement.What.RIDE, appointment__person__in=people)


class Arrangement(models.Model):
    """One thing that an appointment elsewhere needs. It is arranged when its step in the shared plan is done."""

    class What(models.TextChoices):
        RIDE = "ride", _("A ride")
        CHILD_CARE = "child_care", _("Somebody for the children")
        NEW_TIME = "new_time", _("A new time")

    class Status(models.TextChoices):
        NEEDED = "needed", _("Needed")
        NOT_NEEDED = "not_needed", _("Not needed")

    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=10, choices=What)
    status = models.CharField(max_length=10, choices=Status)
    step = models.ForeignKey(Step, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    told_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField()

    objects = ArrangementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["appointment", "what"], name="an_appointment_asks_for_each_thing_once"
            ),
            models.CheckConstraint(
                condition=~Q(status="needed") | Q(step__isnull=False), name="what_is_needed_has_a_step_in_the_plan"
            ),
        ]  # fmt: skip

    @property
    def arranged(self) -> bool:
        return (
            self.status == self.Status.NEEDED
            and self.step is not None
            and self.step.status == Step.Status.DONE
        )


class ToBringQuerySet(models.QuerySet["ToBring"]):
    def newest(self, appointment: Appointment) -> ToBring | None:
        return self.filter(appointment=appointment).order_by("-written_at", "-pk").first()


class ToBring(models.Model):
    """What to bring, a line each, as it was written for this appointment. The newest counts."""

    id = RowKey(primary_key=True)
    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    words = SealedText(max_length=1000, blank=True)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    objects = ToBringQuerySet.as_manager()

    class Meta:
        indexes = [models.Index("appointment", F("written_at").desc(), name="lists_of_one_appointment")]
