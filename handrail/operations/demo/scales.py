"""PHQ-9 and GAD-7 every few weeks: asked, answered, scored by the instruments themselves."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from handrail.clinical.early_warning.direct_rules.finding import DirectFinding
from handrail.clinical.early_warning.direct_rules.scale_safety import scale_safety
from handrail.clinical.instruments.instrument import instrument
from handrail.clinical.instruments.scoring import score
from handrail.foundation.measures.events import ResponseScored, ScaleAsked, ScaleDeclined
from handrail.foundation.measures.models import Assignment, Response
from handrail.operations.demo.copying import Book
from handrail.operations.demo.life import Life
from handrail.operations.demo.weather import Weather
from handrail.operations.demo.window import ONE_DAY, Window

#: Item ids, how high people answer next to the whole scale, and the level next to PHQ-9's.
SCALES = {
    "phq9": ([f"phq9_{n}" for n in range(1, 10)], (1.1, 1.15, 1.3, 1.35, 1.0, 1.0, 1.0, 0.6, 0.13), 1.0),
    "gad7": ([f"gad7_{n}" for n in range(1, 8)], (1.2, 1.15, 1.2, 1.1, 0.8, 1.0, 0.7), 0.75),
}
HIGHEST_ANSWER = 3
#: 60 % answer within the week; of the rest a part says no, a part answers late.
IN_TIME, SAYS_NO = 0.60, 0.15
DAYS_TO_ANSWER, LATE = 7, (8, 24)
#: How far the level falls in the months for those who get better, and how much a hard day adds.
FALLS, HARD_DAY = 0.55, 1.2
OVER_DAYS, STORY_OVER_DAYS = 240, 330


@dataclass(frozen=True, slots=True)
class Total:
    """A scored scale as the watch reads it; `urgent` is what its answers ask for at once."""

    key: int
    instrument: str
    day: date
    at: datetime
    total: int
    urgent: DirectFinding | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A request still open; `stored` when it is already in the database."""

    key: int
    instrument: str
    at: datetime
    stored: bool


class Scales:
    """Writes requests and answers of one person after the other."""

    def __init__(self, book: Book, window: Window) -> None:
        self.book, self.window = book, window

    def tell(self, life: Life, weather: Weather, still_open: dict[str, Asked] | None = None) -> list[Total]:
        """All requests and answers of the window, by instrument; `still_open` are requests from before it."""
        totals: list[Total] = []
        for n, name in enumerate(SCALES):
            rng = self.window.random("scales", name, life.number)
            asked = (still_open or {}).get(name)
            wait = n if self._is_new(life) else rng.randrange(life.traits.scale_every)
            day = max(weather.first, self.window.first) + timedelta(days=wait)
            if asked is not None:
                day = self._after(life, asked, weather, totals, rng)
            while day is not None and day <= min(life.until_on or self.window.today, self.window.today):
                day = self._after(life, self._ask(life, name, day), weather, totals, rng)
        return totals

    def _is_new(self, life: Life) -> bool:
        return life.from_on >= self.window.first

    def _ask(self, life: Life, name: str, day: date) -> Asked | None:
        at = self.window.at(day, 8 * 60 + 5)
        # Nothing waits for an answer from somebody whose story says what happens in these days.
        settled = life.story is not None and 0 <= life.ago(day, self.window.told_on) < 3
        if settled or not self.window.holds(at):
            return None
        key = self.book.key(Assignment)
        by = next((care.worker for care in life.team(at)), None)
        life.journal.tell(ScaleAsked(key, life.person, name), at, by)
        return Asked(key, name, at, stored=False)

    def _after(
        self, life: Life, asked: Asked | None, weather: Weather, totals: list[Total], rng: Random
    ) -> date | None:
        """What comes of a request; returns the day of the next one, None when this one stays open."""
        if asked is None:
            return None
        at, says_no = self._answered_at(life, asked)
        while weather.is_quiet(at.date()) and at <= self.window.now:
            at += ONE_DAY
        if at > self.window.now or (life.until_on and at.date() > life.until_on):
            self._keep(life, asked, Assignment.Status.ASKED)
            return None
        if says_no:
            self._keep(life, asked, Assignment.Status.DECLINED)
            life.journal.tell(ScaleDeclined(asked.key, life.person, asked.instrument), at, life.person)
        else:
            self._keep(life, asked, Assignment.Status.ANSWERED)
            totals.append(self._answer(life, asked, at, weather, rng))
        return at.date() + timedelta(days=life.traits.scale_every)

    def _answered_at(self, life: Life, asked: Asked) -> tuple[datetime, bool]:
        rng = self.window.lasting("scale", asked.key)
        drawn, minute = rng.random(), min(max(life.traits.minute + rng.randrange(3, 60), 420), 1380)
        days = rng.randrange(DAYS_TO_ANSWER)
        if life.story:
            drawn, days = 0.0, days % 2
        elif drawn >= IN_TIME + SAYS_NO:
            days = rng.randint(*LATE)
        day = max(asked.at.date() + timedelta(days=days), self.window.first)
        at = max(self.window.at(day, minute), asked.at + timedelta(minutes=40))
        if at <= self.window.since:
            at += timedelta(days=1)
        return at, IN_TIME <= drawn < IN_TIME + SAYS_NO

    def _keep(self, life: Life, asked: Asked, status: Assignment.Status) -> None:
        if asked.stored:
            self.book.change(
                "UPDATE measures_assignment SET status = %s WHERE id = %s", status.value, asked.key
            )
            return
        due = asked.at.date() + timedelta(days=DAYS_TO_ANSWER)
        self.book.add(Assignment, asked.key, life.person, asked.instrument, asked.at, due, status.value)

    def _answer(self, life: Life, asked: Asked, at: datetime, weather: Weather, rng: Random) -> Total:
        answers = _answers(asked.instrument, self._level(life, at.date(), weather), rng)
        asked_for = instrument(asked.instrument)
        found = score(asked_for, answers)
        assert found.total is not None and found.band is not None
        key, delivered = self.book.key(Response), UUID(int=rng.getrandbits(128), version=4)
        self.book.add(
            Response, key, life.person, delivered, asked.instrument, asked.key, at, json.dumps(answers),
            found.total, found.band.label, found.scoring_version,
        )  # fmt: skip
        life.journal.tell(ResponseScored(key, life.person, asked.instrument), at, life.person)
        return Total(key, asked.instrument, at.date(), at, found.total, scale_safety(asked_for, found))

    def _level(self, life: Life, day: date, weather: Weather) -> float:
        """Where on PHQ-9 the person stands that day."""
        gone = min((day - life.from_on).days / OVER_DAYS, 1.0)
        if life.story:
            begun, now = life.story.severity
            level = begun + (now - begun) * min((day - life.from_on).days / STORY_OVER_DAYS, 1.0)
        else:
            level = life.traits.severity * (1 - FALLS * gone * max(life.traits.better, 0.1))
        return level + HARD_DAY * weather.on(min(day, self.window.today))


def _answers(name: str, level: float, rng: Random) -> dict[str, int]:
    items, weights, part = SCALES[name]
    share = min(max(level * part / (len(SCALES["phq9"][0]) * HIGHEST_ANSWER), 0.02), 0.95)
    if name == "gad7":
        share = min(share * len(SCALES["phq9"][0]) / len(items), 0.95)
    return {item: _one(min(share * weight, 0.97), rng) for item, weight in zip(items, weights, strict=True)}


def _one(chance: float, rng: Random) -> int:
    return sum(rng.random() < chance for _n in range(HIGHEST_ANSWER))
