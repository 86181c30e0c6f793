"""Whether what stands in the ledger is what was written: recomputed row by row, lane by lane, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, LiteralString, NamedTuple

import psycopg
from psycopg import sql
from psycopg.types.datetime import TimestamptzLoader
from psycopg.types.string import TextLoader

from handrail.foundation.ledger import chain

#: Links read at once: memory stays small, and a round trip counts for little.
AT_ONCE = 5_000
#: Rows without a link that are named one by one.
NAMED = 10


class _AsItStands(TextLoader):
    def load(self, data: Any) -> chain.RawJson:
        return chain.RawJson(super().load(data))


class Form(NamedTuple):
    """What is covered of a table: `columns` in the order they are hashed."""

    table: str
    columns: list[str]


@dataclass(frozen=True, slots=True)
class Point:
    """How far a lane goes: so many links, the last with this hash."""

    count: int
    head: bytes


class Link(NamedTuple):
    """One link as it stands; `form` and `row` say of which row."""

    number: int
    form: int
    row: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something that is not as it was written. `lane` and `number` say at which link, where there is one."""

    says: str
    lane: int | None = None
    number: int | None = None

    def __str__(self) -> str:
        return self.says if self.lane is None else f"{self.says} (lane {self.lane}, link {self.number})"


@dataclass(slots=True)
class Report:
    """What was found: flaws in the order of discovery, links recomputed, and where each lane stands now."""

    flaws: list[Flaw] = field(default_factory=list)
    checked: int = 0
    points: dict[int, Point] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)

    @property
    def well(self) -> bool:
        return not self.flaws


#: Where some lanes stood, as somebody outside the database remembers it: by lane and count, the hash and who says so.
Marks = Mapping[int, Mapping[int, tuple[bytes, str]]]


def verify(
    connection: psycopg.Connection[Any], marks: Marks | None = None, since: Mapping[int, Point] | None = None
) -> Report:
    """Recompute every link after `since` and compare with the heads, the rows and what `marks` remember.

    All of it is one moment only if the caller's transaction is REPEATABLE READ; `marks` must be older than it.
    """
    return _Verifying(connection, marks or {}, since or {}).run()


