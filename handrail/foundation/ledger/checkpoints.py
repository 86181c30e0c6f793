"""Where the lanes stood, signed and written outside the database: what a chain alone cannot prove.

One file that is only added to. A line says where the lanes stood (`checkpoint`), how far they were recomputed
(`verified`) or to where a restore went back (`restored`), and holds the digest of the line before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from handrail.foundation.ledger import promise_file
from handrail.foundation.ledger.signing import is_signed, sealed_by
from handrail.foundation.ledger.verifying import Flaw, Point, Report, verify

#: Flaws that a line names; the count says how many there were.
NAMED = 10


@dataclass(slots=True)
class Remembered:
    """What the file says: hashes by lane and count, its newest lines, and what is wrong with the file itself."""

    marks: dict[int, dict[int, tuple[bytes, str]]] = field(default_factory=dict)
    last: dict[str, Any] | None = None
    verified: dict[str, Any] | None = None
    #: The newest line of a verification of everything, from the first link on.
    verified_whole: dict[str, Any] | None = None
    #: Up to here everything was well when last recomputed; empty when nothing is.
    since: dict[int, Point] = field(default_factory=dict)
    count: int = 0
    flaws: list[Flaw] = field(default_factory=list)


def file_in(folder: Path) -> Path:
    """The one file of a folder of checkpoints."""
    return folder / "checkpoints.jsonl"


def points_now(connection: psycopg.Connection[Any]) -> dict[int, Point]:
    """Where the lanes stand."""
    rows = connection.execute("SELECT lane, count, head FROM ledger_lane ORDER BY lane").fetchall()
    return {lane: Point(count, bytes(head)) for lane, count, head in rows}


def write(folder: Path, key: Ed25519PrivateKey, step: str, points: Mapping[int, Point], **more: Any) -> int:
    """Sign and keep one line; returns its number. Raises OSError when the place cannot be written to."""
    lanes = {str(lane): [point.count, point.head.hex()] for lane, point in points.items()}
    return promise_file.append(file_in(folder), {"step": step, "lanes": lanes, **more}, sealed_by(key))


def write_report(folder: Path, key: Ed25519PrivateKey, report: Report, *, whole: bool) -> int:
    """Keep what a verification found; `whole` tells whether it began at the first link."""
    says = [str(flaw) for flaw in report.flaws[:NAMED]]
    return write(
        folder, key, "verified", report.points, well=report.well, flaws=says, found=len(report.flaws),
        checked=report.checked, whole=whole,
    )  # fmt: skip


def read(folder: Path, public: Ed25519PublicKey) -> Remembered:
    """What the file says, line by line; a line that is not signed counts as a flaw and says nothing."""
    contents, found = promise_file.read(file_in(folder)), Remembered()
    if contents.broken is not None:
        found.flaws.append(Flaw(f"The file of checkpoints was changed at or before line {contents.broken}"))
    for line in contents.lines:
        if is_signed(line, public):
            _remember(line, found)
        else:
            found.flaws.append(Flaw(f"Line {line['number']} of the checkpoints is not signed with this key"))
    return found


def _remember(line: dict[str, Any], found: Remembered) -> None:
    points = points_of(line)
    if line["step"] == "restored":
        _forget_beyond(points, found)
    elif line["step"] == "verified":
        found.verified = line
        found.verified_whole = line if line["whole"] else found.verified_whole
        if not line["well"]:
            return
        found.since = points
    found.count += line["step"] == "checkpoint"
    found.last = line if line["step"] != "verified" else found.last
    for lane, point in points.items():
        if point.count:
            says = f"Line {line['number']} of the checkpoints, of {line['at'][:16]},"
            found.marks.setdefault(lane, {})[point.count] = (point.head, says)


def _forget_beyond(points: Mapping[int, Point], found: Remembered) -> None:
    # What a restore lost was written and is gone by decision: a signed line says so.
    found.since = {}
    for lane, marks in found.marks.items():
        kept = points[lane].count if lane in points else 0
        found.marks[lane] = {count: mark for count, mark in marks.items() if count <= kept}


def points_of(line: dict[str, Any]) -> dict[int, Point]:
    """Where the lanes stood, by what a line says."""
    return {int(lane): Point(count, bytes.fromhex(head)) for lane, (count, head) in line["lanes"].items()}


def written_at(line: dict[str, Any]) -> datetime:
    """When a line was written, by this machine's clock."""
    return datetime.fromisoformat(line["at"])


def examine(address: str, remembered: Remembered, *, whole: bool = True) -> Report:
    """Recompute the ledger at `address` as of one moment and compare it with what its checkpoints say.

    `remembered` was read before: what is written to the file later may tell of rows that this moment does not have.
    Not `whole`: only what came since everything was well, and how many rows there are.
    """
    with psycopg.connect(address) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        # It takes as long as it takes.
        connection.execute(
            "SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0"
        )
        report = verify(connection, remembered.marks, {} if whole else remembered.since)
    report.flaws[:0] = remembered.flaws
    return report
