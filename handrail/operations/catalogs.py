"""Reads .po message catalogs and writes the .mo files that gettext wants, without GNU gettext installed."""

from __future__ import annotations

import ast
import re
import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

KEYWORD = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)\s+(".*")\s*$')
#: What a translation must hand on unchanged: %(name)s, %s, {name}, the %%at that a script fills in, and tags.
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%\w+|%[sd]|\{\w*\}|</?[a-z][^>]*>")
CONTEXT, PLURAL = "\x04", "\x00"
MAGIC = 0x950412DE


class CatalogError(ValueError):
    """A catalog that cannot be read; says the file and the line."""


@dataclass
class Message:
    """One message: its parts by keyword, the line it starts on, whether its translation is only a guess."""

    line: int
    fuzzy: bool = False
    parts: dict[str, str] = field(default_factory=dict)

    def key(self) -> str:
        """What gettext looks up: context, text and plural."""
        context = f"{self.parts['msgctxt']}{CONTEXT}" if "msgctxt" in self.parts else ""
        plural = f"{PLURAL}{self.parts['msgid_plural']}" if "msgid_plural" in self.parts else ""
        return f"{context}{self.parts['msgid']}{plural}"

    def translations(self) -> list[str]:
        """The translated text, or one for each plural form in order."""
        return [text for keyword, text in sorted(self.parts.items()) if keyword.startswith("msgstr")]

    def usable(self) -> bool:
        """True when it is translated, and not merely guessed."""
        return (
            bool(self.translations())
            and all(self.translations())
            and (not self.fuzzy or not self.parts["msgid"])
        )


def read(path: Path) -> list[Message]:
    """All messages of a .po file, the header (empty msgid) first. Raises CatalogError."""
    messages: list[Message] = []
    fuzzy, keyword = False, ""
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        line = line.strip()
        if line.startswith("#,"):
            fuzzy = "fuzzy" in line
        elif line.startswith("#") or not line:
            continue
        elif found := KEYWORD.match(line):
            keyword = found[1]
            if keyword == "msgctxt" or (keyword == "msgid" and _is_complete(messages)):
                messages.append(Message(number, fuzzy))
                fuzzy = False
            messages[-1].parts[keyword] = _text(found[2], path, number)
        elif line.startswith('"') and keyword:
            messages[-1].parts[keyword] += _text(line, path, number)
        else:
            raise CatalogError(f"{path}:{number}: not a line of a message catalog.")
    return messages


def _is_complete(messages: list[Message]) -> bool:
    return not messages or "msgid" in messages[-1].parts


def _text(quoted: str, path: Path, number: int) -> str:
    try:
        return str(ast.literal_eval(quoted))
    except (SyntaxError, ValueError) as error:
        raise CatalogError(f"{path}:{number}: a quotation mark is missing.") from error


def entry(places: Iterable[str], parts: Mapping[str, str]) -> str:
    """One entry of a .po file, its places first; a text of several lines is written line by line."""
    lines = [f"#: {place}" for place in places]
    for keyword, text in parts.items():
        pieces = text.splitlines(keepends=True)
        lines += (
            [f"{keyword} {_quoted(text)}"] if len(pieces) < 2 else [f'{keyword} ""', *map(_quoted, pieces)]
        )
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def faults(path: Path) -> list[str]:
    """What is wrong in a catalog, a line each: guesses, and placeholders and tags lost or made up."""
    found = []
    for message in read(path):
        if message.fuzzy and message.parts.get("msgid"):
            found.append(f"{path}:{message.line}: marked fuzzy: confirm the translation or take it out.")
        if wrong := _wrong_placeholders(message):
            found.append(f"{path}:{message.line}: placeholders or tags differ: {', '.join(sorted(wrong))}.")
    return found


def _wrong_placeholders(message: Message) -> set[str]:
    """A plural form may leave out the number, as "one day" does; nothing else may be left out or added."""
    if not message.parts.get("msgid"):
        return set()
    sources = [_placeholders(text) for key, text in message.parts.items() if key.startswith("msgid")]
    needed, allowed = set.intersection(*sources), set.union(*sources)
    used = [_placeholders(text) for text in message.translations() if text]
    return {one for found in used for one in (needed - found) | (found - allowed)}


def _placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


def binary(messages: Iterable[Message]) -> bytes:
    """The .mo file of these messages, little-endian, sorted as the format asks."""
    pairs = sorted((m.key().encode(), PLURAL.join(m.translations()).encode()) for m in messages if m.usable())
    start = 28 + 16 * len(pairs)
    keys, values = b"".join(key + b"\0" for key, _ in pairs), b"".join(value + b"\0" for _, value in pairs)
    header = struct.pack("<7I", MAGIC, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, start)
    return (
        header
        + _table([k for k, _ in pairs], start)
        + _table([v for _, v in pairs], start + len(keys))
        + keys
        + values
    )


def _table(texts: list[bytes], offset: int) -> bytes:
    rows = []
    for text in texts:
        rows.append(struct.pack("<2I", len(text), offset))
        offset += len(text) + 1
    return b"".join(rows)
