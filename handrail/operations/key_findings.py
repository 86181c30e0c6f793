"""What `handrail doctor` says of the keys."""

from __future__ import annotations

import psycopg

from handrail.operations.findings import Finding

RECIPE = "docs/recipes/rotate-the-keys.md"


def keys(connection: psycopg.Connection) -> Finding:
    """They are here, are this database's, and nobody but their owner reads the file."""
    from django.conf import settings

    from handrail.foundation.sealing import key_ring, proving
    from handrail.operations.health import NEEDED_KEYS

    proofs = connection.execute(NEEDED_KEYS).fetchall()
    try:
        ring = key_ring.ring()
    except key_ring.KeysMissing as missing:
        return Finding("Keys", False, str(missing), f"Bring the file back from its copy: {RECIPE}.")
    if lost := proving.unproved(proofs, ring):
        says = f"{settings.KEYS} lacks {', '.join(lost)}"
        return Finding("Keys", False, says, f"Bring the right file back from its copy: {RECIPE}.")
    if not key_ring.closed_to_others(settings.KEYS):
        return Finding("Keys", False, f"{settings.KEYS} can be read by others", f"chmod 600 {settings.KEYS}")
    return Finding("Keys", True, f"{len(ring.keys)} in {settings.KEYS}, of {ring.newest.made_on}")
