"""That somebody was given the notice of privacy practices: which version, when, by which way (42 CFR 2.22)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from handrail.foundation.people.models import Person


class NoticeDelivery(models.Model):
    """Never changed: a later version is a row of its own."""

    class How(models.TextChoices):
        SCREEN = "screen", _("On screen, and they said so")
        PAPER = "paper", _("On paper")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    version = models.CharField(max_length=40)
    language = models.CharField(max_length=12)
    how = models.CharField(max_length=8, choices=How)
    delivered_at = models.DateTimeField()
    #: Who gave it on paper.
    delivered_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "version", "how"], name="a_version_of_the_notice_is_given_once_by_each_way"
            ),
            models.CheckConstraint(
                condition=Q(how="screen", delivered_by=None) | Q(how="paper", delivered_by__isnull=False),
                name="a_notice_on_paper_names_who_gave_it",
            ),
        ]
