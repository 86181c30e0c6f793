"""One shared plan: goals in the person's words, steps with exactly one responsible party."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from handrail.clinical.levels_of_care.levels import LEVELS
from handrail.foundation.consent.evaluator import keys_for
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.sealing.fields import SealedText
from handrail.foundation.sealing.row_key import RowKey
from handrail.foundation.teams.models import Programme


class IllegalMove(ValueError):
    """A step cannot go from its present status to that one."""


class Priority(models.IntegerChoices):
    """What comes first of what somebody wants, or of what is to be done."""

    FIRST = 1, _("First")
    NEXT = 2, _("Next")
    LATER = 3, _("Later")


class Plan(models.Model):
    """The shared plan of one person (FHIR CarePlan)."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    review_on = models.DateField(null=True, blank=True)


class GoalQuerySet(models.QuerySet["Goal"]):
    def visible_to(self, act: Act) -> GoalQuerySet:
        return self.filter(plan__person__in=keys_for(act, "care_plan"))

    def of(self, person: Person) -> GoalQuerySet:
        return self.filter(plan__person=person)

    def active(self) -> GoalQuerySet:
        return self.filter(status=Goal.Status.ACTIVE)

    def ended(self) -> GoalQuerySet:
        return self.exclude(status=Goal.Status.ACTIVE).order_by("-ended_at", "-pk")

    def first_things_first(self) -> GoalQuerySet:
        return self.order_by("priority", "-set_on", "-pk")


class Goal(models.Model):
    """What the person wants, in their own words (FHIR Goal)."""

    class Status(models.TextChoices):
        ACTIVE = "active", _("Working on it")
        COMPLETED = "completed", _("Reached")
        SET_ASIDE = "set_aside", _("Set aside for now")
        CHANGED = "changed", _("Changed")

    id = RowKey(primary_key=True)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="goals")
    words = SealedText(max_length=400)
    #: The domain of need it answers, when it answers one (clinical/needs).
    need = models.CharField(max_length=12, blank=True)
    set_on = models.DateField()
    kept_on = models.DateField(null=True, blank=True)
    priority = models.PositiveSmallIntegerField(choices=Priority, default=Priority.NEXT)
    status = models.CharField(max_length=10, choices=Status, default=Status.ACTIVE)
    outcome = SealedText(max_length=240, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = GoalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="a_goal_has_words"),
            models.CheckConstraint(
                condition=Q(priority__in=Priority.values), name="a_goal_comes_first_next_or_later"
            ),
            models.CheckConstraint(
                condition=Q(status="active", ended_at=None) | (~Q(status="active") & Q(ended_at__isnull=False)),
                name="a_goal_has_an_end_exactly_when_it_ended",
            ),
        ]  # fmt: skip


class StepQuerySet(models.QuerySet["Step"]):
    def visible_to(self, act: Act) -> StepQuerySet:
        return self.filter(plan__person__in=keys_for(act, "care_plan"))

    def of(self, person: Person) -> StepQuerySet:
        return self.filter(plan__person=person)

    def open(self) -> StepQuerySet:
        return self.filter(status__in=Step.OPEN)

    def owned_by(self, person: Person) -> StepQuerySet:
        return self.filter(responsible=person)

    def overdue(self, today: date) -> StepQuerySet:
        return self.open().filter(due_on__lt=today)

    def soonest_first(self) -> StepQuerySet:
        return self.order_by(F("due_on").asc(nulls_last=True), "priority", "pk")

    def first_things_first(self) -> StepQuerySet:
        """What was said to come first, then by day."""
        return self.order_by("priority", F("due_on").asc(nulls_last=True), "pk")


