"""How much somebody wants to hear from us, when, and about what."""

from __future__ import annotations

from datetime import time

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from handrail.foundation.messaging.deciding import MOST_A_DAY, Kind, Pace
from handrail.foundation.people.models import Person
from handrail.foundation.teams.queries import zone

#: Until they choose: at most one a day, in the morning, none at night (design 9.10).
KINDS = (Kind.APPOINTMENT.value, Kind.MESSAGE.value, Kind.SCALE.value, Kind.CRISIS.value)


def _kinds() -> list[str]:
    return list(KINDS)


class ChosenPace(models.Model):
    """Theirs. Nobody else sets it."""

    class Invites(models.TextChoices):
        NONE = "none", _("Nothing then")
        NOTE = "note", _("A note")
        FILE = "file", _("A note, and by mail a file for my calendar")

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="+")
    per_day = models.PositiveSmallIntegerField(default=1)
    at = models.TimeField(default=time(10))
    quiet_from = models.TimeField(default=time(20))
    quiet_until = models.TimeField(default=time(9))
    kinds = ArrayField(models.CharField(max_length=12), default=_kinds)
    first = models.CharField(max_length=8, default="sms")
    #: What goes out when a time was agreed on.
    invites = models.CharField(max_length=4, choices=Invites, default=Invites.NONE)
    chosen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(per_day__lte=MOST_A_DAY), name="a_day_has_room_for_three_reminders"
            ),
        ]

    def pace(self) -> Pace:
        """As the decision takes it, on the person's own clock."""
        clock = zone(self.person.time_zone)
        return Pace(self.per_day, self.quiet_from, self.quiet_until, clock, frozenset(self.kinds))


def pace_of(person: Person, chosen: ChosenPace | None) -> ChosenPace:
    """What they chose, or what holds until they do."""
    return chosen or ChosenPace(person=person)
