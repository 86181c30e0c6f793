"""The mapping file: which column is what, and how its values, dates, delimiter and encoding are to be read."""

from __future__ import annotations

import codecs
import re
from collections.abc import Collection, Hashable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml

from handrail.operations.importing.files import content
from handrail.operations.importing.report import Refused, shown

ISO = "%Y-%m-%d"
DELIMITERS = {",": ",", ";": ";", "|": "|", "\t": "\t", "tab": "\t", "\\t": "\t"}
PARTS = ("columns", "values", "date_format", "delimiter", "encoding")
#: Encodings in which text is stored; others that Python knows make half characters or run text as code.
TEXT_ENCODINGS = re.compile(
    r"utf-8|utf-8-sig|utf-16(-[lb]e)?|utf-32(-[lb]e)?|cp\d+|iso8859-\d+|mac-[a-z]+|koi8-[a-z]"
)
#: A day whose parts cannot be mistaken for each other.
PROBE = date(2001, 11, 23)


@dataclass(frozen=True, slots=True)
class FileMapping:
    """`columns`: our field -> their column; `values`: our field -> their value -> ours. Empty `encoding`: UTF-8."""

    columns: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    date_format: str = ISO
    delimiter: str = ","
    encoding: str = ""

    def ours(self, name: str, value: str) -> str:
        """What their value means in our words; itself when the mapping does not say."""
        meanings = self.values.get(name)
        return value if meanings is None else meanings.get(value, value)


class _Strings(yaml.BaseLoader):
    """Every scalar stays the text it is (`no` is not False), and a name given twice is refused."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        names = [key.value for key, _value in node.value if isinstance(key, yaml.ScalarNode)]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            raise yaml.constructor.ConstructorError(
                None, None, f"{shown(twice)} is given twice", node.start_mark
            )
        return super().construct_mapping(node, deep=deep)


def read_mapping(path: Path | None, fields: Collection[str]) -> FileMapping:
    """The mapping in `path`, checked against our `fields`. Raises Refused; without a path, the defaults."""
    if path is None:
        return FileMapping()
    try:
        return _checked(_parsed(path), fields)
    except Refused as refusal:
        raise Refused(
            f"The mapping file {path.name}: {refusal.line}", "See docs/recipes/import-your-people.md."
        ) from None


def _parsed(path: Path) -> dict[str, Any]:
    try:
        found = yaml.load(content(path), Loader=_Strings)  # noqa: S506 - makes strings, lists and dicts only
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "it cannot be read as YAML"
        raise Refused(f"{problem}.", "Put it right.", row=mark.line + 1 if mark else None) from None
    if not isinstance(found, dict) or not all(isinstance(part, str) for part in found):
        raise Refused("it holds no settings.", f"Give some of {', '.join(PARTS)}.")
    return found


def _checked(found: dict[str, Any], fields: Collection[str]) -> FileMapping:
    _known(found, PARTS, "setting")
    columns = _strings(found.get("columns", {}), "columns")
    values = {name: _strings(part, name) for name, part in _named(found.get("values", {}), "values").items()}
    _known({**columns, **values}, fields, "field")
    return FileMapping(
        columns, values,
        _date_format(_string(found.get("date_format", ISO), "date_format")),
        _delimiter(_string(found.get("delimiter", ","), "delimiter")),
        _encoding(_string(found.get("encoding", ""), "encoding")),
    )  # fmt: skip


def _known(names: Collection[str], known: Collection[str], what: str) -> None:
    for name in names:
        if name not in known:
            raise Refused(f"{shown(name)} is no {what}.", f"Known are: {', '.join(known)}.")


def _named(part: Any, name: str) -> dict[str, Any]:
    if not isinstance(part, dict) or not all(isinstance(key, str) for key in part):
        raise Refused(f"{shown(name)} must be a list of name: value lines.", "Indent them below it.")
    return part


def _strings(part: Any, name: str) -> dict[str, str]:
    return {key: _string(value, name) for key, value in _named(part, name).items()}


def _string(value: Any, name: str) -> str:
    if not isinstance(value, str):
        raise Refused(f"{shown(name)} needs a single value on its line.", "Put it right.")
    return value


def _date_format(text: str) -> str:
    try:
        same = datetime.strptime(PROBE.strftime(text), text).date() == PROBE  # noqa: DTZ007 - a day has no zone
    except (ValueError, re.error):
        same = False
    if not same:
        raise Refused(
            f"date_format {shown(text)} does not say a whole date.", 'Write for example "%d.%m.%Y".'
        )
    return text


def _delimiter(text: str) -> str:
    if text not in DELIMITERS:
        raise Refused(f"delimiter {shown(text)} is not known.", 'Use one of "," ";" "|" or tab.')
    return DELIMITERS[text]


def _encoding(text: str) -> str:
    try:
        name = codecs.lookup(text).name if text else ""
    except (LookupError, ValueError):
        name = "?"
    if name and not TEXT_ENCODINGS.fullmatch(name):
        raise Refused(f"encoding {shown(text)} is not known.", "Use for example utf-8, cp1252 or utf-16.")
    return name
