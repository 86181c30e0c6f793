"""Old backups go; the last one never does, nor any WAL that one which stays needs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from handrail.operations.backup.retention import Held, Keeping, kept, unneeded
from handrail.operations.backup.segments import Segment

NOW = datetime(2026, 11, 27, 2, 0, tzinfo=UTC)
KEEPING = st.builds(Keeping, days=st.integers(0, 60), weeks=st.integers(0, 20), months=st.integers(0, 24))


@st.composite
def histories(draw: st.DrawFn) -> list[Held]:
    """Backups over up to three years, each beginning where or after the one before began."""
    ages = sorted(draw(st.lists(st.integers(0, 1000), max_size=40)), reverse=True)
    place, found = 0, []
    for number, age in enumerate(ages):
        place += draw(st.integers(0, 5))
        last = place + draw(st.integers(0, 2))
        found.append(Held(f"{number:03}", NOW - timedelta(days=age), place, last))
    return found


def daily(days: int) -> list[Held]:
    return [Held(f"{n}", NOW - timedelta(days=n), 1000 - 2 * n, 1000 - 2 * n) for n in range(days)]


@given(histories(), KEEPING)
def test_the_last_backup_and_all_of_the_days_asked_for_stay(backups: list[Held], keeping: Keeping) -> None:
    stay = kept(backups, NOW, keeping)
    assert stay <= set(backups)
    if backups:
        assert max(backups, key=lambda one: (one.at, one.name)) in stay
    assert {one for one in backups if NOW - one.at <= timedelta(days=keeping.days)} <= stay


@given(histories(), KEEPING, st.integers(0, 300))
def test_no_wal_goes_that_a_kept_backup_needs_to_be_whole_or_to_reach_a_day_kept(
    backups: list[Held], keeping: Keeping, until: int
) -> None:
    segments = [Segment(place, 1) for place in range(until)]
    gone = unneeded(segments, backups, NOW, keeping)
    for one in kept(backups, NOW, keeping):
        assert not {segment for segment in gone if one.first <= segment.place <= one.last}
    young = [one for one in backups if NOW - one.at <= timedelta(days=keeping.days)]
    for one in young or backups[-1:]:
        assert not {segment for segment in gone if segment.place >= one.first}


@given(histories(), KEEPING)
def test_what_was_let_go_once_leaves_the_rest_as_it_is(backups: list[Held], keeping: Keeping) -> None:
    stay = kept(backups, NOW, keeping)
    assert {one for one in stay if NOW - one.at <= timedelta(days=keeping.days)} <= kept(stay, NOW, keeping)
    assert kept(stay, NOW, keeping) == stay


def test_a_year_of_daily_backups_becomes_days_then_weeks_then_months() -> None:
    stay = kept(daily(400), NOW, Keeping(days=7, weeks=4, months=12))
    ages = sorted((NOW - one.at).days for one in stay)
    assert ages[:9] == [0, 1, 2, 3, 4, 5, 6, 7, 8]
    assert 20 <= len(ages) <= 26
    assert ages[-1] > 330


def test_any_moment_of_the_days_kept_can_be_reached() -> None:
    backups = daily(100)
    gone = unneeded([Segment(place, 1) for place in range(700, 1010)], backups, NOW, Keeping(35, 0, 0))
    before_the_first_day = next(one for one in backups if NOW - one.at > timedelta(days=35))
    assert max(segment.place for segment in gone) == before_the_first_day.first - 1


def test_without_a_whole_backup_nothing_goes() -> None:
    assert unneeded([Segment(1, 1)], [], NOW, Keeping()) == set()
