"""How readily a programme wants to be told that something changed."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import Programme


class Sensitivity(models.Model):
    """From which change on a programme's teams are told, and whether a strong one calls who is on call.

    Without a row teams are told of every clear change and nobody is called. The lines themselves are clinical:
    `clinical/early_warning/cutoffs.py`, whose names the values are.
    """

    class ToldOf(models.TextChoices):
        CLEAR = "default", _("Every clear change")
        STRONG = "only_strong", _("Only a strong change")

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    told_of = models.CharField(max_length=12, choices=ToldOf.choices, default=ToldOf.CLEAR)
    strong_calls = models.BooleanField(default=False)
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme"], name="a_programme_says_once_what_it_is_told_of"),
        ]
