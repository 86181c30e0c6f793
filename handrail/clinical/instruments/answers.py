"""Answers as they come in: each one known, in range and of its kind, or refused with a sentence."""

import math
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from handrail.clinical.instruments.errors import OutOfRange, UnknownItem
from handrail.clinical.instruments.scale import Instrument, Item

#: Words of one answer; more is refused, never cut. Evidence: design.
LONGEST_WORDS = 1000

Answer = bool | int | float | str | Sequence[str]
Answers = Mapping[str, Any]


def checked(instrument: Instrument, answers: Answers) -> dict[str, Answer]:
    """The answers given; None means skipped and is left out, so that it can never count as zero.

    Raises UnknownItem or OutOfRange, naming the item and what it allows.
    """
    known = {item.id: item for item in instrument.questions()}
    if unknown := [item for item in answers if item not in known]:
        raise UnknownItem(_unknown(instrument, unknown, list(known)))
    return {id: _checked(known[id], answer) for id, answer in answers.items() if answer is not None}


def _checked(item: Item, answer: Any) -> Answer:
    value = int(answer) if isinstance(answer, float) and answer.is_integer() else answer
    if not _allows(item, value):
        raise OutOfRange(f"{item.id} takes {allowed(item)}; it was given {_shown(answer)}.")
    return tuple(value) if isinstance(value, list) else value


def allowed(item: Item) -> str:
    """What the item takes, in words."""
    if item.kind in ("choice", "multi_choice"):
        values = [str(option.value) for option in item.options]
        prefix = "any of " if item.kind == "multi_choice" else ""
        return f"{prefix}{', '.join(values[:-1])} or {values[-1]}"
    if item.kind == "boolean":
        return "true or false"
    if item.kind == "text":
        return f"words, {LONGEST_WORDS} characters at most"
    top = f" to {item.maximum:g}" if item.maximum is not None else " or more"
    return f"a number from {item.minimum:g}{top}" + (f" in steps of {item.step:g}" if item.step else "")


def _allows(item: Item, value: Any) -> bool:
    if item.kind == "choice":
        return _is_option(item, value)
    if item.kind == "multi_choice":
        several = isinstance(value, list | tuple)
        return several and all(_is_option(item, one) for one in value) and len(set(value)) == len(value)
    if item.kind == "boolean":
        return isinstance(value, bool)
    if item.kind == "text":
        return isinstance(value, str) and len(value) <= LONGEST_WORDS
    return _is_number(value) and _on_scale(item, value)


def _is_option(item: Item, value: Any) -> bool:
    exact = isinstance(value, int | str) and not isinstance(value, bool)
    return exact and any(value == option.value for option in item.options)


def _is_number(value: Any) -> bool:
    if isinstance(value, float):
        return math.isfinite(value)
    return isinstance(value, int) and not isinstance(value, bool)


def _on_scale(item: Item, value: float) -> bool:
    low = -math.inf if item.minimum is None else item.minimum
    high = math.inf if item.maximum is None else item.maximum
    return low <= value <= high and (not item.step or ((value - low) / item.step).is_integer())


def _unknown(instrument: Instrument, unknown: list[str], known: list[str]) -> str:
    named = ", ".join(_shown(item) for item in unknown[:5])
    close = get_close_matches(str(unknown[0])[:60], known, n=1)
    hint = f" Did you mean {close[0]}?" if close else f" It asks {', '.join(known)}." if known else ""
    return f"{instrument.title} does not ask {named}.{hint}"


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
