"""Whatever comes, in whatever order, at whatever hour: never past the budget, never at night, never lost, a crisis
always. A machine lives days of somebody's life, over both changes of the clocks."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from handrail.foundation.messaging.deciding import (
    Decision,
    Due,
    Kind,
    Pace,
    Way,
    Why,
    decide,
    is_quiet,
    next_open,
)

NEW_YORK = ZoneInfo("America/New_York")
ALL = frozenset(Kind)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TEXT = Way(1, "sms", allowed=True)


def pace(per_day=1, quiet=(time(20), time(9)), kinds=ALL, zone=NEW_YORK) -> Pace:
    return Pace(per_day, *quiet, zone, kinds)


def at(hour: int, minute: int = 0, day: int = 19) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=NEW_YORK)


def due(key: int, kind: Kind = Kind.SCALE, when: datetime | None = None, lasts: timedelta = DAY) -> Due:
    return Due(key, kind, when or at(10), (when or at(10)) + lasts)


def test_what_is_due_together_goes_out_as_one():
    found = decide(at(11), pace(), [TEXT], [due(1), due(2, Kind.CHECK_IN)], 0)
    assert (found.way, found.sent) == (TEXT, (1, 2))


def test_at_night_it_waits_until_the_morning_and_says_so_when_that_is_too_late():
    long, short = due(1, when=at(21), lasts=DAY), due(2, when=at(21), lasts=HOUR)
    found = decide(at(21), pace(), [TEXT], [long, short], 0)
    assert found == Decision(later={1: at(9, day=20).astimezone(UTC)}, withheld={2: Why.QUIET})


def test_the_last_place_of_a_day_is_kept_for_an_appointment():
    meeting = due(2, Kind.APPOINTMENT, at(15), 3 * HOUR)
    assert decide(at(10), pace(), [TEXT], [due(1), meeting], 0).later == {1: at(15)}
    together = decide(at(15), pace(), [TEXT], [due(1), meeting], 0)
    assert together.sent == (1, 2)
    assert decide(at(10), pace(per_day=2), [TEXT], [due(1), meeting], 0).sent == (1,)


def test_nothing_goes_where_it_is_not_safe_not_shown_to_be_theirs_or_not_agreed_to_not_even_in_a_crisis():
    closed = Way(1, "sms", allowed=False)
    found = decide(at(11), pace(), [closed], [due(1), due(2, Kind.CRISIS)], 0)
    assert found == Decision(withheld={1: Why.NO_WAY, 2: Why.NO_WAY})


def test_a_way_that_is_only_open_for_an_hour_is_waited_for():
    noon = Way(1, "sms", allowed=True, earliest=time(12), latest=time(13))
    assert decide(at(10), pace(), [noon], [due(1)], 0).later == {1: at(12).astimezone(UTC)}
    never = Way(1, "sms", allowed=True, earliest=time(22), latest=time(23))
    assert decide(at(10), pace(), [never], [due(1)], 0).withheld == {1: Why.QUIET}


def test_quiet_hours_are_those_of_the_wall_also_when_the_clocks_change():
    # November 1, 2026: 1:30 comes twice. March 8, 2026: 2:30 never comes.
    back = datetime(2026, 11, 1, 0, 30, tzinfo=NEW_YORK)
    assert next_open(back, pace(quiet=(time(22), time(1, 30))), [TEXT]) == datetime(
        2026, 11, 1, 5, 30, tzinfo=UTC
    )
    forward = datetime(2026, 3, 8, 1, 30, tzinfo=NEW_YORK)
    assert next_open(forward, pace(quiet=(time(22), time(2, 30))), [TEXT]) == datetime(
        2026, 3, 8, 7, 30, tzinfo=UTC
    )


TIMES = st.times(max_value=time(23, 59)).map(lambda t: t.replace(second=0, microsecond=0))
MAYBE = st.one_of(st.none(), TIMES)
STARTS = st.sampled_from([
    datetime(2026, 10, 31, 12, tzinfo=UTC), datetime(2026, 3, 7, 12, tzinfo=UTC), datetime(2026, 7, 1, tzinfo=UTC),
])  # fmt: skip
ZONES = st.sampled_from(["America/New_York", "Pacific/Auckland", "Asia/Kolkata", "UTC"]).map(ZoneInfo)


class Life(RuleBasedStateMachine):
    """Reminders arrive, hours pass, the person changes their mind; a sender that looks every so often does as told."""

    @initialize(now=STARTS, zone=ZONES)
    def born(self, now, zone):
        self.now, self.keys = now, 0
        self.pace, self.ways = pace(zone=zone), [TEXT]
        self.waiting: dict[int, Due] = {}
        self.told: Counter[int] = Counter()
        self.sent: list[tuple[datetime, int]] = []

    @rule(kind=st.sampled_from(list(Kind)), ahead=st.integers(0, 40), lasts=st.integers(1, 60))
    def arrives(self, kind, ahead, lasts):
        self.keys += 1
        when = self.now + ahead * HOUR
        self.waiting[self.keys] = Due(self.keys, kind, when, when + lasts * HOUR)

    @rule(
        per_day=st.integers(0, 3), quiet=st.tuples(TIMES, TIMES), kinds=st.sets(st.sampled_from(list(Kind)))
    )
    def chooses(self, per_day, quiet, kinds):
        # Whoever chooses less has had what they had: that day is counted by what held before.
        sent = self._sent_today()
        self.pace = pace(max(per_day, sent), quiet, frozenset(kinds), self.pace.zone)

    @rule(
        ways=st.lists(
            st.builds(Way, st.integers(1, 3), st.just("sms"), st.booleans(), MAYBE, MAYBE), max_size=3
        )
    )
    def is_reached_by(self, ways):
        self.ways = ways

    @rule(minutes=st.integers(1, 1500))
    def looks(self, minutes):
        self.now += timedelta(minutes=minutes)
        before = self._sent_today()
        found = decide(self.now, self.pace, self.ways, list(self.waiting.values()), before)
        due_now = {key for key, one in self.waiting.items() if one.due_at <= self.now}
        named = [*found.sent, *found.at_once, *found.later, *found.withheld]
        assert sorted(named) == sorted(due_now), "each is sent, waits or is told as withheld, once"
        self._one_message(found, before)
        for key, one in found.later.items():
            assert self.now < one < self.waiting[key].until_at
            self.waiting[key] = Due(key, self.waiting[key].kind, one, self.waiting[key].until_at)
        for key in (*found.sent, *found.at_once, *found.withheld):
            self.told[key] += 1
            del self.waiting[key]

    def _one_message(self, found, before):
        if found.sent:
            assert before < self.pace.per_day
            assert not is_quiet(self.now, self.pace)
            assert found.way.allowed and next_open(self.now, self.pace, [found.way]) == self.now
            self.sent.append((self.now, 1))
        crisis = {k for k, one in self.waiting.items() if one.kind == Kind.CRISIS and one.due_at <= self.now}
        assert set(found.at_once) == (crisis if any(way.allowed for way in self.ways) else set())
        assert not found.at_once or found.crisis_way.allowed

    def _sent_today(self):
        day = self.now.astimezone(self.pace.zone).date()
        return sum(n for moment, n in self.sent if moment.astimezone(self.pace.zone).date() == day)

    @invariant()
    def never_more_than_chosen_and_nothing_twice(self):
        if hasattr(self, "pace"):
            assert self._sent_today() <= self.pace.per_day
            assert all(count == 1 for count in self.told.values())
            assert set(self.told) | set(self.waiting) == set(range(1, self.keys + 1))


TestLife = Life.TestCase
TestLife.settings = settings(max_examples=120, stateful_step_count=25, deadline=None)
