"""`handrail ledger …`: verify, checkpoint, key."""

from __future__ import annotations

from pathlib import Path

from handrail.foundation.ledger import checkpoints
from handrail.foundation.ledger.address import listening_address
from handrail.foundation.ledger.checkpoints import Remembered
from handrail.foundation.ledger.signing import KeyNotKept, public_from, public_words
from handrail.foundation.ledger.verifying import Report
from handrail.operations import ledger_keeping as keeping

#: Flaws that are printed one by one.
SHOWN = 20


def verify(public: str | None = None, place: Path | None = None) -> tuple[int, str]:
    """Recompute everything and compare; exit code 1 and the first bad entry when something is not as written.

    With `public` and `place`, a key and a folder noted elsewhere are believed and nothing is written.
    """
    try:
        report, remembered = _examined(public, place)
    except (KeyNotKept, ValueError) as error:
        return 1, f"The ledger was not verified: {error}"
    return (0 if report.well else 1), _words(report, remembered)


def _examined(public: str | None, place: Path | None) -> tuple[Report, Remembered]:
    if public is None and place is None:
        return keeping.verify(whole=True)
    believed = public_from(public) if public else keeping.key().public_key()
    remembered = checkpoints.read(place or keeping.folder(), believed)
    return checkpoints.examine(listening_address(), remembered), remembered


def _words(report: Report, remembered: Remembered) -> str:
    rows = ", ".join(f"{count:,} in {table}" for table, count in report.rows.items())
    counts = (
        f"{report.checked:,} links recomputed in 8 lanes, {remembered.count:,} checkpoints. Rows: {rows}."
    )
    if report.well:
        none = (
            "" if remembered.count else "\nNo checkpoint yet: a cut end or a full rewrite could not be seen."
        )
        return f"The ledger is as it was written.\n{counts}{none}"
    shown = [f"  {flaw}" for flaw in report.flaws[:SHOWN]]
    rest = len(report.flaws) - len(shown)
    return "\n".join(
        [
            "The ledger is not as it was written. First:",
            *shown,
            *([f"  and {rest:,} more"] if rest else []),
            counts,
        ]
    )


def checkpoint() -> tuple[int, str]:
    """Write a checkpoint now."""
    try:
        number, links = keeping.checkpoint()
    except (KeyNotKept, OSError) as error:
        return 1, f"No checkpoint was written: {error}"
    return 0, f"Checkpoint {number} holds {links:,} links: {checkpoints.file_in(keeping.folder())}"


def public_key() -> tuple[int, str]:
    """The public key, to be noted where the holder of this machine cannot change it."""
    try:
        return 0, public_words(keeping.key().public_key())
    except KeyNotKept as error:
        return 1, str(error)
