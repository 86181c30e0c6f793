"""Who is in which programme, and with whom: shares and caseloads as published ratios have them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from handrail.operations.demo.organisation import (
    CARING,
    CASE,
    CRISIS,
    INTENSIVE,
    MEDICATION,
    OUTPATIENT,
    PEER,
    PEOPLE_IN_A_PART,
)  # fmt: skip
from handrail.operations.demo.staff import Worker
from handrail.operations.demo.story import Story

#: Of 600 people: where each began.
MAIN = {OUTPATIENT: 280, INTENSIVE: 72, MEDICATION: 75, PEER: 95, CASE: 78}
#: Of 600 people: how many are in these, as their beginning or beside it.
IN_ALL = {MEDICATION: 180, PEER: 225, CASE: 210}


@dataclass(slots=True)
class Placement:
    """The programme somebody began in, and the worker in each programme they are in."""

    main: str
    workers: dict[str, Worker] = field(default_factory=dict)
    story: Story | None = None


class Placing:
    """Places the people of one part with its staff."""

    def __init__(self, staff: Sequence[Worker], rng: Random) -> None:
        self.rng = rng
        self.staff = {programme: _caring(staff, programme) for programme in CARING}
        self.load: Counter[int] = Counter()

    def place(self, people: int, stories: Sequence[Story]) -> list[Placement]:
        """One placement a person; the people of the stories first, with the first worker of each kind."""
        told = [self._story(story) for story in stories[:people]]
        others = [self._begin(main) for main in self._mains(people, told)]
        for programme, of_600 in IN_ALL.items():
            self._beside(programme, round(of_600 * people / PEOPLE_IN_A_PART), told, others)
        return told + others

    def place_former(self, count: int) -> list[Placement]:
        """People who have moved on: placed as anybody, no part of today's caseloads."""
        kinds = self.rng.choices(list(MAIN), list(MAIN.values()), k=count)
        return [Placement(main, {main: self.rng.choice(self.staff[main])}) for main in kinds]

    def anybody(self, programme: str, rng: Random) -> Worker:
        """Some worker of that programme."""
        return rng.choice(self.staff[programme])

    def _story(self, story: Story) -> Placement:
        placed = Placement(OUTPATIENT, story=story)
        for programme in (OUTPATIENT, *story.programmes):
            worker = self.staff[programme][0]
            placed.workers[programme] = worker
            self.load[worker.person] += programme != CRISIS
        return placed

    def _mains(self, people: int, told: Sequence[Placement]) -> list[str]:
        wanted = Counter({main: round(of_600 * people / PEOPLE_IN_A_PART) for main, of_600 in MAIN.items()})
        wanted.subtract(placed.main for placed in told)
        drawn = list((+wanted).elements())
        self.rng.shuffle(drawn)
        return (drawn + [CASE] * people)[: people - len(told)]

    def _begin(self, main: str) -> Placement:
        return Placement(main, {main: self._least_loaded(main)})

    def _beside(
        self, programme: str, wanted: int, told: Sequence[Placement], others: Sequence[Placement]
    ) -> None:
        missing = wanted - sum(programme in placed.workers for placed in (*told, *others))
        free = [placed for placed in others if programme not in placed.workers and _may_add(placed)]
        for placed in self.rng.sample(free, min(max(missing, 0), len(free))):
            placed.workers[programme] = self._least_loaded(programme)

    def _least_loaded(self, programme: str) -> Worker:
        worker = min(self.staff[programme], key=lambda one: self.load[one.person])
        self.load[worker.person] += 1
        return worker


def _may_add(placed: Placement) -> bool:
    return placed.main in (OUTPATIENT, INTENSIVE)


def _caring(staff: Sequence[Worker], programme: str) -> list[Worker]:
    return [one for one in staff if programme in one.programmes and one.role == CARING[programme]]
