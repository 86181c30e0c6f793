"""What the database knows of its keys."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from handrail.foundation.sealing.envelope import seal
from handrail.foundation.sealing.key_ring import Key, Ring
from handrail.foundation.sealing.models import KnownKey
from handrail.foundation.sealing.proving import PROOF, PROVED

# The ledger stands above: whoever calls these announces what they return, in the same transaction.


@transaction.atomic
def know(ring: Ring, *, at: datetime) -> list[KnownKey]:
    """Note each key of the ring that the database does not know yet; returns the new ones."""
    known = set(KnownKey.objects.values_list("name", flat=True))
    return [_note(key, at) for key in ring.keys.values() if key.name.hex() not in known]


def _note(key: Key, at: datetime) -> KnownKey:
    name = key.name.hex()
    return KnownKey.objects.create(
        name=name, known_at=at, proof=seal(PROOF, PROVED, name, Ring({key.name: key}))
    )


@transaction.atomic
def retire(name: str, *, at: datetime) -> KnownKey:
    """Nothing is sealed with it any more: the installation may do without it."""
    known = KnownKey.objects.select_for_update().get(name=name)
    known.retired_at = known.retired_at or at
    known.save(update_fields=["retired_at"])
    return known
