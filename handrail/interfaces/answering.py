"""One answer to one question of a scale or a piece: as it is sent, as it is kept half, as scoring reads it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from handrail.clinical.instruments.answers import LONGEST_WORDS
from handrail.clinical.instruments.scale import Item
from handrail.interfaces.fields import PlainText

UNKNOWN = _("Please pick one of the answers shown.")
NONE_PICKED = _("Please pick what fits, or skip this one.")

#: What was chosen by its text; several, and words, as a list: no word somebody writes is taken for a skip.
Kept = str | list[str]


def choices_of(item: Item) -> list[tuple[str, str]]:
    """Each answer that can be chosen, by its text, with its words; of a scale from end to end, its places."""
    if item.kind == "scale":
        return [(str(n), str(n)) for n in range(int(item.minimum or 0), int(item.maximum or 0) + 1)]
    return [(str(option.value), option.label or str(option.value)) for option in item.options]


def answer_sent(item: Item, sent: QueryDict) -> Kept:
    """What was answered. Raises ValidationError with what to do."""
    if item.kind == "text":
        return [PlainText(max_length=LONGEST_WORDS).clean(sent.get("words", ""))]
    known = {value for value, _words in choices_of(item)}
    if item.kind != "multi_choice":
        return _known([sent.get("answer", "")], known)[0]
    picked = list(dict.fromkeys(sent.getlist("several")))
    if not picked:
        raise ValidationError(NONE_PICKED)
    return _known(picked, known)


def _known(chosen: list[str], known: set[str]) -> list[str]:
    if not set(chosen) <= known:
        raise ValidationError(UNKNOWN)
    return chosen


def value_of(item: Item, kept: Kept) -> Any:
    """A kept answer as scoring reads it."""
    if item.kind == "text":
        return kept[0]
    if item.kind == "multi_choice":
        return list(kept)
    if item.kind in {"scale", "number"}:
        return int(str(kept))
    return next(option.value for option in item.options if str(option.value) == kept)


def kept_of(item: Item, value: Any) -> Kept:
    """An answer as it is kept half."""
    if item.kind == "text":
        return [str(value)]
    return list(value) if item.kind == "multi_choice" else str(value)
