"""What the watch remembers of each person, and what it found."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from handrail.clinical.early_warning.direct_rules.scale_safety import scale_rules
from handrail.clinical.early_warning.expected import EVERY_DAY
from handrail.continuum.watch.weekdays import weekday_words
from handrail.foundation.consent.evaluator import keys_for
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person


class WatchState(models.Model):
    """The engine's memory of one person's usual, as of the end of `through_day`."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="+")
    began_on = models.DateField()
    through_day = models.DateField()
    memory: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(through_day__gte=F("began_on") - 1),
                name="the_watch_moves_forward_from_its_first_day",
            )
        ]
        indexes = [models.Index(fields=["through_day"], name="watch_states_by_last_day")]


class ConcernQuerySet(models.QuerySet["Concern"]):
    def visible_to(self, act: Act) -> ConcernQuerySet:
        return self.filter(person__in=keys_for(act, "checkins"))

    def open(self) -> ConcernQuerySet:
        return self.filter(closed_at=None)

    def by_usual(self) -> ConcernQuerySet:
        """Those with a change from the person's own usual; others come from direct rules alone."""
        told = Finding.objects.filter(concern=OuterRef("pk"), rule=Finding.BY_USUAL)
        return self.filter(Exists(told))


class Concern(models.Model):
    """Something changed for a person: open until a worker says what it was."""

    class Outcome(models.TextChoices):
        REAL = "real_concern", _("A real concern")
        EXPLAINED = "explained", _("Explained, or a new normal")
        FALSE = "false", _("Nothing behind it")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=16, choices=Outcome, blank=True)

    objects = ConcernQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(closed_at=None), name="one_open_concern_per_person"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, outcome="") | (Q(closed_at__isnull=False) & ~Q(outcome="")),
                name="a_closed_concern_says_what_it_was",
            ),
        ]


#: What a finding can tell of, as resources of the access matrix: whoever may not read one reads no finding of it.
CHECKINS, MEASURES, MEDICATIONS = "checkins", "measures", "medications"


class FindingQuerySet(models.QuerySet["Finding"]):
    def visible_to(self, act: Act) -> FindingQuerySet:
        # Containing is yes or no; the value of a key that is not there would be neither.
        of_scales = Q(inputs__contains={"of": MEASURES}) | Q(rule__in=scale_rules())
        of_medicine = Q(inputs__contains={"of": MEDICATIONS})
        scales, medicine = Q(person__in=keys_for(act, MEASURES)), Q(person__in=keys_for(act, MEDICATIONS))
        others = Q(person__in=keys_for(act, CHECKINS))
        return self.filter(
            (of_scales & scales) | (of_medicine & medicine) | (~of_scales & ~of_medicine & others)
        )

    def newest_first(self) -> FindingQuerySet:
        return self.order_by("-day", "-pk")


class Finding(models.Model):
    """What the watch found on one day, with its reason in words and its inputs. Kept as it was said."""

    #: The rule that compares somebody with their own usual; all others are direct.
    BY_USUAL = "early_warning"

    class Level(models.TextChoices):
        WATCH = "watch", _("Something to watch")
        ALERT = "alert", _("Something changed")
        STRONG = "strong", _("A strong change")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    concern = models.ForeignKey(
        Concern, on_delete=models.PROTECT, null=True, blank=True, related_name="findings"
    )
    day = models.DateField()
    level = models.CharField(max_length=8, choices=Level)
    rule = models.CharField(max_length=48)
    headline = models.CharField(max_length=160)
    sentence = models.TextField()
    inputs: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    early_baseline = models.BooleanField(default=False)
    #: How often the person had said the same before on that day.
    again = models.SmallIntegerField(default=0, db_default=0)
    found_at = models.DateTimeField()

    objects = FindingQuerySet.as_manager()

    @property
    def resource(self) -> str:
        """The resource of the access matrix that it tells of: scales are not check-ins."""
        if self.inputs.get("of") == MEDICATIONS:
            return MEDICATIONS
        # What was found before findings were marked is told by its rule.
        of_scale = self.inputs.get("of") == MEASURES or self.rule in scale_rules()
        return MEASURES if of_scale else CHECKINS

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "day", "rule", "level", "again"], name="a_finding_is_made_once_each_time"
            ),
        ]
        indexes = [models.Index("person", F("day").desc(), name="findings_of_one_person")]


class AbsenceQuerySet(models.QuerySet["Absence"]):
    def of(self, person: Person) -> AbsenceQuerySet:
        return self.filter(person=person)

    def between(self, first: date, last: date) -> AbsenceQuerySet:
        """With a day in that time on which no check-in is expected."""
        back_later = Q(back_on=None) | Q(back_on__gt=first)
        return self.filter(back_later & Q(from_on__lte=last, until_on__gte=first))

    def on(self, day: date) -> AbsenceQuerySet:
        return self.between(day, day)

    def not_over(self, day: date) -> AbsenceQuerySet:
        """Of that day, or of days still ahead."""
        return self.filter(Q(back_on=None) | Q(back_on__gt=day), until_on__gte=day)


class Absence(models.Model):
    """Days on which no check-in is expected, as the person or their team said. `back_on`: they were back earlier."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField()
    back_on = models.DateField(null=True, blank=True)
    told_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField()

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__gte=F("from_on")), name="nobody_is_back_before_they_are_away"
            ),
        ]
        indexes = [models.Index(fields=["person", "until_on"], name="absences_of_one_person")]

    def holds(self, day: date) -> bool:
        """Whether no check-in is expected on that day."""
        return self.from_on <= day <= self.until_on and (self.back_on is None or day < self.back_on)


class CheckInDaysQuerySet(models.QuerySet["CheckInDays"]):
    def of(self, person: Person) -> CheckInDaysQuerySet:
        return self.filter(person=person)

    def on(self, day: date) -> CheckInDaysQuerySet:
        """Those that could hold on that day; the last of them does."""
        return self.filter(Q(until_on=None) | Q(until_on__gte=day), from_on__lte=day)


class CheckInDays(models.Model):
    """The weekdays on which check-ins are asked for, from a day on until others are chosen. Monday is 0.

    With `until_on` they hold for a while: after that day what held before does again.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    weekdays = ArrayField(models.SmallIntegerField())
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    chosen_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField()

    objects = CheckInDaysQuerySet.as_manager()

    class Meta:
        ordering = ["from_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(weekdays__len__gte=1) & Q(weekdays__contained_by=sorted(EVERY_DAY)),
                name="check_ins_are_asked_for_on_at_least_one_weekday",
            ),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
                name="a_while_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["person", "from_on"], name="check_in_days_of_one_person")]

    def holds(self, day: date) -> bool:
        """Whether these weekdays could count on that day."""
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)

    def get_weekdays_display(self) -> str:
        """As in a copy of everything."""
        return weekday_words(self.weekdays, self.until_on)


class Outage(models.Model):
    """From when until when this installation stood still: what was missing then may be our doing."""

    from_at = models.DateTimeField(unique=True)
    until_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_at__gt=F("from_at")), name="an_outage_ends_after_it_begins"
            ),
        ]
