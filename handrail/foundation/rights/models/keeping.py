"""For how many years after the last service something is kept: what is asked, and what the organisation set itself."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from handrail.foundation.people.models import Person

#: Years that the access matrix asks for (`retention_default`): notes kept apart; peer notes and check-ins; the rest.
ASKED = (3, 7, 10)
#: Longer than this is most likely a slip of the finger.
MOST = 100


class KeptYearsQuerySet(models.QuerySet["KeptYears"]):
    def open(self) -> KeptYearsQuerySet:
        """What holds now."""
        return self.filter(ended_at=None)


class KeptYears(models.Model):
    """The organisation keeps for `years` what is to be kept for `asked` years at least. Without a row it is `asked`.

    `set_by` is missing where a restore lost whoever set it."""

    asked = models.PositiveSmallIntegerField()
    years = models.PositiveSmallIntegerField()
    set_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = KeptYearsQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["asked"], condition=Q(ended_at=None), name="what_is_kept_so_long_has_one_number_of_years"
            ),
            models.CheckConstraint(condition=Q(asked__in=ASKED), name="years_are_set_for_what_the_matrix_asks"),
            models.CheckConstraint(condition=Q(years__gte=F("asked")), name="nothing_is_kept_shorter_than_is_asked"),
            models.CheckConstraint(condition=Q(years__lte=MOST), name="nothing_is_kept_for_more_than_a_life"),
        ]  # fmt: skip
