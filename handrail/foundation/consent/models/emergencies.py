"""Emergency access: deliberate, with a reason, for four hours, told to the person, and reviewed."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from handrail.foundation.consent.models.moments import open_at
from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import Role


class EmergencyAccessQuerySet(models.QuerySet["EmergencyAccess"]):
    def at(self, moment: datetime) -> EmergencyAccessQuerySet:
        return self.filter(open_at(moment, "opened_at", "ended_at"), until_at__gt=moment)


class EmergencyAccess(models.Model):
    """One worker opened one person's record without the usual ground (matrix G04 to G06).

    `outside` tells that the worker stands outside the Part 2 programmes: then it is a disclosure in a medical
    emergency, and the four facts of 42 CFR 2.51(c) are owed.
    """

    class Reason(models.TextChoices):
        LIFE = "life", _("Immediate danger to life")
        OVERDOSE = "overdose", _("Possible overdose")
        MEDICAL = "medical", _("Medical emergency")
        SELF_HARM = "self_harm", _("Suicidal crisis")
        MISSING = "missing", _("Cannot be reached and may be in danger")

    class Circle(models.TextChoices):
        INSIDE = "inside", _("Inside the programme")
        OUTSIDE = "outside", _("Outside the programme: a disclosure")

    class Outcome(models.TextChoices):
        WARRANTED = "warranted", _("Warranted")
        QUESTION = "question", _("To be talked about")
        BREACH = "breach", _("Treated as a possible breach")

    reader = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=Role)
    circle = models.CharField(max_length=8, choices=Circle)
    reason = models.CharField(max_length=12, choices=Reason)
    words = models.CharField(max_length=1000)
    opened_at = models.DateTimeField()
    until_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    #: The four facts: to whom (name, affiliation), by whom and when (reader, happened_at), and what happened.
    personnel = models.CharField(max_length=160, blank=True)
    affiliation = models.CharField(max_length=160, blank=True)
    nature = models.CharField(max_length=1000, blank=True)
    happened_at = models.DateTimeField(null=True, blank=True)

    told_at = models.DateTimeField(null=True, blank=True)
    withheld_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withheld_because = models.CharField(max_length=1000, blank=True)

    reviewed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    review = models.CharField(max_length=1000, blank=True)

    objects = EmergencyAccessQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="emergency_access_says_why_in_words"),
            models.CheckConstraint(
                condition=Q(until_at__gt=F("opened_at")), name="emergency_access_has_an_end"
            ),
            models.CheckConstraint(
                condition=~Q(reader=F("reviewed_by")), name="nobody_reviews_their_own_emergency_access"
            ),
            models.CheckConstraint(
                condition=Q(reviewed_at=None, outcome="") | (Q(reviewed_at__isnull=False) & ~Q(outcome="")),
                name="a_review_has_an_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(person=F("reader")), name="emergency_access_is_to_somebody_else"
            ),
            models.CheckConstraint(
                condition=Q(told_at=None) | Q(withheld_by=None), name="told_or_withheld_but_not_both"
            ),
        ]
        indexes = [
            models.Index(fields=["reader", "until_at"], name="emergency_access_of_a_worker"),
            models.Index(fields=["person", "opened_at"], name="emergency_access_to_a_person"),
        ]
