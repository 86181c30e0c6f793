"""`handrail watch replay`, as somebody meets it who brings a file of check-ins."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handrail.clinical.early_warning.engine import Day, Engine
from handrail.operations.replaying.command import Wanted, run
from handrail.operations.replaying.diaries import Diary, by_day
from handrail.operations.replaying.evenings import tell

STEADY = [(2, 7), (3, 6), (2, 7), (1, 8), (2, 6)]


def maya(last=40, worse_from=30):
    """Maya's days: steady, and from one day on plainly worse."""
    for day in range(1, last + 1):
        craving, mood = (9, 2) if day >= worse_from else STEADY[day % len(STEADY)]
        yield ["maya", day, craving, mood]


def sheet(folder: Path, rows, header=("person", "day", "craving", "mood"), name="diary.csv") -> Path:
    path = folder / name
    with path.open("w", newline="", encoding="utf-8", errors="surrogatepass") as file:
        csv.writer(file).writerows([header, *rows])
    return path


def replay(path: Path, **more):
    out = path.parent / "alerts.csv"
    code, said = run(Wanted(path, more.pop("person", "person"), more.pop("day", "day"), out, **more))
    rows = list(csv.DictReader(out.open(encoding="utf-8"))) if out.exists() else None
    return code, said, rows


def test_mayas_hard_days_are_told_once_they_come(tmp_path):
    code, said, rows = replay(sheet(tmp_path, maya()))
    assert code == 0 and "1 people, 40 rows, days 1 to 40" in said
    assert rows and list(rows[0]) == ["person", "day", "level", "index"]
    assert (rows[0]["person"], rows[0]["level"]) == ("maya", "strong")
    assert 30 < int(rows[0]["day"]) <= 33 and float(rows[0]["index"]) >= 1


def test_the_replay_says_what_the_engine_says_day_by_day(tmp_path):
    _code, _said, rows = replay(sheet(tmp_path, maya()))
    engine = Engine(("craving", "mood"))
    state, told = engine.new_state(), []
    for _name, day, craving, mood in maya():
        state, found = engine.close(state, Day(day, {"craving": craving, "mood": mood}))
        told += [(str(day), found.level, f"{found.index:.3f}")] if found.raised else []
    assert [(row["day"], row["level"], row["index"]) for row in rows] == told


def test_whoever_stops_writing_is_heard_as_quiet_until_the_file_ends(tmp_path):
    steady = [["sam", day, 2, 7] for day in range(1, 41)]
    code, _said, rows = replay(sheet(tmp_path, [*maya(last=20), *steady]), explain=True)
    assert code == 0
    quiet = [row for row in rows if row["person"] == "maya"]
    assert quiet and 21 < int(quiet[0]["day"]) < 30
    assert "Check-ins came on" in quiet[0]["explanation"]
    assert not [row for row in rows if row["person"] == "sam"]


def test_dates_days_with_a_point_and_an_unsorted_file_are_read(tmp_path):
    rows = [[name, f"2026-0{1 + day // 29}-{1 + day % 28:02}", *rest] for name, day, *rest in maya(27, 20)]
    code, said, dated = replay(sheet(tmp_path, reversed(rows)))
    assert code == 0 and "days 2026-01-02 to 2026-01-28" in said and dated[0]["day"].startswith("2026-01-2")
    pointed = [[name, f"{day}.0", *rest] for name, day, *rest in maya(27, 20)]
    _code, _said, numbered = replay(sheet(tmp_path, pointed))
    assert [row["index"] for row in numbered] == [row["index"] for row in dated]


def test_other_columns_are_listened_to_on_the_scale_they_are_given(tmp_path):
    rows = [[name, day, -craving, mood] for name, day, craving, mood in maya()]
    path = sheet(tmp_path, rows, header=("id", "t", "calm", "mood"))
    scaled = {"person": "id", "day": "t", "scale": ["calm:-10:0:lower_is_worse"]}
    code, said, told = replay(path, **scaled)
    assert code == 0 and "listening to mood, calm" in said and told
    code, said, _rows = replay(path, signals="calm", **scaled)
    assert code == 0 and "listening to calm:" in said


def test_a_skipped_item_is_empty_and_two_rows_of_one_day_are_one_day():
    engine, diary = Engine(("craving", "mood")), Diary()
    for day, craving, mood in [(1, 2.0, float("nan")), (1, 8.0, 4.0), (1, 5.0, 6.0), (2, float("nan"), 3.0)]:
        diary.days.append(day)
        diary.answers.extend([craving, mood])
    assert by_day(diary, engine.signals) == {1: [8.0, 5.0], 2: [None, 3.0]}