class _Verifying:
    def __init__(self, connection: psycopg.Connection[Any], marks: Marks, since: Mapping[int, Point]) -> None:
        self.connection, self.marks, self.since = connection, marks, since
        self.report = Report()
        self.forms = {
            number: Form(table, columns)
            for number, table, columns in self._ask("SELECT id, of, columns FROM ledger_form ORDER BY id")
        }

    def run(self) -> Report:
        heads = {lane: Point(count, bytes(head)) for lane, count, head in self._ask(_HEADS)}
        for lane in range(chain.LANES):
            self._lane(lane, heads.get(lane))
        for table in dict.fromkeys(form.table for form in self.forms.values()):
            self._all_linked(table)
        return self.report

    def _lane(self, lane: int, head: Point | None) -> None:
        at = self.since.get(lane, Point(0, chain.beginning(lane)))
        agreed = at.count
        for links in self._links(lane, at.count):
            digests = self._digests(links)
            for link in links:
                self._link(lane, at, link, digests.get((link.form, link.row)))
                agreed = self._mark(lane, link, agreed)
                at = Point(link.number, link.hash)
        self.report.points[lane] = at
        self._end(lane, at, head)

    def _link(self, lane: int, before: Point, link: Link, digest: bytes | None) -> None:
        self.report.checked += 1
        if link.number != before.count + 1:
            gone = f"{before.count + 1} to {link.number - 1}"
            self._found(f"Links {gone} were removed, and what they covered", lane, before.count + 1)
        elif digest is None:
            self._found(f"{self._name(link)} was removed", lane, link.number)
        elif chain.following(before.head, digest) != link.hash:
            self._found(f"{self._name(link)} is not what was written", lane, link.number)

    def _mark(self, lane: int, link: Link, agreed: int) -> int:
        mark = self.marks.get(lane, {}).get(link.number)
        if mark is None:
            return agreed
        if mark[0] != link.hash:
            since = f"{agreed + 1} to {link.number}"
            self._found(f"{mark[1]} says otherwise: links {since} were rewritten", lane, agreed + 1)
        return link.number

    def _end(self, lane: int, at: Point, head: Point | None) -> None:
        if head != at and not (head is None and at.count == 0):
            said = head.count if head else 0
            self._found(f"The lane's head says {said} links, and there are {at.count}", lane, at.count)
        beyond = [count for count in self.marks.get(lane, {}) if count > at.count]
        if beyond:
            first = min(beyond)
            says = f"{self.marks[lane][first][1]} counted {first} links, and there are {at.count}: the end was cut off"
            self._found(says, lane, at.count + 1)

    def _all_linked(self, table: str) -> None:
        forms = [number for number, form in self.forms.items() if form.table == table]
        named = sql.Identifier(table)
        rows, linked = self._ask(sql.SQL(_COUNTS).format(named), [forms])[0]
        self.report.rows[table] = rows
        if rows == linked:
            return
        unlinked = self._ask(sql.SQL(_UNLINKED).format(named), [forms, NAMED])
        for (row,) in unlinked:
            self._found(f"{table} {row} has no link: it was put in past the ledger")
        if not unlinked and not self.report.flaws:
            self._found(f"{table} has {rows} rows, and {linked} were written")

    def _links(self, lane: int, after: int) -> Iterator[list[Link]]:
        while found := self._ask(_LINKS, [lane, after, AT_ONCE]):
            yield [Link(number, form, row, bytes(kept)) for number, form, row, kept in found]
            after = found[-1][0]

    def _digests(self, links: list[Link]) -> dict[tuple[int, int], bytes]:
        found = {}
        for number in {link.form for link in links} & self.forms.keys():
            form, ids = self.forms[number], [link.row for link in links if link.form == number]
            columns = sql.SQL(", ").join(map(sql.Identifier, form.columns))
            for row in self._ask(sql.SQL(_ROWS).format(columns, sql.Identifier(form.table)), [ids]):
                found[number, row[0]] = chain.digest(form.table, row[1:])
        return found

    def _name(self, link: Link) -> str:
        form = self.forms.get(link.form)
        return f"{form.table} {link.row}" if form else f"Row {link.row} of a form that is not known"

    def _found(self, says: str, lane: int | None = None, number: int | None = None) -> None:
        self.report.flaws.append(Flaw(says, lane, number))

    def _ask(self, words: LiteralString | sql.Composed, values: list[Any] | None = None) -> list[Any]:
        with self.connection.cursor() as cursor:
            cursor.adapters.register_loader("jsonb", _AsItStands)
            # Django's own loader takes the session's time for UTC; a moment is what PostgreSQL says it is.
            cursor.adapters.register_loader("timestamptz", TimestamptzLoader)
            return cursor.execute(words, values).fetchall()


_HEADS: LiteralString = "SELECT lane, count, head FROM ledger_lane"
_LINKS: LiteralString = (
    "SELECT number, form, row, hash FROM ledger_link WHERE lane = %s AND number > %s ORDER BY number LIMIT %s"
)
_ROWS: LiteralString = "SELECT id, {} FROM {} WHERE id = ANY(%s::bigint[])"
_COUNTS: LiteralString = (
    "SELECT (SELECT count(*) FROM {}), (SELECT count(*) FROM ledger_link WHERE form = ANY(%s::smallint[]))"
)
_UNLINKED: LiteralString = """
    SELECT r.id FROM {} r
    WHERE NOT EXISTS (SELECT FROM ledger_link l WHERE l.form = ANY(%s::smallint[]) AND l.row = r.id)
    ORDER BY r.id LIMIT %s
"""
