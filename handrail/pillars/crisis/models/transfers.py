"""Emergency care takes over: where to, what was said on which ground, whether they arrived, and when they are back."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from handrail.foundation.consent.models import Disclosure
from handrail.foundation.people.models import Person
from handrail.foundation.sealing.fields import SealedText
from handrail.foundation.sealing.row_key import RowKey
from handrail.pillars.crisis.models.alerts import Alert

#: The facts of 42 CFR 2.51(c) besides who told: that is `by`.
FACTS = ("personnel", "affiliation", "nature", "told_at")


class Transfer(models.Model):
    """One way into emergency care and back (FHIR Encounter, Transport)."""

    class Basis(models.TextChoices):
        NOTHING = "nothing", _("Nothing of the record was said")
        AGREED = "agreed", _("They agreed, and told it themself or with us")
        EMERGENCY = "emergency", _("Medical emergency, no time to ask (42 CFR 2.51)")
        DANGER = "danger", _("Danger to somebody, nothing said of treatment (45 CFR 164.512(j))")

    id = RowKey(primary_key=True)
    alert = models.ForeignKey(Alert, on_delete=models.PROTECT, related_name="transfers")
    basis = models.CharField(max_length=10, choices=Basis)
    place = SealedText(max_length=160)
    said = SealedText(max_length=1000, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    personnel = SealedText(max_length=160, blank=True)
    affiliation = SealedText(max_length=160, blank=True)
    nature = SealedText(max_length=1000, blank=True)
    told_at = models.DateTimeField(null=True)
    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, null=True, related_name="+")
    arrived_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["alert"], condition=Q(returned_at=None), name="one_way_back_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(arrived_at=None) | Q(arrived_at__gte=F("at")),
                name="nobody_arrives_before_they_leave",
            ),
            models.CheckConstraint(
                condition=Q(returned_at=None) | Q(returned_at__gte=F("at")),
                name="nobody_is_back_before_they_leave",
            ),
        ]

    @property
    def lacks(self) -> list[str]:
        """The facts that are owed and not written down."""
        owed = FACTS if self.basis == self.Basis.EMERGENCY else ()
        return [name for name in owed if not getattr(self, name)]
