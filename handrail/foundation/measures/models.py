"""What people tell us: the daily check-in, and answers to scales."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from handrail.foundation.consent.evaluator import keys_for
from handrail.foundation.ledger.act import Act
from handrail.foundation.measures.audience import NOBODY, SUPERVISOR, TEAM, seen_by
from handrail.foundation.people.models import Person
from handrail.foundation.sealing.fields import SealedText
from handrail.foundation.sealing.row_key import RowKey
from handrail.foundation.teams.models import Programme

#: The answers the watch listens to: model field -> (lowest, highest). Source: clinical/instruments, daily_checkin;
#: `contacts` counts supportive people, as in clinical/early_warning.
ANSWERS = {
    "mood": (0, 10),
    "craving": (0, 10),
    "stress": (0, 10),
    "sleep_hours": (0, 24),
    "sleep_quality": (0, 10),
    "confidence": (0, 10),
    "contacts": (0, 15),
}


def _within(field: str) -> models.CheckConstraint:
    low, high = ANSWERS[field]
    allowed = Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__gte": low, f"{field}__lte": high})
    return models.CheckConstraint(condition=allowed, name=f"{field}_is_between_{low}_and_{high}")


class CheckInQuerySet(models.QuerySet["CheckIn"]):
    def visible_to(self, act: Act) -> CheckInQuerySet:
        return self.filter(person__in=keys_for(act, "checkins"))

    def of(self, person: Person) -> CheckInQuerySet:
        return self.filter(person=person)

    def between(self, first: date, last: date) -> CheckInQuerySet:
        return self.filter(day__range=(first, last))


class CheckIn(models.Model):
    """A short self-report. A second one on a day adds; nothing is overwritten. Every answer can be skipped."""

    class Use(models.TextChoices):
        NO = "no", _("No")
        YES = "yes", _("Yes")
        UNSAID = "unsaid", _("Rather not say")

    class Safe(models.TextChoices):
        YES = "yes", _("Yes")
        NOT_SURE = "not_sure", pgettext_lazy("feeling safe", "Not sure")
        NO = "no", _("No")

    class ReachOut(models.TextChoices):
        YES = "yes", _("Yes, please")
        NO = "no", _("Not today")

    id = RowKey(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    key = models.UUIDField()
    day = models.DateField()
    made_at = models.DateTimeField()
    #: When it was brought here from an older system; empty for one that was told here.
    imported_at = models.DateTimeField(null=True, blank=True)
    mood = models.SmallIntegerField(null=True, blank=True)
    craving = models.SmallIntegerField(null=True, blank=True)
    stress = models.SmallIntegerField(null=True, blank=True)
    sleep_hours = models.DecimalField(max_digits=3, decimal_places=1, null=True, blank=True)
    sleep_quality = models.SmallIntegerField(null=True, blank=True)
    confidence = models.SmallIntegerField(null=True, blank=True)
    contacts = models.SmallIntegerField(null=True, blank=True)
    use = models.CharField(max_length=8, choices=Use, blank=True)
    safe = models.CharField(max_length=8, choices=Safe, blank=True)
    reach_out = models.CharField(max_length=8, choices=ReachOut, blank=True)
    words = SealedText(max_length=500, blank=True)

    objects = CheckInQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "key"], name="a_check_in_is_delivered_once"),
            *[_within(field) for field in ANSWERS],
        ]
        indexes = [models.Index("person", F("day").desc(), F("id").desc(), name="check_ins_of_one_person"),
                   models.Index(fields=["day", "person"], condition=Q(use="yes"), name="check_ins_that_tell_of_use")]  # fmt: skip

    def answers(self) -> dict[str, float | None]:
        """The watched answers, None where skipped."""
        values = {field: getattr(self, field) for field in ANSWERS}
        return {field: None if value is None else float(value) for field, value in values.items()}


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def visible_to(self, act: Act) -> AssignmentQuerySet:
        return self.filter(person__in=keys_for(act, "measures"))

    def open(self) -> AssignmentQuerySet:
        return self.filter(status=Assignment.Status.ASKED)


class Assignment(models.Model):
    """Somebody is asked to answer a scale (FHIR Task for a Questionnaire)."""

    class Status(models.TextChoices):
        ASKED = "asked", _("Asked")
        ANSWERED = "answered", _("Answered")
        DECLINED = "declined", _("Chose not to")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    instrument = models.CharField(max_length=32)
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    status = models.CharField(max_length=10, choices=Status, default=Status.ASKED)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "instrument"],
                condition=Q(status="asked"),
                name="a_scale_is_asked_once_at_a_time",
            )
        ]


class ResponseQuerySet(models.QuerySet["Response"]):
    def visible_to(self, act: Act) -> ResponseQuerySet:
        return self.filter(person__in=keys_for(act, "measures")).meant_for(act)

    def meant_for(self, act: Act) -> ResponseQuerySet:
        """Without what the person keeps from the actor."""
        return self.filter(seen_by(act))

    def of(self, person: Person, instrument: str) -> ResponseQuerySet:
        return self.filter(person=person, instrument=instrument).order_by("made_at", "pk")


class Response(models.Model):
    """The answers to a scale, and what scoring made of them; or to a piece, which has no score (FHIR QuestionnaireResponse)."""

    class Audience(models.TextChoices):
        """Whom the answers are for, where the person chooses it."""

        TEAM = TEAM, _("My team")
        SUPERVISOR = SUPERVISOR, _("Only the supervisor")
        NOBODY = NOBODY, _("Nobody but me")

    class Way(models.TextChoices):
        """By which way the answers came here, and who gave them."""

        OWN = "own", _("Answered alone")
        TABLET = "tablet", _("Answered on a tablet")
        WITH = "with_worker", _("Answered with a worker")
        RATED = "rated", _("Rated by a worker")

    id = RowKey(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    key = models.UUIDField()
    instrument = models.CharField(max_length=32)
    way = models.CharField(max_length=12, choices=Way, default=Way.OWN)
    assignment = models.ForeignKey(
        Assignment, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField()
    answers: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    #: What was written in own words, as JSON: question to words.
    words = SealedText(max_length=24000, blank=True)
    audience = models.CharField(max_length=10, choices=Audience, default=Audience.TEAM)
    total = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    band = models.CharField(max_length=40, blank=True)
    scoring_version = models.CharField(max_length=32)

    objects = ResponseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "key"], name="answers_to_a_scale_are_delivered_once"),
        ]
        indexes = [models.Index("person", "instrument", F("made_at").desc(), name="responses_of_one_person")]

    @property
    def told(self) -> dict[str, Any]:
        """Every answer, those in own words with the others."""
        return self.answers | (json.loads(self.words) if self.words else {})


class HalfAnswered(models.Model):
    """A scale somebody has begun and not sent. `writer` goes on with it, nobody else; it is part of no record."""

    id = RowKey(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    writer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    instrument = models.CharField(max_length=32)
    key = models.UUIDField()
    begun_at = models.DateTimeField()
    kept_at = models.DateTimeField()
    #: What was answered so far, as JSON: question to answer, or to "skip".
    answers = SealedText(max_length=24000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "writer", "instrument"], name="a_scale_is_begun_once_at_a_time_by_each"
            ),
        ]


class ScheduleQuerySet(models.QuerySet["Schedule"]):
    def open(self) -> ScheduleQuerySet:
        return self.filter(ended_at=None)

    def of_programmes(self, programmes: Collection[int]) -> ScheduleQuerySet:
        return self.filter(programme__in=programmes)


class Schedule(models.Model):
    """A scale that is asked for by itself: of everybody in a programme, or of one person, whose own comes first."""

    class When(models.TextChoices):
        INTAKE = "intake", _("At intake")
        EVERY = "every", _("Every so many days")
        SESSION = "session", _("Before each session")
        AFTER = "after", _("After each session")
        NEVER = "never", _("Not automatically")

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    instrument = models.CharField(max_length=32)
    when = models.CharField(max_length=8, choices=When)
    every_days = models.PositiveSmallIntegerField(null=True, blank=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    #: When the clock last asked whoever was due.
    asked_at = models.DateTimeField(null=True, blank=True)

    objects = ScheduleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(programme=None, person__isnull=False) | Q(programme__isnull=False, person=None),
                name="a_schedule_is_of_a_programme_or_of_a_person",
            ),
            models.CheckConstraint(
                condition=Q(when="every", every_days__gte=1) | (~Q(when="every") & Q(every_days=None)),
                name="only_every_so_many_days_has_a_number_of_days",
            ),
            models.CheckConstraint(
                condition=~Q(when="never") | Q(programme=None), name="a_programme_stops_asking_by_ending_a_schedule"
            ),
            models.UniqueConstraint(
                fields=["programme", "instrument", "when"], condition=Q(ended_at=None, person=None),
                name="a_programme_asks_for_a_scale_once_in_each_way",
            ),
            models.UniqueConstraint(
                fields=["person", "instrument"], condition=Q(ended_at=None, programme=None),
                name="a_person_has_one_schedule_for_a_scale",
            ),
        ]  # fmt: skip


class SittingQuerySet(models.QuerySet["Sitting"]):
    def at(self, moment: datetime) -> SittingQuerySet:
        return self.filter(ended_at=None, begun_at__lte=moment, until_at__gt=moment)


class Sitting(models.Model):
    """A worker handed a clinic tablet to the person, to answer what they are asked. The tablet knows nothing else."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    #: SHA-256 of the word that the tablet holds.
    digest = models.CharField(max_length=64, unique=True)
    begun_at = models.DateTimeField()
    until_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = SittingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until_at__gt=F("begun_at")), name="a_sitting_ends_after_it_begins"),
            models.CheckConstraint(condition=~Q(person=F("worker")), name="nobody_hands_a_tablet_to_themselves"),
        ]  # fmt: skip
