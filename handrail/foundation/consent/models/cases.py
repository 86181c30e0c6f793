"""A time-boxed case in which an officer or an auditor may read named records for one purpose."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from handrail.foundation.consent.models.moments import open_at
from handrail.foundation.people.models import Person


class CaseQuerySet(models.QuerySet["Case"]):
    def at(self, moment: datetime) -> CaseQuerySet:
        """Approved by a second person, and within its time."""
        return self.filter(open_at(moment, "approved_at", "closed_at"), until_at__gt=moment)


class Case(models.Model):
    """A number, a purpose, a named list of people, a reader, an end, and a second person who approved it."""

    class Role(models.TextChoices):
        PRIVACY_OFFICER = "privacy_officer", _("Privacy officer")
        AUDITOR = "auditor", _("Auditor")

    class Purpose(models.TextChoices):
        COMPLAINT = "complaint", _("Complaint")
        BREACH = "breach", _("Possible breach")
        LEGAL = "legal", _("Legal request")
        AUDIT = "audit", _("Audit or evaluation")
        REQUEST = "request", _("Request of the person")

    number = models.CharField(max_length=24, unique=True)
    purpose = models.CharField(max_length=12, choices=Purpose)
    reader = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=Role)
    #: Reference of the written agreement under 42 CFR 2.53; without one an auditor opens nothing.
    agreement = models.CharField(max_length=80, blank=True)
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    until_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by=None, approved_at=None) | Q(approved_at__isnull=False),
                name="a_case_is_approved_by_somebody_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None)
                | (~Q(approved_by=F("opened_by")) & ~Q(approved_by=F("reader"))),
                name="nobody_approves_a_case_of_their_own",
            ),
            models.CheckConstraint(
                condition=Q(role="privacy_officer") | ~Q(agreement=""),
                name="an_auditor_reads_under_an_agreement",
            ),
            models.CheckConstraint(condition=Q(until_at__gt=F("opened_at")), name="a_case_has_an_end"),
        ]


class CasePerson(models.Model):
    """One person named in a case."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="people")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "person"], name="a_case_names_a_person_once"),
        ]
