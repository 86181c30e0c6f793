"""Emergency access: deliberate, with a reason, for four hours, told to the person, and reviewed."""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from handrail.foundation.consent.models.moments import open_at
from handrail.foundation.people.models import Person
from handrail.foundation.sealing.fields import SealedText
from handrail.foundation.sealing.row_key import RowKey
from handrail.foundation.teams.models import Role

#: How long it lasts (matrix G04).
LASTS = timedelta(hours=4)
#: A fact of 42 CFR 2.51(c) that is still missing then raises the alarm (requirement P2-13).
FACTS_WITHIN = timedelta(minutes=15)
#: Working days in which it is reviewed (matrix G04).
REVIEWED_WITHIN = 3

FRIDAY = 4


class EmergencyAccessQuerySet(models.QuerySet["EmergencyAccess"]):
    def at(self, moment: datetime) -> EmergencyAccessQuerySet:
        return self.filter(open_at(moment, "opened_at", "ended_at"), until_at__gt=moment)

    def unreviewed(self) -> EmergencyAccessQuerySet:
        return self.filter(reviewed_at=None)

    def missing_facts(self) -> EmergencyAccessQuerySet:
        """A disclosure of which one of the four facts is not written down."""
        some = Q(personnel="") | Q(affiliation="") | Q(nature="") | Q(happened_at=None)
        return self.filter(some, circle=EmergencyAccess.Circle.OUTSIDE)

    def newest_first(self) -> EmergencyAccessQuerySet:
        return self.order_by("-opened_at", "-pk")


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

    #: What counts as a medical emergency (42 CFR 2.51(a)): nothing else opens a record from outside.
    MEDICAL = frozenset({Reason.LIFE, Reason.OVERDOSE, Reason.MEDICAL, Reason.SELF_HARM})

    class Circle(models.TextChoices):
        INSIDE = "inside", _("Inside the programme")
        OUTSIDE = "outside", _("Outside the programme: a disclosure")

    class Outcome(models.TextChoices):
        WARRANTED = "warranted", _("Warranted")
        QUESTION = "question", _("To be talked about")
        BREACH = "breach", _("Treated as a possible breach")

    id = RowKey(primary_key=True)
    reader = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=Role)
    circle = models.CharField(max_length=8, choices=Circle)
    reason = models.CharField(max_length=12, choices=Reason)
    words = SealedText(max_length=1000)
    opened_at = models.DateTimeField()
    until_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    #: The four facts: to whom (name, affiliation), by whom and when (reader, happened_at), and what happened.
    personnel = SealedText(max_length=160, blank=True)
    affiliation = SealedText(max_length=160, blank=True)
    nature = SealedText(max_length=1000, blank=True)
    happened_at = models.DateTimeField(null=True, blank=True)
    facts_due_at = models.DateTimeField(null=True, blank=True)
    facts_alarmed_at = models.DateTimeField(null=True, blank=True)

    told_at = models.DateTimeField(null=True, blank=True)
    withheld_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withheld_because = SealedText(max_length=1000, blank=True)

    reviewed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    review = SealedText(max_length=1000, blank=True)

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
                condition=Q(withheld_by=None) | Q(told_at=None) | Q(told_at__gt=F("opened_at")),
                name="the_person_is_told_at_once_or_it_says_who_withheld_it",
            ),
            models.CheckConstraint(
                condition=Q(withheld_by=None, withheld_because="")
                | (Q(withheld_by__isnull=False) & ~Q(withheld_because="")),
                name="whoever_withholds_it_says_why",
            ),
            models.CheckConstraint(
                condition=Q(facts_due_at__isnull=False) | ~Q(circle="outside"),
                name="a_disclosure_owes_its_facts_by_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["reader", "until_at"], name="emergency_access_of_a_worker"),
            models.Index(fields=["person", "opened_at"], name="emergency_access_to_a_person"),
            models.Index(
                fields=["facts_due_at"],
                name="facts_of_a_disclosure_due",
                condition=Q(facts_alarmed_at=None, facts_due_at__isnull=False),
            ),
        ]

    def lasts(self, moment: datetime) -> bool:
        """Whether it still opens the record then."""
        return self.opened_at <= moment < self.until_at and not (self.ended_at and self.ended_at <= moment)

    @property
    def lacks(self) -> list[str]:
        """The facts of the disclosure that are not written down, by name; none when it is none."""
        if self.circle != self.Circle.OUTSIDE:
            return []
        return [
            name for name in ("personnel", "affiliation", "nature", "happened_at") if not getattr(self, name)
        ]

    def review_by(self, zone: tzinfo) -> date:
        """The last day for the review: the third working day after it was opened, where the organisation is."""
        day, left = self.opened_at.astimezone(zone).date(), REVIEWED_WITHIN
        while left:
            day += timedelta(days=1)
            left -= day.weekday() <= FRIDAY
        return day


class EmergencySearch(models.Model):
    """Somebody looked for a person in an emergency, whether or not anybody was found.

    `mark` is a keyed hash of what was typed: it tells two tries apart, and never whom they were about.
    """

    id = RowKey(primary_key=True)
    reader = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=12, choices=EmergencyAccess.Reason)
    words = SealedText(max_length=1000)
    mark = models.CharField(max_length=64)
    at = models.DateTimeField()
    access = models.ForeignKey(
        EmergencyAccess, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="a_search_in_an_emergency_says_why"),
        ]
        indexes = [models.Index(fields=["reader", "at"], name="emergency_searches_of_a_worker")]
