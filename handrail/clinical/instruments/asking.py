"""Which questions are asked as the answers stand: gates, questions that hang on others, one of two alike.

Of two questions for men and for women only the more sensitive one is asked (TAPS-1: design, as its definition
says for anyone whose sex is not known, and we do not record it).
"""

from collections.abc import Iterator
from typing import Any

from handrail.clinical.instruments.answers import Answers
from handrail.clinical.instruments.conditions import Facts, holds
from handrail.clinical.instruments.points import is_skipped
from handrail.clinical.instruments.scale import Instrument, Item

#: How many days a half-finished scale is kept to go on with: later its answers would speak of other weeks than the
#: rest. Evidence: design.
HALF_KEPT_DAYS = 2
#: Before these somebody is told that questions about hard events are coming and may be skipped. Source: instruments.yaml,
#: PC-PTSD-5, what its positive screen asks for; evidence: design.
ABOUT_HARD_EVENTS = {"pcptsd5", "pcl5"}
#: What somebody can answer without a trained worker beside them.
ALONE = {"choice", "multi_choice", "scale", "text"}


def due(instrument: Instrument, given: Answers) -> list[Item]:
    """The questions to ask, in their order, answered ones included."""
    return list(_due(instrument, Facts(given)))


def _due(instrument: Instrument, facts: Facts) -> Iterator[Item]:
    for item in instrument.questions():
        if item.instead_of is not None and item.asked_of == "men":
            continue
        if is_skipped(item, facts):
            continue
        if item.ask_if is None or holds(item.ask_if, facts) is True:
            yield item


def counted(instrument: Instrument, given: Answers) -> dict[str, Any]:
    """What was answered, without what an earlier answer makes pointless (AUDIT-C after "never").

    Of a published scale an answer counts also where its question was not to be asked: a yes to the ASQ's fifth question
    is one, whatever stands above it. Of our own questions those that hang on another count only while they are asked.
    """
    facts = Facts(given)
    open_to = {
        item.id for item in instrument.questions() if instrument.validated and not is_skipped(item, facts)
    }
    asked = open_to or {item.id for item in due(instrument, given)}
    return {name: answer for name, answer in given.items() if name in asked}


def has_stem(instrument: Instrument, item: Item) -> bool:
    """Whether the question goes on from the words that stand above all of them. Those that decide whether the others
    are asked, or hang on them, are whole sentences of their own."""
    return item.ask_if is None and item not in (instrument.audience, instrument.gate)


def is_answered_alone(instrument: Instrument) -> bool:
    """Whether somebody can answer it alone on a phone: every question offers words, places from end to end, or room
    to write. The daily check-in has pages of its own."""
    items = list(instrument.questions())
    return instrument.may_be_sent_to_person and bool(items) and all(_is_plain(item) for item in items)


def _is_plain(item: Item) -> bool:
    return item.kind in ALONE and all(option.label for option in item.options)


def is_piece(instrument: Instrument) -> bool:
    """Whether it is questions in our own wording: answers to talk about, with no total and no range."""
    return not instrument.validated and is_answered_alone(instrument)
