"""The words an explanation is made of. Non-judging: what was answered, never what it says about the person.

Source: early-warning design 6.2, explanation inputs. Evidence: design.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from handrail.clinical.early_warning.assessment import SignalEvidence

ENDING = "It says that something changed, not why."
EARLY_BASELINE = "Early baseline: the usual stands on few check-ins so far."
BY_CHANCE = "Such {event} appears by chance {often} for a stable person."
ONE_OF: Mapping[str, str] = MappingProxyType({"change": "a change", "alert": "an alert"})
IN_ANSWERS = "the change in answers"

#: Signal name: what it is called, and how its worse direction is said on a board.
WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "craving": ("craving", "Stronger urges than usual"),
        "mood": ("mood", "Lower mood than usual"),
        "sleep_hours": ("hours of sleep", "Less sleep than usual"),
        "sleep_quality": ("sleep quality", "Less rested than usual"),
        "contacts": ("contacts with supportive people", "Fewer contacts with supportive people than usual"),
        "stress": ("stress", "More stress than usual"),
        "confidence": ("confidence", "Less confident than usual"),
    }
)
BUDGET: Mapping[float, str] = MappingProxyType(
    {2.0: "about twice a month", 0.5: "about once in two months", 0.25: "about once in four months"}
)


def called(name: str) -> str:
    """The signal's name inside a sentence."""
    return WORDS[name][0] if name in WORDS else name.replace("_", " ")


def changed(found: SignalEvidence) -> str:
    """The signal's headline without its day."""
    if found.name in WORDS:
        return WORDS[found.name][1]
    more = found.window_mean is not None and found.window_mean > found.usual
    return f"{called(found.name).capitalize()} {'higher' if more else 'lower'} than usual"


def weekday_or_date(number: int, today: int) -> str:
    """A day number (date.toordinal()) as people say it: yesterday, Tuesday, or March 12."""
    if number >= today - 1:
        return "today" if number == today else "yesterday"
    day = date.fromordinal(number)
    return f"{day:%A}" if today - number < 7 else f"{day:%B} {day.day}"


def count_of(many: int, one: str) -> str:
    """1 check-in, 2 check-ins."""
    return f"{many} {one}" if many == 1 else f"{many} {one}s"
