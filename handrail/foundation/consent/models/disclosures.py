"""What left: to whom, what, why, on which ground, with which notice (42 CFR 2.25, 45 CFR 164.528)."""

from __future__ import annotations

from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from handrail.foundation.consent.models.consents import Consent, Recipient
from handrail.foundation.people.models import Person


class DisclosureQuerySet(models.QuerySet["Disclosure"]):
    def since(self, moment: datetime) -> DisclosureQuerySet:
        return self.filter(made_at__gte=moment)

    def newest_first(self) -> DisclosureQuerySet:
        return self.order_by("-made_at", "-pk")


class Disclosure(models.Model):
    """One handing over of some of a person's record. Ids and codes only; never changed (a trigger sees to it).

    The database takes one on a consent only if that consent is the person's, names the recipient and the resources,
    and holds at `made_at`.
    """

    class Ground(models.TextChoices):
        CONSENT = "consent", _("A consent of the person")
        SELF = "self", _("A copy for the person")
        EMERGENCY = "emergency", _("A medical emergency (42 CFR 2.51)")
        ORDER = "order", _("An order of a court (42 CFR 2.61 to 2.67)")

    class How(models.TextChoices):
        PAGE = "page", _("On a page here")
        FILE = "file", _("As a file")
        PAPER = "paper", _("On paper")
        MESSAGE = "message", _("In a message")
        SYSTEM = "system", _("To a connected system")
        SPOKEN = "spoken", _("By word of mouth")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    #: Nobody else but the person when there is none.
    recipient = models.ForeignKey(
        Recipient, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ground = models.CharField(max_length=12, choices=Ground)
    purpose = models.CharField(max_length=12, choices=Consent.Purpose)
    resources = ArrayField(models.CharField(max_length=32))
    how = models.CharField(max_length=8, choices=How)
    #: Version of the notice against redisclosure that went with it.
    notice = models.CharField(max_length=40, blank=True)
    made_at = models.DateTimeField()
    #: Who read it on a page, or who handed it over; nobody when the house sent it.
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = DisclosureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(resources__len__gt=0), name="a_disclosure_says_what_left"),
            models.CheckConstraint(
                condition=~Q(ground="consent")
                | (Q(recipient__isnull=False, consent__isnull=False) & ~Q(notice="")),
                name="a_disclosure_on_a_consent_names_it_and_carries_the_notice",
            ),
            models.CheckConstraint(
                condition=~Q(ground="self") | Q(recipient=None, consent=None),
                name="what_the_person_takes_goes_to_nobody_else",
            ),
            models.CheckConstraint(
                condition=~Q(ground="order") | Q(recipient__isnull=False, made_by__isnull=False),
                name="what_an_order_lets_go_goes_to_a_court_by_somebody",
            ),
        ]
        indexes = [
            models.Index("person", models.F("made_at").desc(), name="disclosures_of_one_person"),
            models.Index("recipient", models.F("made_at").desc(), name="disclosures_to_one_recipient"),
        ]
