"""JSON from elsewhere, read so that it means one thing only (RFC 8259; RFC 7493, I-JSON)."""

from __future__ import annotations

import json
from typing import Any


class NotStrict(ValueError):
    """It is no JSON, or JSON that two readers would understand in two ways. `str()` says which, in a few words."""


def read(text: str | bytes) -> Any:
    """What the text says. Refused: a name given twice in one object, NaN and infinities, a number too large to be told,
    nesting without an end, half a character. Raises NotStrict."""
    try:
        found = json.loads(
            text, object_pairs_hook=_once, parse_constant=_no_number, parse_float=_told, parse_int=_whole
        )
        json.dumps(found, ensure_ascii=False).encode()
    except NotStrict:
        raise
    except RecursionError:
        raise NotStrict("it is nested too deeply") from None
    except UnicodeError:
        raise NotStrict("some of its characters did not arrive whole") from None
    except ValueError as wrong:
        place = f"line {wrong.lineno}: " if isinstance(wrong, json.JSONDecodeError) else ""
        raise NotStrict(f"{place}it is no JSON") from None
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _value in pairs]
        double = next(name for name in names if names.count(name) > 1)
        raise NotStrict(f"{double[:40]!r} is given twice")
    return found


def _no_number(word: str) -> float:
    raise NotStrict(f"{word} is no number")


#: Digits of a number. Beyond 15 other readers round it; nobody means so many. Our own rule.
DIGITS = 40


def _whole(digits: str) -> int:
    if len(digits) > DIGITS:
        raise NotStrict("a number in it is too large")
    return int(digits)


def _told(digits: str) -> float:
    found = float(digits)
    if found in {float("inf"), float("-inf")}:
        raise NotStrict("a number in it is too large")
    return found