EIGHT = ["person", "day", "craving", "mood", "a", "b", "c", "d"]
BAD = {
    "no such column": ({"person": "who"}, None, 'The column "who" is missing'),
    "out of range": (
        {},
        ["maya", 41, 11, 5],
        'line 42, column "craving": "11" does not lie between 0 and 10',
    ),
    "no number": ({}, ["maya", 41, "a lot", 5], 'line 42, column "craving": "a lot" is not a number'),
    "not a number": ({}, ["maya", 41, "nan", 5], '"nan" is not a number. Leave a skipped item empty'),
    "an infinite answer": ({}, ["maya", 41, "-inf", 5], 'line 42, column "craving": "-inf" does not lie'),
    "half a day": ({}, ["maya", 41.5, 2, 5], 'line 42, column "day": "41.5" is not a whole number'),
    "a date among numbers": ({}, ["maya", "2026-02-28", 2, 5], "Some days are numbers and some are dates"),
    "an impossible date": ({}, ["maya", "2026-02-30", 2, 5], '"2026-02-30" is not a day'),
    "endless": ({}, ["maya", "inf", 2, 5], '"inf" is not a whole number'),
    "far away": ({}, ["maya", 9_000_000, 2, 5], "days apart"),
    "nobody": ({}, ["", 41, 2, 5], 'line 42, column "person": It is empty'),
    "a formula": ({}, ["=1+1", 41, 2, 5], "cannot be taken as a name"),
    "NUL": ({}, ["ma\0ya", 41, 2, 5], "cannot be taken as a name"),
    "a surrogate": ({}, ["ma\ud800ya", 41, 2, 5], "is not UTF-8"),
    "a cell too many": ({}, ["maya", 41, 2, 5, 6], "It has 5 cells, the header has 4"),
    "an unknown signal": ({"signals": "craving,luck"}, None, '"luck" is not a known signal'),
    "no signal that is there": ({"signals": "stress"}, None, "None of stress is a column"),
    "a scale of no column": ({"scale": ["calm:0:9:lower"]}, None, 'There is no column "calm"'),
    "an eighth signal": ({"scale": [f"{n}:0:9:lower" for n in EIGHT], "header": EIGHT}, None, "up to 7"),
    "a broken scale": ({"scale": ["mood:0:ten:lower"]}, None, "not a number"),
    "a scale upside down": ({"scale": ["mood:10:0:lower"]}, None, "above the lowest"),
    "a scale without direction": ({"scale": ["mood:0:10"]}, None, "cannot be read"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_read_is_said_in_one_line_and_nothing_is_written(case, tmp_path):
    more, row, expected = BAD[case]
    header = more.get("header", ("person", "day", "craving", "mood"))
    path = sheet(tmp_path, [*maya(), *([row] if row else [])], header)
    code, said, rows = replay(path, **{name: what for name, what in more.items() if name != "header"})
    assert code == 2 and expected in said and "No alerts were written." in said
    assert rows is None and "\n" not in said
    assert [path.name for path in tmp_path.iterdir()] == ["diary.csv"]


def test_bad_rows_can_be_left_out_and_are_counted(tmp_path):
    path = sheet(tmp_path, [*maya(), ["maya", 41, 99, 5], ["maya", "x", 1, 5]])
    code, said, rows = replay(path, skip_bad=True)
    assert code == 0 and "42 rows, 2 left out" in said and rows
    assert 'The first row left out: line 42, column "craving": "99" does not lie between 0 and 10.' in said


def test_what_a_stranger_would_not_expect_of_a_file_is_said(tmp_path):
    ended = [["sam", day, 2, 7] for day in range(1, 15)]
    path = sheet(tmp_path, [*maya(), *ended, ["sam", 3, 4, 7], ["sam", 20, "", ""]])
    code, said, rows = replay(path, signals="mood,stress,craving")
    assert code == 0 and "listening to mood, craving:" in said and "Not in the file" in said
    assert "another row: 1." in said and "none of these answers: 1." in said
    after = [row for row in rows if row["person"] == "sam" and int(row["day"]) > 20]
    assert after and f"Alerts after a person's last row: {len(after)}." in said
    _code, said, ends = replay(path, signals="mood,stress,craving", own_end=True)
    assert ends == [row for row in rows if row not in after] and "last row" not in said


def test_an_empty_file_one_without_rows_and_one_that_is_not_there_are_refused(tmp_path):
    for name, text, expected in [("a.csv", "", "empty"), ("b.csv", "person,day,mood\n", "no rows")]:
        (tmp_path / name).write_text(text)
        code, said, _rows = replay(tmp_path / name)
        assert code == 2 and expected in said
    code, said, _rows = replay(tmp_path / "none.csv")
    assert code == 2 and "cannot be read" in said


def test_the_file_itself_is_never_written_over_and_an_earlier_result_stays_when_the_new_one_fails(tmp_path):
    path, out = sheet(tmp_path, maya()), tmp_path / "alerts.csv"
    before = path.read_bytes()
    assert run(Wanted(path, "person", "day", path))[0] == 2 and path.read_bytes() == before
    out.write_text("kept")
    assert run(Wanted(path, "person", "when", out))[0] == 2 and out.read_text() == "kept"
    code, said = run(Wanted(path, "person", "day", tmp_path / "nowhere" / "alerts.csv"))
    assert code == 2 and "cannot be written" in said
    (link := tmp_path / "stdout").symlink_to(out)
    for taken in (link, tmp_path):
        code, said = run(Wanted(path, "person", "day", taken))
        assert code == 2 and "is not a plain file" in said and link.is_symlink() and out.read_text() == "kept"


answers = st.one_of(st.none(), st.integers(0, 10).map(float))
diaries = st.dictionaries(st.integers(0, 60), st.tuples(answers, answers).map(list), min_size=1)


@given(diaries, st.integers(0, 60))
@settings(max_examples=60, deadline=None)
def test_no_evening_knows_what_came_later(days, until):
    engine, first = Engine(("craving", "mood")), min(days)
    until = max(first, until)
    whole = [told for told in tell(engine, days, 60) if told.day <= until]
    assert whole == list(tell(engine, {day: days[day] for day in days if day <= until}, until))


@given(st.binary(max_size=300))
@settings(max_examples=120, deadline=None)
def test_no_file_whatever_is_in_it_brings_it_down(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("bytes") / "x.csv"
    path.write_bytes(b"person,day,mood\n" + data)
    code, said = run(Wanted(path, "person", "day", path.parent / "out.csv"))
    assert code in (0, 2) and said
