"""Where the watch stood with each person when the story was told last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from handrail.clinical.early_warning.state import State
from handrail.continuum.watch.memory import engine
from handrail.continuum.watch.models import Concern, Finding, WatchState
from handrail.foundation.measures.models import CheckIn, Response
from handrail.foundation.measures.queries import answers_by_day
from handrail.operations.demo.check_ins import Told
from handrail.operations.demo.expecting import Expecting
from handrail.operations.demo.life import Life
from handrail.operations.demo.watching import Before
from handrail.operations.demo.window import ONE_DAY, Window

#: The direct rules look back two weeks.
LOOK_BACK = timedelta(days=14)


class Remembering:
    """Reads what the watch keeps of everybody, at once."""

    def __init__(self, window: Window) -> None:
        self.window, self.expecting = window, Expecting(window)
        self.states = {row.person_id: row for row in WatchState.objects.all()}
        self.lately = self._check_ins()
        self.known = self._findings()
        self.concerns = {row.person_id: (row.pk, row.opened_at) for row in Concern.objects.open()}
        self.totals = self._last_totals()

    def before(self, life: Life, told: Sequence[Told]) -> Before | None:
        """None for somebody who never checked in. A day told late makes the watch begin again, up to that day."""
        row = self.states.get(life.person)
        if row is None:
            return None
        state, through = State.from_json(row.memory), row.through_day
        if told and told[0].day <= through:
            through = told[0].day - ONE_DAY
            state = self._replayed(row, state.names, through)
        concern = self.concerns.get(life.person)
        if concern is not None:
            concern = (concern[0], concern[1].astimezone(self.window.zone))
        return Before(
            min(row.began_on, through + ONE_DAY), through, state, self.lately.get(life.person, []),
            frozenset(self.known.get(life.person, ())), self.totals.get(life.person, {}), concern,
        )  # fmt: skip

    def _replayed(self, row: WatchState, names: tuple[str, ...], through: date) -> State:
        """The memory of the days up to and with `through`, from the answers and from what concerns turned out to be."""
        told = answers_by_day(CheckIn.objects.filter(person=row.person_id))
        settled = Concern.objects.by_usual().filter(person=row.person_id).exclude(closed_at=None)
        zone = self.window.zone
        outcomes = {
            one.closed_at.astimezone(zone).date(): one.outcome
            for one in settled.order_by("closed_at")
            if one.closed_at
        }
        state, day = engine(names).new_state(), row.began_on
        while day <= through:
            rules = engine(names, len(self.expecting.asked(row.person_id, day)))
            if day in outcomes:
                rules.settle(state, outcomes[day])
            answers = told.get(day, {})
            expected = day in told or self.expecting.is_expected(row.person_id, day)
            rules.advance(state, day.toordinal(), [answers.get(name) for name in names], expected)
            day += ONE_DAY
        return state

    def _check_ins(self) -> dict[int, list[Told]]:
        begins = min((row.through_day for row in self.states.values()), default=self.window.first)
        found = defaultdict(list)
        rows = CheckIn.objects.filter(day__gte=min(begins, self.window.first) - LOOK_BACK)
        for row in rows.order_by("day", "pk").iterator():
            at = row.made_at.astimezone(self.window.zone)
            found[row.person_id].append(
                Told(row.pk, row.day, at, row.answers(), row.use, row.safe, row.reach_out)
            )
        return found

    def _findings(self) -> dict[int, set[tuple[date, str, str]]]:
        found = defaultdict(set)
        rows = Finding.objects.filter(day__gte=self.window.first - LOOK_BACK)
        for person, day, rule, level in rows.values_list("person", "day", "rule", "level"):
            found[person].add((day, rule, level))
        return found

    def _last_totals(self) -> dict[int, dict[str, int]]:
        found: dict[int, dict[str, int]] = defaultdict(dict)
        rows = Response.objects.exclude(total=None).order_by("person", "instrument", "-made_at")
        for row in rows.distinct("person", "instrument").defer("answers"):
            found[row.person_id][row.instrument] = int(row.total or 0)
        return found
