"""The header, and each row read against it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any

from handrail.operations.importing.cells import Field, cleaned
from handrail.operations.importing.files import content, records, text_of
from handrail.operations.importing.mapping import DELIMITERS, FileMapping
from handrail.operations.importing.report import Refused, Report, Unfit, shown

HEADER_IS = "The first row must name the columns."
MOST_NAMES = 20

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """A file whose header is understood: `positions` says where each of our fields stands.

    `digest` is the SHA-256 of its bytes: by it the ledger knows which file came.
    """

    header: list[str]
    positions: dict[str, int]
    rest: Iterator[tuple[int, list[str]]]
    mapping: FileMapping
    digest: str

    def has(self, name: str) -> bool:
        return name in self.positions

    def column(self, name: str) -> str | None:
        """Their name for one of our fields."""
        return self.header[self.positions[name]] if self.has(name) else None

    def unused(self) -> list[str]:
        used = set(self.positions.values())
        return [name for place, name in enumerate(self.header) if place not in used and name]


def open_table(
    path: Path, mapping: FileMapping, fields: Sequence[Field], answers: Sequence[str] = ()
) -> Table:
    """Read the header; of `answers`, at least one column must be there. Raises Refused."""
    data = content(path)
    text = text_of(data, mapping.encoding, mapping.delimiter)
    filled = (found for found in records(text, mapping.delimiter) if any(map(str.strip, found[1])))
    first = next(filled, None)
    if first is None:
        raise Refused("The file is empty.", "Export it again, or name another file.")
    second = next(filled, None)
    header = [name.strip() for name in first[1]]
    positions = _positions(header, mapping, fields)
    _see_that_all_is_there(header, positions, mapping, fields, answers)
    if second is None:
        raise Refused("The file has a header and no rows below it.", "Export it again, or name another file.")
    return Table(header, positions, chain([second], filled), mapping, sha256(data).hexdigest())


def _same(name: str) -> str:
    return re.sub(r"[\s_\-]+", "_", name.strip()).casefold()


def _positions(header: list[str], mapping: FileMapping, fields: Sequence[Field]) -> dict[str, int]:
    names, positions = [_same(name) for name in header], {}
    for field in fields:
        wanted = mapping.columns.get(field.name, field.name)
        places = [place for place, name in enumerate(names) if name == _same(wanted)]
        if len(places) > 1:
            raise Refused("This column is there more than once.", "Rename one of them.", row=1, column=wanted)
        if places:
            positions[field.name] = places[0]
    return positions


def _see_that_all_is_there(
    header: list[str], positions: dict[str, int], mapping: FileMapping,
    fields: Sequence[Field], answers: Sequence[str],
) -> None:  # fmt: skip
    needed = [f.name for f in fields if f.required or f.name in mapping.columns]
    missing = [mapping.columns.get(name, name) for name in needed if name not in positions]
    if not missing and answers and not any(name in positions for name in answers):
        missing = [f"one of {', '.join(answers)}"]
    if missing:
        listed = ", ".join(shown(name) for name in header[:MOST_NAMES])
        raise Refused(
            f"There is no column {', '.join(missing)}. The columns are: {listed}.",
            f"{HEADER_IS} {_delimiter_hint(header, mapping.delimiter)}", row=1,
        )  # fmt: skip


def _delimiter_hint(header: list[str], delimiter: str) -> str:
    line = delimiter.join(header)
    likelier = max(set(DELIMITERS.values()) - {delimiter}, key=line.count)
    if line.count(likelier) <= line.count(delimiter):
        return "Rename the columns, or say under columns: in the mapping file what yours are called."
    name = "tab" if likelier == "\t" else f'"{likelier}"'
    return f"They seem to be parted by {name}: say delimiter: {name} in the mapping file."


def rows(table: Table, fields: Sequence[Field], report: Report) -> Iterator[tuple[int, Values]]:
    """Each row that can be read, as our field -> value (None where empty); the others go into the report."""
    mine = [field for field in fields if table.has(field.name)]
    for number, cells in table.rest:
        report.rows += 1
        if len(cells) < len(table.header) or any(cells[len(table.header) :]):
            report.refuse(number, None, _uneven(len(cells), len(table.header)))
        elif (values := _values(table, number, cells, mine, report)) is not None:
            yield number, values


def _uneven(cells: int, columns: int) -> Unfit:
    return Unfit(
        f"It has {cells} cells, the header has {columns}.",
        "Look for a missing or extra delimiter, or put a cell that holds one in quotes.",
    )


def _values(
    table: Table, number: int, cells: list[str], fields: list[Field], report: Report
) -> Values | None:
    values, fit = {}, True
    for field in fields:
        try:
            values[field.name] = _value(field, cells[table.positions[field.name]], table.mapping)
        except Unfit as trouble:
            report.refuse(number, table.column(field.name), trouble)
            fit = False
    return values if fit else None


def _value(field: Field, raw: str, mapping: FileMapping) -> Any:
    theirs = cleaned(raw, lines=field.name == "words")
    text = mapping.ours(field.name, theirs)
    if text:
        return field.read(text if text is theirs else cleaned(text), mapping)
    if field.required:
        raise Unfit("It is empty.", "Every row needs it.")
    return None
