"""Which pieces a restore needs, and whether each of them is there as it was written: asked before anything is made."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pyrage.x25519 import Identity

from handrail.foundation.ledger.promise_file import Line
from handrail.operations.backup import troubles, wrapping
from handrail.operations.backup.segments import (
    HISTORY,
    Segment,
    last_without_gap,
    line_of,
    on_the_way,
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

    @property
    def size(self) -> int:
        return sum(piece.path.stat().st_size for piece in (self.base, *self.wal))


def needed(
    shelf: Shelf, identities: Sequence[Identity], *, until: datetime | None, name: str | None
) -> Needed:
    """The newest backup before `until`, or the one called `name`, and the WAL on from it. Raises Trouble."""
    noted = shelf.noted()
    manifest = _chosen(shelf, until, name)
    base = of_manifest(shelf, manifest)
    timeline = _newest_timeline(noted, manifest)
    line = _line(shelf, noted, timeline, identities)
    wal = [of_note(shelf, noted[one]) for one in _names(noted, manifest, line)]
    return Needed(manifest, base, wal, timeline)


def _chosen(shelf: Shelf, until: datetime | None, name: str | None) -> Manifest:
    whole = [one for one in shelf.manifests() if name in (None, one.name)]
    early = [one for one in whole if until is None or one.at <= until]
    if early:
        return early[-1]
    first = f" The oldest is of {whole[0].at:%Y-%m-%d %H:%M:%S} UTC." if whole else ""
    called = f" called {name}" if name else ""
    before = f" before {until:%Y-%m-%d %H:%M:%S} UTC" if until else ""
    raise Trouble(
        f"There is no whole backup{called}{before} in {shelf.folder}.{first}",
        kept="Nothing was restored.",
        do="Name the right folder with --from, another backup, or a later moment.",
    )


def _newest_timeline(noted: dict[str, Line], manifest: Manifest) -> int:
    histories = [int(name[:8], 16) for name in noted if HISTORY.fullmatch(name)]
    return max([manifest.timeline, *histories])


def _line(
    shelf: Shelf, noted: dict[str, Line], timeline: int, identities: Sequence[Identity]
) -> list[tuple[int, int]]:
    name = f"{timeline:08X}.history"
    if name not in noted:
        return line_of(timeline, "")
    return line_of(timeline, opened(of_note(shelf, noted[name]), identities).decode())


def _names(noted: dict[str, Line], manifest: Manifest, line: list[tuple[int, int]]) -> list[str]:
    """Histories, then each stretch from the backup on. Those up to its end lie in the backup itself as well."""
    there = {Segment.named(name) for name in noted if not HISTORY.fullmatch(name)}
    ends, after = place_of(manifest.last), place_of(manifest.last) + 1
    onward = {one.place for one in there if one.place >= after and one in on_the_way(one.place, line)}
    reached = last_without_gap(after, line, there) or ends
    if onward and reached < max(onward):
        missing = on_the_way(reached + 1, line)[0].name
        raise troubles.damaged(
            f"The stretch of WAL {missing} was never put on the shelf, and later ones were"
        )
    places = range(place_of(manifest.first), reached + 1)
    stretches = [one.name for place in places for one in on_the_way(place, line) if one in there]
    known = {timeline for timeline, _ in line}
    return [
        *(name for name in noted if HISTORY.fullmatch(name) and int(name[:8], 16) in known),
        *stretches,
    ]


def of_manifest(shelf: Shelf, manifest: Manifest) -> Piece:
    """The backup itself."""
    return Piece(BASE, shelf.base(manifest.name) / BASE, manifest.digest, manifest.inner)


def of_note(shelf: Shelf, line: Line) -> Piece:
    """A stretch of WAL, or the history of a timeline."""
    return Piece(line["name"], shelf.place(line["name"]), line["digest"], line["inner"])


def see_that_all_are_whole(all_: Needed, say: Say) -> None:
    """Read each piece and compare it with what was noted of it. Raises Trouble at the first that differs."""
    for number, piece in enumerate((all_.base, *all_.wal)):
        see_that_it_is_whole(piece)
        if number and number % 200 == 0:
            say(f"{number} of {len(all_.wal)} stretches of WAL read")


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
