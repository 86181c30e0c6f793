"""The notice against redisclosure that goes out with a record, by version (42 CFR 2.32)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).with_name("notices")
#: Statement 1 and, where there is little room, statement 2.
CURRENT, SHORT = "part2-2024", "part2-2024-short"


@dataclass(frozen=True, slots=True)
class Notice:
    """`version` names the file; `text` is the federal text, word for word, in English."""

    version: str
    text: str


@cache
def notice(version: str = CURRENT) -> Notice:
    """The notice of that version. Raises FileNotFoundError when there never was one."""
    return Notice(version, (FOLDER / f"{version}.txt").read_text(encoding="utf-8").strip())


def versions() -> frozenset[str]:
    """Every version that ever went out."""
    return frozenset(file.stem for file in FOLDER.glob("*.txt"))
