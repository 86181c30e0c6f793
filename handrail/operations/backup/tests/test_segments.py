"""WAL segments are told apart, counted on, and followed across a restore."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from handrail.operations.backup.segments import Segment, last_without_gap, line_of, place_of


@given(st.integers(0, 2**40 - 1), st.integers(1, 2**31))
def test_a_name_says_place_and_timeline(place: int, timeline: int) -> None:
    assert Segment.named(Segment(place, timeline).name) == Segment(place, timeline)


def test_names_run_on_over_the_end_of_a_log() -> None:
    first = Segment.named("0000000100000000000000FF")
    assert Segment(first.place + 1, 1).name == "000000010000000100000000"
    assert place_of("1/10") == first.place + 1


def test_a_history_says_which_timeline_counts_from_where() -> None:
    history = "1\t0/5000000\tbefore Tuesday\n2\t0/9000148\tno recovery target specified\n"
    assert line_of(3, history) == [(3, 9), (2, 5), (1, 0)]
    assert line_of(1, "") == [(1, 0)]


def test_the_way_ends_before_the_first_missing_segment() -> None:
    line = line_of(2, "1\t0/5000000\tbefore Tuesday\n")
    there = [Segment(3, 1), Segment(4, 1), Segment(5, 2), Segment(6, 2), Segment(6, 1), Segment(8, 2)]
    assert last_without_gap(3, line, there) == 6
    assert last_without_gap(8, line, there) == 8
    assert last_without_gap(7, line, there) is None


def test_a_new_timeline_is_not_used_before_it_began() -> None:
    line = line_of(2, "1\t0/5000000\tbefore Tuesday\n")
    assert last_without_gap(4, line, [Segment(4, 2), Segment(5, 2)]) is None


def test_what_an_older_timeline_wrote_after_it_was_left_holds_nothing() -> None:
    line = line_of(2, "1\t0/5000000\tbefore Tuesday\n")
    first = [Segment(4, 1), Segment(5, 1), Segment(6, 1)]
    assert last_without_gap(4, line, first) == 5
    assert last_without_gap(4, line, [*first, Segment(6, 2)]) == 4
    assert last_without_gap(4, line, [*first, Segment(5, 2), Segment(6, 2)]) == 6
