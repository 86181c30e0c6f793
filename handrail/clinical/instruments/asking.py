"""Which questions are asked as the answers stand: gates, questions that hang on others, one of two alike.

Of two questions for men and for women only the more sensitive one is asked (TAPS-1: design, as its definition
says for anyone whose sex is not known, and we do not record it).
"""

from collections.abc import Iterator

from handrail.clinical.instruments.answers import Answers
from handrail.clinical.instruments.conditions import Facts, holds
from handrail.clinical.instruments.points import is_skipped
from handrail.clinical.instruments.scale import Instrument, Item

#: How many days a half-finished scale is kept to go on with: later its answers would speak of other weeks than the
#: rest. Evidence: design.
HALF_KEPT_DAYS = 2


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


def is_answered_by_choosing(instrument: Instrument) -> bool:
    """Whether every question offers words to choose from, so that somebody can answer it alone on a phone."""
    return instrument.may_be_sent_to_person and _offers_words(instrument)


def _offers_words(instrument: Instrument) -> bool:
    items = list(instrument.questions())
    return bool(items) and all(
        item.kind == "choice" and all(option.label for option in item.options) for item in items
    )
