"""Writing a note that is kept apart."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from handrail.clinical.notes.kept_out import KeptOut, kept_out
from handrail.foundation.consent.evaluator import require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.people.models import Person
from handrail.pillars.counseling import policy
from handrail.pillars.counseling.events import KeptApartWritten
from handrail.pillars.counseling.models import KeptApart


class BelongsElsewhere(ValueError):
    """Something in it belongs into the ordinary note, by law. `found` says what and where; nothing was saved."""

    def __init__(self, found: list[KeptOut]) -> None:
        super().__init__(
            _(
                "Some of this belongs into the ordinary note. Nothing was saved yet, and your words are all here."
            )
        )
        self.found = found


@transaction.atomic
def keep_apart(person: Person, words: str, *, act: Act) -> KeptApart:
    """Keep words apart from the record, for their author alone. Raises Refused, BelongsElsewhere."""
    assert act.actor is not None
    require(policy.may_keep_apart(act, person))
    if found := kept_out(words):
        raise BelongsElsewhere(found)
    kept = KeptApart.objects.create(person=person, author=act.actor, words=words, written_at=act.at)
    announce(KeptApartWritten(kept.pk, None), act=act)
    return kept
