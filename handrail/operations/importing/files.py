"""From a file on disk to rows of cells; whatever is wrong with it is said with its place."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from pathlib import Path

from handrail.operations.importing.report import Refused

LARGEST_MB = 256
MARKS = {
    codecs.BOM_UTF32_LE: "utf-32", codecs.BOM_UTF32_BE: "utf-32", codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16",
}  # fmt: skip


def content(path: Path) -> bytes:
    """The bytes of a regular file. Raises Refused."""
    try:
        if path.exists() and not path.is_file():
            raise Refused(f"{path} is not a file.", "Name a file.")
        if path.stat().st_size > LARGEST_MB * 1_000_000:
            raise Refused(f"{path.name} is larger than {LARGEST_MB} MB.", "Split it into several files.")
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise Refused(f"{path} cannot be read ({reason}).", "Check its name and who may read it.") from None


SAVE_OR_SAY = (
    "Save the file as CSV UTF-8, or say its encoding in the mapping file, for example encoding: cp1252."
)


def text_of(data: bytes, encoding: str, delimiter: str, *, do: str = SAVE_OR_SAY) -> str:
    """The text of `data`; `encoding` empty means UTF-8, or what the mark at its beginning says. Raises Refused.

    `do`: what to do where the bytes are of another encoding.
    """
    chosen = _encoding(data, encoding)
    try:
        return data.decode(chosen)
    except UnicodeError as error:
        start = getattr(error, "start", 0)
        row, column = _place(data[:start].decode(chosen, "ignore"), delimiter)
        raise Refused(
            f"The byte 0x{data[start : start + 1].hex() or '00'} is not {_title(chosen)}.",
            do, row=row, column=column,
        ) from None  # fmt: skip


def _encoding(data: bytes, encoding: str) -> str:
    marked = next((name for mark, name in MARKS.items() if data.startswith(mark)), None)
    if encoding in {"", "utf-8", "utf-8-sig"}:
        return marked if marked and not encoding else "utf-8-sig"
    if not encoding.startswith("utf") and not data.isascii() and _is_utf8(data):
        raise Refused(
            f"The mapping file says encoding: {encoding}, but this file is written in UTF-8.",
            "Take the line encoding: out of the mapping file; else names would be garbled.",
        )
    return encoding


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _title(encoding: str) -> str:
    return "UTF-8" if encoding == "utf-8-sig" else encoding


def _place(before: str, delimiter: str) -> tuple[int, str | None]:
    """Row and column of the sign that follows `before`."""
    rows = list(csv.reader(io.StringIO(before + "x", newline=""), delimiter=delimiter)) or [["x"]]
    last = len(rows[-1]) - 1
    return len(rows), rows[0][last] if len(rows) > 1 and last < len(rows[0]) else None


def records(text: str, delimiter: str, *, by_line: bool = False) -> Iterator[tuple[int, list[str]]]:
    """Each row with its number, the first is 1; `by_line`: with the number of the line on which it begins.

    Raises Refused where quotes do not match.
    """
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 1
    while True:
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            raise Refused(
                f"The quotes of this row do not match ({error}).",
                'Close every ", and write a " inside a cell twice.', row=number,
            ) from None  # fmt: skip
        yield number, cells
        number = rows.line_num + 1 if by_line else number + 1
