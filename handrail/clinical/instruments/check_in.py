"""The daily check-in on a phone: a few big choices, each standing for a place on the item's own scale.

Choices are spread evenly over the item's range and rounded half up. Evidence: design, own wording, not
validated; compare a person only with themselves. English words are plain, for the interface to translate.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from types import MappingProxyType

from handrail.clinical.instruments.errors import OutOfRange, UnknownItem

Number = int | float

#: The instrument whose items the taps are kept under.
CHECK_IN = "daily_checkin"


@dataclass(frozen=True, slots=True)
class TapChoice:
    """One choice. `value` is what the form posts; `water` is how rough the picture is, 1 still to 5 high."""

    value: str
    label: str
    small: str = ""
    water: int | None = None


@dataclass(frozen=True, slots=True)
class TapQuestion:
    """A question of the check-in and the daily_checkin `item` its answer is stored under."""

    key: str
    item: str
    question: str
    hint: str
    choices: tuple[TapChoice, ...]
    best_is_high: bool = True


# Lowest, highest, step. Contacts are a count of people, not an item of the own-wording check-in.
RANGES: Mapping[str, tuple[Number, Number, Number]] = MappingProxyType(
    {
        "mood": (0, 10, 1),
        "craving": (0, 10, 1),
        "stress": (0, 10, 1),
        "sleep_hours": (0, 24, 0.5),
        "sleep_quality": (0, 10, 1),
        "confidence": (0, 10, 1),
        "contacts": (0, 15, 1),
    }
)


def _hours() -> tuple[TapChoice, ...]:
    low, high, step = RANGES["sleep_hours"]
    count = round((high - low) / step) + 1
    return tuple(TapChoice(f"{low + n * step:g}", _hours_label(low + n * step)) for n in range(count))


def _hours_label(hours: Number) -> str:
    whole, half = divmod(hours, 1)
    return f"{whole:g}½" if half and whole else "½" if half else f"{whole:g}"


_QUESTIONS = (
    TapQuestion(
        "mood",
        "dc_mood",
        "How are you right now?",
        "4 short questions. Skip any you like.",
        (
            TapChoice("good", "Good", water=1),
            TapChoice("okay", "Okay", water=2),
            TapChoice("so_so", "So-so", water=3),
            TapChoice("hard", "Hard", water=4),
            TapChoice("very_hard", "Very hard", water=5),
        ),
    ),
    TapQuestion(
        "craving",
        "dc_craving",
        "Any urges to use today?",
        "An urge is a wave. It comes up, and it goes down.",
        (
            TapChoice("none", "None", water=1),
            TapChoice("a_little", "A little", "It passed", 2),
            TapChoice("strong", "Strong", "Hard to shake", 4),
            TapChoice("very_strong", "Very strong", "It’s here now", 5),
        ),
        best_is_high=False,
    ),
    TapQuestion(
        "sleep_quality",
        "dc_sleep_quality",
        "How rested do you feel?",
        "Go by how you feel, not by the clock.",
        (
            TapChoice("fully", "Fully rested", water=1),
            TapChoice("mostly", "Mostly rested", water=2),
            TapChoice("somewhat", "Somewhat rested", water=3),
            TapChoice("a_little", "A little rested", water=4),
            TapChoice("not", "Not rested", water=5),
        ),
    ),
    TapQuestion(
        "stress",
        "dc_stress",
        "How stressed do you feel?",
        "Pick what is closest.",
        (
            TapChoice("not", "Not at all", water=1),
            TapChoice("a_little", "A little", water=2),
            TapChoice("somewhat", "Somewhat", water=3),
            TapChoice("very", "Very", water=4),
            TapChoice("overwhelmed", "Overwhelmed", water=5),
        ),
        best_is_high=False,
    ),
    TapQuestion(
        "confidence",
        "dc_confidence",
        "How sure do you feel about the next 24 hours?",
        "Sure that you can get through them your way.",
        (
            TapChoice("fully", "Fully sure", water=1),
            TapChoice("mostly", "Mostly sure", water=2),
            TapChoice("somewhat", "Somewhat sure", water=3),
            TapChoice("a_little", "A little sure", water=4),
            TapChoice("not", "Not sure", water=5),
        ),
    ),
    TapQuestion(
        "sleep_hours",
        "dc_sleep_hours",
        "About how many hours did you sleep last night?",
        "A guess is fine.",
        _hours(),
    ),
)

TAPS: Mapping[str, TapQuestion] = MappingProxyType({question.key: question for question in _QUESTIONS})

# What the third question may be about; the first is what a plan starts with.
THIRD_QUESTIONS = ("sleep_quality", "sleep_hours", "stress", "confidence")


def value_for(question: str, choice: str) -> Number:
    """The number on the item's scale that a choice stands for; UnknownItem or OutOfRange in words."""
    places = _places(question)
    if choice not in places:
        raise OutOfRange(f"{question} takes {', '.join(places)}; it was given {str(choice)[:40]!r}.")
    return places[choice]


def choice_for(question: str, value: Number | Decimal) -> TapChoice:
    """The choice nearest to a stored number, to show an answer back; the rougher one when two are as near."""
    asked, told = _asked(question), float(value)
    low, high, _ = RANGES[question]
    if not low <= told <= high:
        raise OutOfRange(f"{question} lies between {low:g} and {high:g}; it was given {told:g}.")
    near = min(abs(number - told) for number in _spread(asked))
    return [
        one for one, number in zip(asked.choices, _spread(asked), strict=True) if abs(number - told) == near
    ][-1]


def _asked(question: str) -> TapQuestion:
    if question not in TAPS:
        raise UnknownItem(f"The check-in does not ask {str(question)[:40]!r}; it asks {', '.join(TAPS)}.")
    return TAPS[question]


@cache
def _places(question: str) -> Mapping[str, Number]:
    asked = _asked(question)
    values = (one.value for one in asked.choices)
    return MappingProxyType(dict(zip(values, _spread(asked), strict=True)))


def _spread(asked: TapQuestion) -> list[Number]:
    """The numbers of the choices in their order: evenly spaced, rounded half up to the item's step."""
    low, high, step = RANGES[asked.key]
    if asked.key == "sleep_hours":
        return [float(one.value) for one in asked.choices]
    gap = (high - low) / (len(asked.choices) - 1)
    rising = [math.floor((low + gap * place) / step + 0.5) * step for place in range(len(asked.choices))]
    falling = [math.floor((high - gap * place) / step + 0.5) * step for place in range(len(asked.choices))]
    return falling if asked.best_is_high else rising
