"""A family session: whom the person invites, and what was agreed about what may be said."""

from __future__ import annotations

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from handrail.foundation.consent.evaluator import keys_for
from handrail.foundation.consent.models import Consent, Recipient
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

    def asked_of(self, act: Act) -> GuestQuerySet:
        """To what the actor is invited, as far as the person agrees at this moment that they know of appointments."""
        holds = Consent.objects.at(act.at).covering("appointments").filter(kind=Consent.Kind.SUPPORTER)
        named = holds.filter(person=OuterRef("appointment__person"), recipient=OuterRef("recipient"))
        mine = self.filter(Exists(named), recipient__person=act.actor, ended_at=None).visible_to(act)
        return mine.filter(appointment__status=Appointment.Status.BOOKED, appointment__ends_at__gt=act.at)


class Guest(models.Model):
    """Somebody close is invited. Whether they may still come is asked of the person's consent, each time."""

    class Answer(models.TextChoices):
        COMES = "comes", _("They come")
        CANNOT = "cannot", _("They cannot come")

    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    recipient = models.ForeignKey(Recipient, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    #: What they said themselves; "" until they do.
    answer = models.CharField(max_length=8, choices=Answer, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

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
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None) | (~Q(answer="") & ~Q(answered_at=None)),
                name="an_answer_to_an_invitation_has_its_time",
            ),
        ]
