"""The river and the strip: gaps stay gaps, nothing is invented, everything is also in words."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from handrail.ui.charts import Band, Event, Lane, Point, River, Spark, Strip
from handrail.ui.drawing.labels import event_rows, labeled
from handrail.ui.drawing.river import draw_river
from handrail.ui.drawing.spark import draw_spark

START = date(2026, 8, 12)
BANDS = [Band(0, 4, "Low"), Band(5, 9, "Middle"), Band(10, 20, "High")]


def day(number: int) -> date:
    return START + timedelta(days=number)


def river(*points: Point, **more: object) -> River:
    settings = {
        "key": "r",
        "title": "Scale and contacts",
        "description": "A made-up scale.",
        "name": "Scale",
        "start": START,
        "end": day(100),
        "low": 0,
        "high": 20,
        "bands": BANDS,
        "points": points,
        **more,
    }
    return River(**settings)  # type: ignore[arg-type]


def lines(svg: str) -> list[int]:
    """How many points each drawn line joins."""
    found = re.findall(r'<polyline class="line" points="([^"]*)"', svg)
    return [len(points.split()) for points in found]


def test_results_next_to_each_other_are_joined() -> None:
    assert lines(draw_river(river(Point(day(0), 4), Point(day(14), 6), Point(day(28), 5)))) == [3]


def test_a_result_that_was_not_given_breaks_the_line() -> None:
    svg = draw_river(
        river(Point(day(0), 4), Point(day(7), 5), Point(day(14), None), Point(day(21), 6), Point(day(28), 7))
    )
    assert lines(svg) == [2, 2]
    assert svg.count('class="pt"') == 4


def test_a_silence_longer_than_agreed_breaks_the_line() -> None:
    points = [Point(day(0), 4), Point(day(7), 5), Point(day(60), 6)]
    assert lines(draw_river(river(*points, longest_gap=timedelta(days=30)))) == [2]
    assert lines(draw_river(river(*points))) == [3]


def test_a_missing_result_is_never_drawn_as_zero() -> None:
    svg = draw_river(river(Point(day(0), None), Point(day(7), None)))
    assert 'class="pt"' not in svg
    assert 'class="val"' not in svg


def test_one_result_is_a_ring_without_a_line() -> None:
    svg = draw_river(river(Point(day(5), 7)))
    assert lines(svg) == []
    assert svg.count('class="pt"') == 1
    assert "Scale: 7" in svg


def test_no_results_still_draw_lanes_and_say_so() -> None:
    empty = river(lanes=[Lane("peer", "Peer", [day(3)])])
    page = render_to_string("ui/components/river.html", {"chart": empty})
    assert "No Scale results in this time." in page
    assert "Peer" in page


def test_a_window_of_one_day_does_not_fail() -> None:
    assert "Scale: 3" in draw_river(river(Point(START, 3), end=START))


def test_what_lies_outside_the_window_is_left_out() -> None:
    outside = river(
        Point(day(-3), 9),
        Point(day(200), 9),
        lanes=[Lane("case", "Case", [day(-1)])],
        events=[Event(day(-2), "Before")],
    )
    svg = draw_river(outside)
    assert 'class="pt"' not in svg
    assert "Before" not in svg
    assert "<rect x=" not in svg


def test_a_value_off_the_scale_is_held_at_its_end_and_printed_as_it_is() -> None:
    svg = draw_river(river(Point(day(1), 25)))
    top = re.search(r'<circle class="pt" cx="[\d.]+" cy="([\d.]+)"', svg)
    high = re.search(r'<rect class="band band-2" x="[\d.]+" y="([\d.]+)"', svg)
    assert top and high and top[1] == high[1]
    assert "Scale: 25" in svg


def test_bands_meet_half_way_and_carry_their_words() -> None:
    chart = river()
    assert chart.band_edges() == [(0, 4.5), (4.5, 9.5), (9.5, 20)]
    assert [chart.word_for(value) for value in (0, 4, 5, 9, 10, 20)] == [
        "Low",
        "Low",
        "Middle",
        "Middle",
        "High",
        "High",
    ]
    assert chart.word_for(21) == ""


def test_the_table_says_all_that_the_picture_shows() -> None:
    chart = river(
        Point(day(0), 4, "Started"),
        Point(day(7), None),
        Point(day(14), 12),
        events=[Event(day(8), "Moved to Rosa's", "crisis")],
        lanes=[Lane("counsel", "Counseling", [day(1), day(9)]), Lane("peer", "Peer")],
    )
    page = render_to_string("ui/components/river.html", {"chart": chart})
    assert '<th scope="row">Aug 12, 2026</th><td class="num">4</td><td>Low</td><td>Started</td>' in page
    assert "not answered" in page
    assert "Moved to Rosa&#x27;s" in page
    assert '<td class="num">2</td><td>Aug 21, Aug 13</td>' in page
    assert "<details><summary>Show as a table</summary>" in page


def test_screen_readers_get_a_title_and_a_description() -> None:
    svg = draw_river(river(Point(day(0), 4)))
    assert 'role="img" aria-labelledby="r-title r-description"' in svg
    assert '<desc id="r-description">A made-up scale.</desc>' in svg


def test_names_from_people_cannot_break_out_of_the_picture() -> None:
    evil = '"><script>alert(1)</script>&'
    svg = draw_river(
        river(
            Point(day(0), 4),
            title=evil,
            description=evil,
            name=evil,
            key='k"><b>',
            bands=[Band(0, 20, evil)],
            lanes=[Lane("peer", evil, [day(2)])],
            events=[Event(day(3), evil, evil)],
        )
    )
    assert "<script" not in svg
    assert "<b>" not in svg
    assert svg.count("&lt;script&gt;") >= 5


def test_a_name_from_right_to_left_stays_whole() -> None:
    assert "مايا" in draw_river(river(events=[Event(day(2), "مايا")]))


def test_numbers_that_are_none_are_refused_when_they_are_not_numbers() -> None:
    for value in (float("nan"), float("inf")):
        with pytest.raises(ValueError, match="cannot draw"):
            Point(START, value)


def test_a_chart_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot end"):
        river(end=day(-1))
    with pytest.raises(ValueError, match="low end"):
        river(low=5, high=5)


def test_an_unknown_strand_is_refused() -> None:
    with pytest.raises(KeyError):
        draw_river(river(lanes=[Lane("doctor", "Doctor", [day(1)])]))


def test_up_to_twelve_values_are_printed_then_only_the_telling_ones() -> None:
    assert labeled([1.0] * 12) == set(range(12))
    assert labeled([5, 4, 3, 9, 5, 5, 5, 5, 5, 5, 5, 5, 6]) == {0, 2, 3, 12}
    assert labeled([]) == set()


def test_labels_of_events_that_would_touch_move_a_row_down() -> None:
    rows = event_rows([(100, "Moved house"), (110, "New job"), (400, "Trip")], right=668)
    assert [row for row, _ in rows] == [0, 1, 0]


def test_a_label_at_the_right_end_stands_before_its_line() -> None:
    assert event_rows([(660, "Crisis call")], right=668) == [(0, True)]


def test_many_events_make_room_above_the_bands() -> None:
    few = river(events=[Event(day(10), "One")])
    many = replace(few, events=[Event(day(10 + n), f"Event number {n}") for n in range(4)])
    height = re.compile(r'viewBox="0 0 760 (\d+)"')
    assert int(height.search(draw_river(many))[1]) == int(height.search(draw_river(few))[1]) + 3 * 18


def test_a_strip_never_joins_across_a_day_without_an_entry() -> None:
    svg = draw_spark(Spark([1, 2, None, 3, None, 2, 1], 0, 4, "Urges"))
    assert lines(svg) == [2, 2]
    assert svg.count('class="dot"') == 1


@pytest.mark.parametrize("values", [[], [None], [2], [None, None, 3], [1, None]])
def test_a_strip_with_little_in_it_does_not_fail(values: list[float | None]) -> None:
    svg = draw_spark(Spark(values, 0, 4, "Urges"))
    assert ('class="last"' in svg) == any(value is not None for value in values)


def test_a_flat_scale_and_a_value_off_it_do_not_fail() -> None:
    assert "<svg" in draw_spark(Spark([1, 1], 1, 1, "Urges"))
    assert 'cy="5"' in draw_spark(Spark([9], 0, 4, "Urges"))


def test_the_label_of_a_strip_is_escaped() -> None:
    assert 'aria-label="a&quot;&lt;b&gt;"' in draw_spark(Spark([1, 2], 0, 4, 'a"<b>'))


def test_days_stand_under_the_measure_with_gaps_and_a_real_change_is_a_full_dot() -> None:
    told = {day(0): 2.0, day(1): 3.0, day(3): 8.0}
    chart = river(
        Point(day(0), 18), Point(day(9), 9, "A real change", real=True), strips=[Strip("Urges", 0, 10, told)]
    )
    svg = draw_river(chart)
    assert lines(svg) == [2, 2]
    assert svg.count('class="dot"') == 1
    assert svg.count('class="pt real"') == 1
    page = render_to_string("ui/components/river.html", {"chart": chart})
    assert '<th scope="row">Aug 15, 2026</th><td class="num">8</td>' in page
    assert page.index("Aug 15, 2026") < page.index('Aug 13, 2026</th><td class="num">3')


def test_the_table_of_days_is_told_in_the_readers_language_with_a_dash_for_what_was_not_answered() -> None:
    strips = [Strip("Urges", 0, 10, {day(0): 2.5}), Strip("Sueño", 0, 24, {day(1): 7.0})]
    chart = river(strips=strips, lanes=[Lane("peer", "Peer", [day(1), day(0)]), Lane("case", "Case")])
    with translation.override("es"):
        page = render_to_string("ui/components/river.html", {"chart": chart})
    assert '<th scope="row">12 ago 2026</th><td class="num">2,5</td><td class="num">–</td>' in page
    assert "<td>13 ago, 12 ago</td>" in page and "<td>–</td>" in page


def test_days_and_contacts_can_stand_without_a_measure() -> None:
    chart = river(
        bands=[], strips=[Strip("Mood", 0, 10, {day(2): 4.0})], lanes=[Lane("peer", "Peer", [day(1)])]
    )
    page = render_to_string("ui/components/river.html", {"chart": chart})
    assert "Mood" in page and "Peer" in page
    assert "results in this time" not in page and "Range" not in page
