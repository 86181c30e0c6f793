"""The questions of the check-in on a phone, in the person's order and language. At most four."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext as _

from handrail.clinical.instruments.check_in import TAPS, THIRD_QUESTIONS, TapQuestion, value_for
from handrail.foundation.measures.models import CheckIn
from handrail.foundation.people.models import CarePreferences, Person

FIRST, URGES, REACH_OUT = "mood", "craving", "reach_out"
SKIP = "skip"
#: Hours are offered whole on the phone; halves, and more than fit one screen, in the longer check-in.
HOURS = 13


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    word: str
    detail: str = ""
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `small`: its choices are short numbers and stand side by side."""

    name: str
    words: str
    hint: str
    choices: tuple[Choice, ...]
    small: bool = False


def third_of(person: Person) -> str:
    """What the person wants the third question to be about."""
    chosen = CarePreferences.objects.filter(person=person).values_list("third_question", flat=True).first()
    return chosen if chosen in THIRD_QUESTIONS else THIRD_QUESTIONS[0]


def questions_of(person: Person) -> list[Question]:
    """How now, urges, the person's own third, and whether somebody should reach out."""
    return [*(tap_question(name) for name in (FIRST, URGES, third_of(person))), reach_out()]


def tap_question(name: str) -> Question:
    asked = TAPS[name]
    return Question(asked.key, _(asked.question), _(asked.hint), _choices(asked), small=name == "sleep_hours")


def _choices(asked: TapQuestion) -> tuple[Choice, ...]:
    offered = asked.choices
    if asked.key == "sleep_hours":
        offered = tuple(one for one in offered if one.value.isdigit())[:HOURS]
    return tuple(Choice(one.value, _(one.label), one.small and _(one.small), one.water) for one in offered)


def reach_out() -> Question:
    return Question(
        REACH_OUT,
        _("Want someone to reach out?"),
        _("Someone on your team sees your answer and gets in touch."),
        tuple(Choice(value, str(label)) for value, label in CheckIn.ReachOut.choices),
    )


@cache
def accepted() -> dict[str, frozenset[str]]:
    """What each question may be answered with; a kept page may still ask an earlier third question."""
    taps = {name: frozenset(one.value for one in TAPS[name].choices) for name in TAPS}
    return taps | {REACH_OUT: frozenset(CheckIn.ReachOut.values)}


def worst(name: str) -> float:
    """The place on the scale of the hardest choice: a very hard mood, a very strong urge."""
    return value_for(name, TAPS[name].choices[-1].value)