class Step(models.Model):
    """One thing somebody will do by a day (FHIR Task). A partner is named until it has an account."""

    class Status(models.TextChoices):
        TO_DO = "to_do", _("To do")
        DOING = "doing", _("Doing")
        DONE = "done", _("Done")
        CHANGED = "changed", _("Changed")

    class Origin(models.TextChoices):
        TOGETHER = "together", _("Agreed together")
        PROPOSAL = "proposal", _("From a proposal")
        SIGNAL = "signal", _("Asked for after a signal")

    OPEN = (Status.TO_DO, Status.DOING)
    MOVES = {
        Status.TO_DO: {Status.DOING, Status.DONE, Status.CHANGED},
        Status.DOING: {Status.DONE, Status.CHANGED},
        Status.DONE: {Status.TO_DO},
        Status.CHANGED: set(),
    }

    id = RowKey(primary_key=True)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="steps")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, null=True, blank=True, related_name="steps")
    title = SealedText(max_length=160)
    why = SealedText(max_length=240, blank=True)
    strand = models.CharField(max_length=8, default="self")
    responsible = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    partner = SealedText(max_length=120, blank=True)
    priority = models.PositiveSmallIntegerField(choices=Priority, default=Priority.NEXT)
    due_on = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=8, choices=Status, default=Status.TO_DO)
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.TOGETHER)
    outcome = SealedText(max_length=240, blank=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = StepQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(responsible__isnull=False) & Q(partner=""))
                | (Q(responsible__isnull=True) & ~Q(partner="")),
                name="a_step_has_exactly_one_responsible_party",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="a_step_says_what_to_do"),
            models.CheckConstraint(
                condition=Q(status__in=["to_do", "doing"], ended_at=None)
                | Q(status__in=["done", "changed"], ended_at__isnull=False),
                name="a_step_has_an_end_exactly_when_it_ended",
            ),
        ]
        indexes = [
            models.Index(
                fields=["responsible", "due_on"], name="open_steps_of_one_party", condition=Q(ended_at=None)
            ),
            models.Index(
                fields=["plan", "due_on"], name="open_steps_of_one_plan", condition=Q(ended_at=None)
            ),
            # Asked for each second: what was promised and is not done is found among these, not in all of the past.
            models.Index(
                fields=["due_on"],
                name="open_steps_from_proposals",
                condition=Q(ended_at=None, origin="proposal"),
            ),
        ]

    def move_to(self, status: str) -> None:
        """Move when the table allows it; raises IllegalMove with what to do."""
        if Step.Status(status) not in Step.MOVES[Step.Status(self.status)]:
            raise IllegalMove(f"This step is {self.get_status_display().lower()} and cannot become {status}.")
        self.status = status


class Barrier(models.Model):
    """What stands in the way of a step, in words."""

    id = RowKey(primary_key=True)
    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="barriers")
    words = SealedText(max_length=240)
    told_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="a_barrier_has_words")]


LEVEL_CHOICES = [(level, _(words)) for level, words in LEVELS.items()]


class LevelQuerySet(models.QuerySet["LevelOfCare"]):
    def visible_to(self, act: Act) -> LevelQuerySet:
        return self.filter(person__in=keys_for(act, "care_plan"))

    def newest_first(self) -> LevelQuerySet:
        return self.order_by("-chosen_at", "-pk")


class LevelOfCare(models.Model):
    """The level of care a clinician chose with the person, and which dimensions they considered. The newest one holds."""

    id = RowKey(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    level = models.CharField(max_length=12, choices=LEVEL_CHOICES)
    dimensions: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    words = SealedText(max_length=400, blank=True)
    chosen_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField()

    objects = LevelQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(level__in=list(LEVELS)), name="a_level_of_care_is_one_of_those_there_are"
            )
        ]
        indexes = [models.Index("person", F("chosen_at").desc(), name="levels_of_one_person")]


class ReviewRhythmQuerySet(models.QuerySet["ReviewRhythm"]):
    def open(self) -> ReviewRhythmQuerySet:
        return self.filter(ended_at=None)


class ReviewRhythm(models.Model):
    """After how many days a programme looks at a plan again at one level of care: the organisation's own number. With
    `NO_LEVEL` it is for whoever has none yet."""

    NO_LEVEL = ""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    level = models.CharField(max_length=12, choices=LEVEL_CHOICES, blank=True)
    days = models.PositiveSmallIntegerField()
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ReviewRhythmQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "level"], condition=Q(ended_at=None), name="a_level_has_one_rhythm_of_reviews"
            ),
            models.CheckConstraint(condition=Q(days__gte=1), name="a_review_comes_after_a_day_at_least"),
        ]  # fmt: skip


class PlanReview(models.Model):
    """A worker looked at the plan again with the person. `next_on` is the day they chose for the next time, if any."""

    id = RowKey(primary_key=True)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="reviews")
    words = SealedText(max_length=400, blank=True)
    next_on = models.DateField(null=True, blank=True)
    reviewed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index("plan", F("reviewed_at").desc(), name="reviews_of_one_plan")]
