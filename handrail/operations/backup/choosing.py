"""Which pieces a restore needs, and whether each of them is there as it was written: asked before anything is made."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from pyrage.x25519 import Identity

from handrail.foundation.ledger.promise_file import Line
from handrail.operations.backup import troubles, wrapping
from handrail.operations.backup.segments import (
    HISTORY,
    Segment,
    holding,
    last_without_gap,
    line_of,
    place_of,
)
from handrail.operations.backup.shelf import BASE, Manifest, Shelf
from handrail.operations.trouble import Trouble

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Piece:
    """One file of the shelf, with what was noted of it."""

    name: str
    path: Path
    digest: str
    inner: str


@dataclass(frozen=True, slots=True)
class Needed:
    """All pieces of one restore: the backup, the WAL after it in its order, and the timeline it leads to."""

    manifest: Manifest
    base: Piece
    wal: list[Piece]
    timeline: int
    #: What is wrong with the stretch after the last of `wal`; empty when that is the last there is.
    ends_at: str = ""

    @property
    def size(self) -> int:
        return sum(piece.path.stat().st_size for piece in (self.base, *self.wal))


def needed(
    shelf: Shelf,
    identities: Sequence[Identity],
    *,
    until: datetime | None,
    name: str | None,
    timeline: int | None = None,
) -> Needed:
    """The newest backup before `until`, or the one called `name`, and the WAL on from it. Raises Trouble.

    Without `timeline` it leads on to the newest: to what was written after the last restore.
    """
    noted, whole = shelf.noted(), shelf.manifests()
    histories = [int(one[:8], 16) for one in noted if HISTORY.fullmatch(one)]
    timeline = timeline or max([*histories, *(one.timeline for one in whole)], default=1)
    line = _line(shelf, noted, timeline, identities)
    manifest = _chosen(shelf, [one for one in whole if _is_on(line, one)], until, name)
    names, ends_at = _names(noted, manifest, line)
    if ends_at and until is None:
        raise troubles.damaged(ends_at)
    wal = [of_note(shelf, noted[one]) for one in names]
    return Needed(manifest, of_manifest(shelf, manifest), wal, timeline, ends_at)


def _is_on(line: list[tuple[int, int]], manifest: Manifest) -> bool:
    """A backup that was taken on the way, and not on a timeline after that was left."""
    left = {timeline: line[at - 1][1] for at, (timeline, _) in enumerate(line) if at}
    known = manifest.timeline in {timeline for timeline, _ in line}
    return known and place_of(manifest.last) <= left.get(manifest.timeline, place_of(manifest.last))


def _chosen(shelf: Shelf, whole: list[Manifest], until: datetime | None, name: str | None) -> Manifest:
    whole = [one for one in whole if name in (None, one.name)]
    early = [one for one in whole if until is None or one.at <= until]
    if early:
        return early[-1]
    first = f" The oldest is of {whole[0].at:%Y-%m-%d %H:%M:%S} UTC." if whole else ""
    called = f" called {name}" if name else ""
    before = f" before {until:%Y-%m-%d %H:%M:%S} UTC" if until else ""
    raise Trouble(
        f"There is no whole backup{called}{before} in {shelf.folder}.{first}",
        kept="Nothing was restored.",
        do="Name the right folder with --from, another backup or timeline, or a later moment.",
    )


def _line(
    shelf: Shelf, noted: dict[str, Line], timeline: int, identities: Sequence[Identity]
) -> list[tuple[int, int]]:
    name = f"{timeline:08X}.history"
    if name not in noted:
        return line_of(timeline, "")
    return line_of(timeline, opened(of_note(shelf, noted[name]), identities).decode())


def _names(noted: dict[str, Line], manifest: Manifest, line: list[tuple[int, int]]) -> tuple[list[str], str]:
    """Histories, then each stretch from the backup on, and what is wrong with the next one.

    Those up to the end of the backup lie in itself as well.
    """
    there = {Segment.named(name) for name in noted if not HISTORY.fullmatch(name)}
    first, ends = place_of(manifest.first), place_of(manifest.last)
    onward = [one.place for one in there if one.place > ends and holding(one.place, line, there) == one]
    reached = last_without_gap(ends + 1, line, there) or ends
    ends_at = ""
    if onward and reached < max(onward):
        missing = Segment(reached + 1, next(t for t, begins in line if begins <= reached + 1))
        ends_at = f"The stretch of WAL {missing.name} was never put on the shelf, and later ones were"
    stretches = [holding(place, line, there) for place in range(first, reached + 1)]
    known = {timeline for timeline, _ in line}
    histories = [name for name in noted if HISTORY.fullmatch(name) and int(name[:8], 16) in known]
    return [*histories, *(one.name for one in stretches if one)], ends_at


def of_manifest(shelf: Shelf, manifest: Manifest) -> Piece:
    """The backup itself."""
    return Piece(BASE, shelf.base(manifest.name) / BASE, manifest.digest, manifest.inner)


def of_note(shelf: Shelf, line: Line) -> Piece:
    """A stretch of WAL, or the history of a timeline."""
    return Piece(line["name"], shelf.place(line["name"]), line["digest"], line["inner"])


def whole_part(all_: Needed, say: Say, *, until: datetime | None) -> Needed:
    """Read each piece and compare it with what was noted of it. Raises Trouble at the first that differs.

    On the way to a moment the WAL before a damaged stretch may be enough: then that part is returned.
    """
    see_that_it_is_whole(all_.base)
    for number, piece in enumerate(all_.wal):
        try:
            see_that_it_is_whole(piece)
        except Trouble as damaged:
            if until is None or HISTORY.fullmatch(piece.name):
                raise
            say(f"{damaged.happened} Only what was written before it can be reached")
            return replace(all_, wal=all_.wal[:number], ends_at=damaged.happened)
        if number and number % 200 == 0:
            say(f"{number} of {len(all_.wal)} stretches of WAL read")
    return all_


def see_that_it_is_whole(piece: Piece) -> None:
    """The same for one."""
    try:
        if wrapping.digest(piece.path) == piece.digest:
            return
    except FileNotFoundError as error:
        raise troubles.damaged(f"{piece.path} is missing") from error
    except OSError as error:
        raise troubles.damaged(f"{piece.path} cannot be read ({error.strerror})") from error
    raise troubles.damaged(f"{piece.path} is damaged: it is not as it was written")


def opened(piece: Piece, identities: Sequence[Identity]) -> bytes:
    """What is in a small piece. Raises Trouble."""
    into = io.BytesIO()
    open_into(piece, into, identities)
    return into.getvalue()


def open_into(piece: Piece, target: wrapping.Writable, identities: Sequence[Identity]) -> None:
    """Pass on what is in a piece. Raises Trouble, or OSError when `target` takes no more."""
    try:
        if wrapping.unwrap(piece.path, target, identities) != piece.inner:
            raise troubles.damaged(f"{piece.path} holds something else than was noted of it")
    except wrapping.WrongIdentity as error:
        raise Trouble(
            f"The identity given does not open {piece.path}.",
            kept="Nothing was restored.",
            do="Name the file with the secret key that belongs to the recipients of that time.",
        ) from error
    except wrapping.Damaged as error:
        raise troubles.damaged(f"{piece.path} is damaged") from error
    except FileNotFoundError as error:
        raise troubles.damaged(f"{piece.path} is missing") from error
