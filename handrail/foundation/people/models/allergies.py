"""What somebody must not get (FHIR AllergyIntolerance), and that nothing of the kind is known."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from handrail.foundation.people.models.people import Person
from handrail.foundation.sealing.fields import SealedText
from handrail.foundation.sealing.row_key import RowKey


class Source(models.TextChoices):
    """Who or what says so."""

    SELF = "self", _("They said it themself")
    CLOSE = "close", _("Somebody close to them said it")
    PAPER = "paper", _("A paper or another clinic says it")
    SEEN = "seen", _("It was seen or tested")


class Allergy(models.Model):
    """One allergy or intolerance in words. It is never overwritten: what is corrected ends, and is written anew."""

    class Criticality(models.TextChoices):
        """The codes of FHIR: what the next contact may do at worst."""

        HIGH = "high", _("Can be dangerous to life")
        LOW = "low", _("Not dangerous to life")
        UNABLE = "unable-to-assess", _("Not known how dangerous")

    class Status(models.TextChoices):
        """Those of FHIR (clinical and verification status in one), and an earlier version."""

        ACTIVE = "active", _("Holds")
        REFUTED = "refuted", _("Found not to be so")
        MISTAKE = "entered-in-error", _("Written down by mistake")
        REPLACED = "replaced", _("Written anew")

    MOVES = {
        Status.ACTIVE: {Status.REFUTED, Status.MISTAKE, Status.REPLACED},
        Status.REFUTED: set(),
        Status.MISTAKE: set(),
        Status.REPLACED: set(),
    }

    id = RowKey(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    substance = SealedText(max_length=120)
    reaction = SealedText(max_length=400, blank=True)
    criticality = models.CharField(max_length=16, choices=Criticality)
    says_so = models.CharField(max_length=8, choices=Source)
    status = models.CharField(max_length=16, choices=Status, default=Status.ACTIVE)
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(substance=""), name="an_allergy_is_to_something"),
            models.CheckConstraint(
                condition=Q(status="active", ended_by=None, ended_at=None)
                | (~Q(status="active") & Q(ended_by__isnull=False, ended_at__isnull=False)),
                name="an_allergy_that_holds_no_more_was_ended_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["person"], name="allergies_of_one_person", condition=Q(status="active"))
        ]


class NoneKnown(models.Model):
    """Somebody was asked, and knows of no allergy: a fact with its day, unlike that nobody has asked."""

    id = RowKey(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    says_so = models.CharField(max_length=8, choices=Source)
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(ended_at=None), name="that_no_allergy_is_known_is_said_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_by=None, ended_at=None) | Q(ended_by__isnull=False, ended_at__isnull=False),
                name="that_no_allergy_is_known_was_ended_by_somebody",
            ),
        ]


def active_allergies(person: Person) -> list[Allergy]:
    """What holds, the most dangerous first, then as it was written down. Who may read it is for `consent` to say."""
    rows = Allergy.objects.filter(person=person, status=Allergy.Status.ACTIVE).select_related("noted_by")
    worst = list(Allergy.Criticality)
    return sorted(rows, key=lambda one: (worst.index(Allergy.Criticality(one.criticality)), one.pk))


def none_known(person: Person) -> NoneKnown | None:
    """That none is known, while it holds; None: there is one, or nobody has asked."""
    return NoneKnown.objects.filter(person=person, ended_at=None).select_related("noted_by").first()
