"""Small gaps in somebody's care, each there once with whoever answers for it, until it is mended."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from handrail.clinical.gaps import keeping, rules
from handrail.foundation.consent.evaluator import keys_for
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.sealing.fields import SealedText
from handrail.foundation.sealing.row_key import RowKey
from handrail.foundation.teams.models import Programme


class GapQuerySet(models.QuerySet["Gap"]):
    def visible_to(self, act: Act) -> GapQuerySet:
        """Whoever may read what the gap tells something of, and the plan."""
        tells = Q(pk__in=())
        for resource in sorted(set(rules.RESOURCES.values())):
            kinds = [kind for kind, one in rules.RESOURCES.items() if one == resource]
            tells |= Q(kind__in=kinds, person__in=keys_for(act, resource))
        return self.filter(tells, person__in=keys_for(act, "care_plan"))

    def open(self) -> GapQuerySet:
        return self.filter(status=Gap.Status.OPEN)

    def oldest_first(self) -> GapQuerySet:
        return self.order_by("since", "pk")


class Gap(models.Model):
    """One gap (FHIR DetectedIssue). On the same `basis` it is the same one; `row`: the step, referral or visit."""

    class Kind(models.TextChoices):
        BACK_ALONE = rules.BACK_ALONE, _("Back from emergency care, and nobody spoke with them yet")
        NOBODY = rules.NOBODY, _("Nobody here cares for them now")
        UNANSWERED = rules.UNANSWERED, _("A message that nobody is left to answer")
        MISSED = rules.MISSED, _("Did not come, and nothing new is booked")
        NO_CONTACT = rules.NO_CONTACT, _("Nobody heard from them")
        SILENT = rules.SILENT, _("A referral that nobody answers")
        OWNER_AWAY = rules.OWNER_AWAY, _("A referral is due while its owner is away")
        STEP_ALONE = rules.STEP_ALONE, _("A step whose owner is gone")
        REVIEW_DUE = rules.REVIEW_DUE, _("The plan is due for a review")
        NO_RIDE = rules.NO_RIDE, _("An appointment comes near, and the ride is not arranged")
        MISSED_PICK_UP = rules.MISSED_PICK_UP, _("Medicine was not picked up")
        SEARCH_LATE = rules.SEARCH_LATE, _("Somebody is looked for, and nobody tried on the day")
        CONSENT_ENDING = rules.CONSENT_ENDING, _("A consent ends soon")
        LOST_WAY = rules.LOST_WAY, _("A number or address does not lead to them any more")
        NO_NEXT_STEP = rules.NO_NEXT_STEP, _("The plan has no next step")

    class Status(models.TextChoices):
        OPEN = keeping.OPEN, _("Still open")
        MENDED = keeping.MENDED, _("Mended")
        ASIDE = keeping.ASIDE, _("Looked at again later")

    id = RowKey(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=Kind)
    basis = models.CharField(max_length=32, blank=True)
    row = models.BigIntegerField(null=True, blank=True)
    #: Whoever is asked to look; none where nobody is left to ask.
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    since = models.DateField()
    found_at = models.DateTimeField()
    status = models.CharField(max_length=8, choices=Status, default=Status.OPEN)
    mended_at = models.DateTimeField(null=True, blank=True)
    aside_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    aside_until = models.DateField(null=True, blank=True)
    words = SealedText(max_length=240, blank=True)

    objects = GapQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "basis"], name="a_gap_is_there_once_on_the_same_ground"
            ),
            models.CheckConstraint(
                condition=(Q(status="mended") & Q(mended_at__isnull=False)) | (~Q(status="mended") & Q(mended_at=None)),
                name="a_gap_is_mended_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(status="aside")
                | (Q(aside_by__isnull=False, aside_until__isnull=False) & ~Q(words="")),
                name="a_gap_is_set_aside_by_somebody_with_why_and_until_when",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["owner", "since"], name="open_gaps_of_an_owner", condition=Q(status="open"))
        ]


class GapNight(models.Model):
    """How far the gaps of one night have been looked for: up to which person, and when it was done."""

    day = models.DateField(unique=True)
    through = models.BigIntegerField(default=0)
    done_at = models.DateTimeField(null=True, blank=True)


class GapDays(models.Model):
    """How many days a programme says are too many, for one kind of gap; without it that kind is not looked for."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=[(kind, kind) for kind in rules.SET_BY_PROGRAMME])
    days = models.PositiveSmallIntegerField()
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "kind"], name="a_programme_says_once_how_many_days_are_too_many"
            ),
            models.CheckConstraint(
                condition=Q(days__gte=1, days__lte=366), name="too_many_days_are_one_to_a_year"
            ),
        ]
