"""SUD counseling notes (42 CFR 2.11) and psychotherapy notes (45 CFR 164.501): their author's alone."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.sealing.fields import SealedText
from handrail.foundation.sealing.row_key import RowKey

LONGEST = 200_000


class KeptApartQuerySet(models.QuerySet["KeptApart"]):
    def of_author(self, act: Act) -> KeptApartQuerySet:
        """Whoever wrote it, and nobody else: no role, no emergency and no consent of the matrix is asked."""
        return self.filter(author=act.actor) if act.actor else self.none()


class KeptApart(models.Model):
    """One note kept apart from the record. A new row is added to say more; none is changed."""

    id = RowKey(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    words = SealedText(max_length=LONGEST)
    written_at = models.DateTimeField()

    objects = KeptApartQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="a_note_kept_apart_has_words")]
        indexes = [models.Index(fields=["author", "person"], name="kept_apart_by_author")]
