"""Questions in our own wording, and what was answered to them, in words. What a published scale asks is never translated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from handrail.clinical.instruments.asking import is_piece
from handrail.clinical.instruments.instrument import instrument, instrument_ids
from handrail.clinical.instruments.scale import Instrument, Item
from handrail.foundation.measures.models import Response


@dataclass(frozen=True, slots=True)
class Line:
    """One question that was answered; `own`: the answer is in the person's own words."""

    question: str
    answer: str
    own: bool


def is_a_piece(instrument_id: str) -> bool:
    """Whether it is questions of ours; not where it is no longer here."""
    return instrument_id in instrument_ids() and is_piece(instrument(instrument_id))


def in_words_of(scale: Instrument, words: str) -> str:
    """Ours in the reader's language, those of a published scale as they were tested."""
    return words if scale.validated or not words else _(words)


def question_words(scale: Instrument, item: Item) -> str:
    """The question; one that follows another names what it is about."""
    asked = in_words_of(scale, item.text)
    return f"{in_words_of(scale, item.title)}: {asked}" if item.follows and item.title else asked


def answer_words(scale: Instrument, item: Item, value: Any) -> str:
    """An answer as it is read."""
    if item.kind == "scale":
        return _("%(value)s on a scale to %(highest)s") % {"value": value, "highest": f"{item.maximum:g}"}
    if item.kind == "text":
        return str(value)
    labels = {option.value: option.label or str(option.value) for option in item.options}
    chosen = value if isinstance(value, list | tuple) else [value]
    said = ", ".join(in_words_of(scale, labels.get(one, str(one))) for one in chosen)
    return said if scale.validated else _capital(said)


def choice_words(scale: Instrument, words: str) -> str:
    """What can be chosen, as it stands on a button."""
    said = in_words_of(scale, words)
    return said if scale.validated else _capital(said)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def lines_of(scale: Instrument, response: Response, *, private: bool = True) -> Iterator[Line]:
    """What was answered, in the order it is asked; `private`: with what nobody should read over a shoulder."""
    told = response.told
    for item in scale.questions():
        if item.id in told and (private or not item.private):
            yield Line(
                question_words(scale, item), answer_words(scale, item, told[item.id]), item.kind == "text"
            )
