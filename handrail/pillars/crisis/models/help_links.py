"""An address that a person gives to somebody close, who tells us with it that help is needed."""

from __future__ import annotations

from hashlib import sha256

from django.db import models
from django.db.models import F, Q

from handrail.foundation.consent.models import Consent
from handrail.foundation.people.models import Person


class HelpLink(models.Model):
    """It opens nothing and says nothing of anybody. It lasts as long as the consent that names them; only a digest of
    it is kept."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["consent"], condition=Q(ended_at=None), name="one_help_link_of_a_consent_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("made_at")),
                name="a_help_link_ends_after_it_was_made",
            ),
        ]


def digest_of(token: str) -> str:
    """What is kept of a link."""
    return sha256(token.encode()).hexdigest()
