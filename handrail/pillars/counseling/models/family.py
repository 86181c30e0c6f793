"""A family session: whom the person invites, and what was agreed about what may be said."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from handrail.foundation.consent.evaluator import keys_for
from handrail.foundation.consent.models import Recipient
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.scheduling.models import Appointment
from handrail.foundation.sealing.fields import SealedText
from handrail.foundation.sealing.row_key import RowKey


class FamilySessionQuerySet(models.QuerySet["FamilySession"]):
    def newest(self, appointment: Appointment) -> FamilySession | None:
        return self.filter(appointment=appointment).order_by("-version").first()


class FamilySession(models.Model):
    """What may be said in an appointment to which somebody close is invited, and what stays out: one version of it."""

    id = RowKey(primary_key=True)
    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    may_be_said = SealedText(max_length=2_000)
    stays_out = SealedText(max_length=2_000, blank=True)
    version = models.PositiveIntegerField()
    agreed_at = models.DateTimeField()
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    objects = FamilySessionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(may_be_said=""), name="a_family_session_says_what_may_be_said"
            ),
            models.UniqueConstraint(
                fields=["appointment", "version"], name="each_version_of_a_family_session_is_one"
            ),
        ]


class GuestQuerySet(models.QuerySet["Guest"]):
    def visible_to(self, act: Act) -> GuestQuerySet:
        return self.filter(appointment__person__in=keys_for(act, "appointments"))

    def invited_to(self, appointment: Appointment) -> GuestQuerySet:
        return self.filter(appointment=appointment, ended_at=None).select_related("recipient").order_by("pk")


class Guest(models.Model):
    """Somebody close is invited. Whether they may still come is asked of the person's consent, each time."""

    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    recipient = models.ForeignKey(Recipient, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = GuestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["appointment", "recipient"],
                condition=Q(ended_at=None),
                name="a_guest_is_invited_once",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("invited_at")),
                name="an_invitation_ends_after_it_begins",
            ),
        ]
