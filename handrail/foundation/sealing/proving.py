"""Whether the keys that are here are those this database was sealed with."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from handrail.foundation.sealing.envelope import Place, SealBroken, unseal
from handrail.foundation.sealing.key_ring import KeysMissing, Ring, ring
from handrail.foundation.sealing.models import KnownKey

PROOF, PROVED = "handrail", Place("sealing_knownkey", "proof")


def known_names() -> list[str]:
    """Names of the keys that are needed here; empty before the first migration."""
    if KnownKey._meta.db_table not in connection.introspection.table_names():
        return []
    return list(
        KnownKey.objects.filter(retired_at=None).order_by("known_at", "pk").values_list("name", flat=True)
    )


def strangers(ring: Ring) -> list[str]:
    """Names of known keys that the ring has not, or has with another content."""
    if not known_names():
        return []
    return unproved(KnownKey.objects.filter(retired_at=None).values_list("name", "proof"), ring)


def unproved(proofs: Iterable[tuple[str, bytes | memoryview[int]]], ring: Ring) -> list[str]:
    """Of keys by name and proof, the names of those that the ring has not."""
    return [name for name, proof in proofs if not _proves(bytes(proof), name, ring)]


def _proves(proof: bytes, name: str, ring: Ring) -> bool:
    try:
        return unseal(proof, PROVED, name, ring) == PROOF
    except SealBroken:
        return False


class Readiness:
    """Whether sealed text can be read now. A ring that fits is asked about once; one that does not, each time."""

    def __init__(self) -> None:
        self._fits: Ring | None = None

    def __call__(self) -> bool:
        try:
            found = ring()
        except KeysMissing:
            return False
        if found is not self._fits:
            self._fits = None if strangers(found) else found
        return self._fits is not None


can_read = Readiness()
