"""What a drill takes back in a restored copy, and whether it stays taken back in another copy made of the same backup.

`python -m handrail.operations.backup.drill_acts make|look FILE [MOMENT]`, each on the copy of the environment.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import django

from handrail.operations.backup import reopening
from handrail.operations.trouble import Trouble

#: What was done, in ids, as `holds` asks for it again.
Done = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Trial:
    """One kind of promise: `make` keeps one and says to whom, None when there is nothing of the kind; `holds` looks."""

    name: str
    make: Callable[[], Done | None]
    holds: Callable[[Done], bool]


def trials() -> list[Trial]:
    """One for each way in which somebody takes something back."""
    from handrail.operations.backup import drill_trials as ways

    return [
        Trial("A share is taken back", ways.withdraw, ways.is_withdrawn),
        Trial("A consent is revoked", ways.revoke, ways.is_revoked),
        Trial("A restriction is agreed to", ways.restrict, ways.is_restricted),
        Trial("A number is not safe", ways.make_unsafe, ways.is_unsafe),
        Trial("A sign-in is reset", ways.reset, ways.is_reset),
        Trial("An account is closed", ways.close, ways.is_closed),
        Trial("Care comes to an end", ways.end_care, ways.is_over),
        Trial("A role is given up", ways.give_up, ways.is_given_up),
        Trial("Records are kept longer", ways.keep_longer, ways.are_kept_longer),
    ]


def make() -> dict[str, Any]:
    """Keep one promise of each kind in this copy; None where there was nothing of the kind."""
    return {trial.name: trial.make() for trial in trials()}


def look(made: dict[str, Any], moment: datetime) -> dict[str, Any]:
    """Which hold before the promises are replayed and which after; then the ledger, and what is sealed."""
    before = _holding(made)
    told = reopening.reopen(moment)
    return {**told, "before": before, "after": _holding(made), **_seals()}


def _holding(made: dict[str, Any]) -> dict[str, bool]:
    return {trial.name: trial.holds(made[trial.name]) for trial in trials() if made[trial.name] is not None}


def _seals() -> dict[str, int]:
    """How many sealed values there are, how many open with the keys, and how many of some open with others."""
    from handrail.foundation.sealing import key_ring
    from handrail.foundation.sealing.columns import all_columns

    columns = all_columns()
    sealed = sum(sum(column.by_key().values()) for column in columns)
    broken = sum(len(list(column.broken())) for column in columns)
    tried = dict(_some_of_each(columns))
    others = key_ring.new_ring("2000-01-01")
    # Under the same names, so that it is the key that does not fit and not its name.
    names = list(key_ring.ring().keys)
    strange = key_ring.Ring(
        {name: key_ring.Key(name, "2000-01-01", others.newest.material) for name in names}
    )
    opened = sum(_opens(place, row, value, strange) for (place, row), value in tried.items())
    return {"sealed": sealed, "open": sealed - broken, "tried_without": len(tried), "open_without": opened}


def _some_of_each(columns: list[Any]) -> Iterator[tuple[tuple[Any, int], bytes]]:
    for column in columns:
        for row, value in next(column.rows(), [])[:20]:
            yield (column.place, row), bytes(value)


def _opens(place: Any, row: int, value: bytes, ring: Any) -> bool:
    from handrail.foundation.sealing.envelope import SealBroken, unseal

    try:
        unseal(value, place, row, ring)
    except SealBroken:
        return False
    return True


def main(what: str, file: str, moment: str = "") -> int:
    """Run it on the copy; a Trouble is written for the process that started this one. Returns the exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "handrail.config.settings")
    told = Path(file)
    try:
        django.setup()
        reopening.bring_up_tables()
        if what == "make":
            told.write_text(json.dumps(make()))
        else:
            told.write_text(json.dumps(look(json.loads(told.read_text()), datetime.fromisoformat(moment))))
    except Trouble as trouble:
        sys.stderr.write(trouble.written() + "\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
