"""The daily check-ins: a personal usual, ordinary ups and downs, hard times, and days without one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from math import exp, sqrt
from random import Random
from uuid import UUID

from handrail.foundation.measures.events import CheckInRecorded
from handrail.foundation.measures.models import ANSWERS, CheckIn
from handrail.operations.demo.copying import Book
from handrail.operations.demo.life import Life
from handrail.operations.demo.story import Story
from handrail.operations.demo.traits import odds
from handrail.operations.demo.weather import Weather
from handrail.operations.demo.window import Window
from handrail.operations.demo.words import CHECK_IN_WORDS, CHECK_IN_WORDS_ES

#: How much of a hard day shows in each answer, and whether more is worse. Early-warning design 9.
SHOWS = {
    "craving": (0.50, 1),
    "mood": (0.65, -1),
    "sleep_hours": (0.30, -1),
    "sleep_quality": (0.45, -1),
    "contacts": (0.20, -1),
    "stress": (0.60, 1),
    "confidence": (0.55, -1),
}
#: Early-warning design 9: a check-in is likelier after one, and less likely on a hard day.
AFTER_ONE, ON_A_HARD_DAY = 0.55, 0.35
SKIPPED = 0.03
#: The days of a story vary less than others, so that what is told stands out.
CALM = 0.7
#: A hard time of one spread shows in an answer as this many spreads.
HARD_SHOWS = 1.5
WITH_WORDS, ASKS_FOR_CONTACT, SAYS_NOT, WOULD_RATHER_NOT_SAY = 0.08, 0.006, 0.2, 0.02
NOT_SURE, NOT_SAFE, SAYS_SAFE = 0.0012, 0.0002, 0.6


@dataclass(frozen=True, slots=True)
class Told:
    """One check-in as the watch reads it."""

    key: int
    day: date
    at: datetime
    answers: dict[str, float | None]
    use: str
    safe: str
    reach_out: str


class CheckIns:
    """Writes the check-ins of one person after the other."""

    def __init__(self, book: Book, window: Window) -> None:
        self.book, self.window = book, window

    def tell(self, life: Life, weather: Weather, skip: frozenset[date] = frozenset()) -> list[Told]:
        """All check-ins of the window; none on the days of `skip`."""
        rng, told = self.window.random("check_ins", life.number), []
        eager = life.story.eager if life.story else life.traits.eager
        base = odds(eager) - AFTER_ONE * eager
        lately, random = rng.random() < eager, rng.random
        for day in self.window.days(weather.first, life.until_on):
            level = weather.on(day)
            chance = 1 / (1 + exp(-(base + AFTER_ONE * lately - ON_A_HARD_DAY * level)))
            lately = random() < chance and not weather.is_quiet(day) and day not in skip
            if lately or self._is_told(life, day):
                at = self._moment(life, day, rng)
                if self.window.holds(at):
                    told.append(self._check_in(life, day, at, level, rng))
        return told

    def _is_told(self, life: Life, day: date) -> bool:
        """Days that a story needs: those with words, and those with use."""
        if life.story is None:
            return False
        ago = life.ago(day, self.window.told_on)
        return any(ago in days for days in _days_told(life.story))

    def _moment(self, life: Life, day: date, rng: Random) -> datetime:
        minute = life.traits.minute + rng.randrange(-40, 41)
        return self.window.at(day, min(max(minute, 6 * 60), 23 * 60))

    def _check_in(self, life: Life, day: date, at: datetime, level: float, rng: Random) -> Told:
        answers = self._answers(life, day, level, rng)
        use, safe, reach_out = self._said(life, day, level, rng)
        words = self._words(life, day, rng)
        key, random_key = self.book.key(CheckIn), UUID(int=rng.getrandbits(128), version=4)
        self.book.add(
            CheckIn, key, life.person, random_key, day, at, answers["mood"], answers["craving"],
            answers["stress"], _hours(answers["sleep_hours"]), answers["sleep_quality"],
            answers["confidence"], answers["contacts"], use, safe, reach_out, words,
        )  # fmt: skip
        life.journal.tell(CheckInRecorded(key, life.person, day), at, life.person)
        return Told(key, day, at, answers, use, safe, reach_out)

    def _answers(self, life: Life, day: date, level: float, rng: Random) -> dict[str, float | None]:
        drawn = _drawn(life, level, rng)
        if life.story and (told := life.story.answers.get(life.ago(day, self.window.told_on))):
            return {name: told.get(name) for name in drawn}
        return drawn

    def _said(self, life: Life, day: date, level: float, rng: Random) -> tuple[str, str, str]:
        ago = life.ago(day, self.window.told_on)
        if life.story and any(ago in days for days in _days_said(life.story)):
            return _as_told(life.story, ago)
        calm = life.story is not None
        return (
            _use(0.0 if calm else life.traits.use * exp(0.35 * level - 0.06), rng),
            _safe(0.0 if calm else 1.0 + max(level, 0.0), rng),
            _reach_out(0.0 if calm else ASKS_FOR_CONTACT, rng),
        )

    def _words(self, life: Life, day: date, rng: Random) -> str:
        if life.story:
            return life.story.words.get(life.ago(day, self.window.told_on), "")
        if rng.random() >= WITH_WORDS:
            return ""
        return rng.choice(CHECK_IN_WORDS_ES if life.traits.language == "es" else CHECK_IN_WORDS)


def _drawn(life: Life, level: float, rng: Random) -> dict[str, float | None]:
    answers: dict[str, float | None] = dict.fromkeys(ANSWERS)
    asked, usual, calm = life.traits.questions, life.traits.usual, 1.0
    if life.story:
        asked, usual, calm = life.story.asked or asked, {**usual, **life.story.usual}, CALM
    for name in asked:
        if rng.random() < SKIPPED and life.story is None:
            continue
        shows, worse = SHOWS[name]
        mean, spread = usual[name]
        own = sqrt(1 - shows * shows) * calm
        value = mean + spread * (worse * shows * HARD_SHOWS * level + own * rng.gauss(0, 1))
        answers[name] = _as_answered(name, value)
    return answers


def _as_answered(name: str, value: float) -> float:
    low, high = ANSWERS[name]
    if name == "sleep_hours":
        return min(max(round(value * 2) / 2, low), 14)
    return min(max(round(value), low), high)


def _hours(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _use(chance: float, rng: Random) -> str:
    drawn = rng.random()
    if drawn < chance:
        return "yes"
    return "unsaid" if drawn > 1 - WOULD_RATHER_NOT_SAY else "no"


def _safe(weight: float, rng: Random) -> str:
    drawn = rng.random()
    if drawn < weight * NOT_SAFE:
        return "no"
    if drawn < weight * (NOT_SAFE + NOT_SURE):
        return "not_sure"
    return "yes" if drawn < SAYS_SAFE else ""


def _reach_out(chance: float, rng: Random) -> str:
    drawn = rng.random()
    return "yes" if drawn < chance else "no" if drawn < SAYS_NOT else ""


def _days_told(story: Story) -> tuple[Collection[int], ...]:
    """Days ago on which a story needs a check-in."""
    return (story.words, story.answers, *_days_said(story))


def _days_said(story: Story) -> tuple[Collection[int], ...]:
    return (story.used, story.unsafe, story.reaches_out)


def _as_told(story: Story, ago: int) -> tuple[str, str, str]:
    return (
        "yes" if ago in story.used else "no",
        "not_sure" if ago in story.unsafe else "yes",
        "yes" if ago in story.reaches_out else "",
    )
