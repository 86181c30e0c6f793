"""Whether a line about one person of a group names another."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

#: A single letter is no name by itself.
SHORTEST = 2


def named_in(text: str, names: Mapping[int, str], *, besides: int | None = None) -> list[str]:
    """The names of others of the group that stand in `text`; `besides` is whose line it is.

    A whole name counts in any capitals, its first word only as it is written: Will, and not will.
    """
    said, own = _plain(text), _words(names[besides]) if besides is not None and besides in names else set()
    others = {key: _plain(name) for key, name in names.items() if key != besides}
    return sorted({names[key] for key, name in others.items() if _stands(said, name, own)})


def _stands(said: str, name: str, own: set[str]) -> bool:
    if _whole(name.casefold(), said.casefold()):
        return _plain(name) not in own
    first = name.split()[0] if name.split() else ""
    return len(first) >= SHORTEST and first not in own and _whole(first, said)


def _whole(name: str, said: str) -> bool:
    return bool(name) and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", said) is not None


def _words(name: str) -> set[str]:
    return {_plain(name), *_plain(name).split()}


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).replace("’", "'").split())
