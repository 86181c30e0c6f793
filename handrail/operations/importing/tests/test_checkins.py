"""What Maya told the old system comes as her history: once, whole or not at all, and honestly written down."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.db import connections
from django.utils import timezone

from handrail.continuum.journey.queries import timeline
from handrail.foundation.consent.evaluator import Refused
from handrail.foundation.ledger.models import Delivery, Entry
from handrail.foundation.measures.actions import bring_in, check_in
from handrail.foundation.measures.models import CheckIn
from handrail.foundation.people.models import Person
from handrail.operations.importing import checkins

HEADER = "external_id,day,mood,craving,sleep_hours,safe,words"
MONDAY = "MX-1,2025-03-03,6,2,6.5,yes,Slept well"
TUESDAY = "MX-1,2025-03-04,5,,,,"
COLUMNS = "mood craving sleep_hours safe words day"


@pytest.fixture
def maya(live_cast):
    """Maya, whom the old system knew as MX-1."""
    Person.objects.filter(pk=live_cast.maya.pk).update(external_id="MX-1", born_on=date(1990, 5, 5))
    Person.objects.filter(pk=live_cast.omar.pk).update(external_id="MX-2", time_zone="Pacific/Auckland")
    return live_cast.maya


def brought(path, mapping=None, apply=True):
    code, text = checkins.run(path, mapping, apply)
    text.encode()
    return code, text


def test_a_dry_run_says_what_would_come_and_writes_nothing(maya, old_system, here):
    before = here()
    code, text = brought(old_system(HEADER, MONDAY, TUESDAY), apply=False)
    assert code == 0 and here() == before
    assert "Dry run. Nothing was changed." in text and "To add: check-ins: 2. Already here: 0." in text


def test_every_answer_comes_as_it_was_told_and_an_empty_cell_was_skipped(maya, old_system):
    assert brought(old_system(HEADER, MONDAY, TUESDAY))[0] == 0
    told = CheckIn.objects.of(maya).order_by("day")
    monday, tuesday = ({name: getattr(one, name) for name in COLUMNS.split()} for one in told)
    assert monday == {
        "mood": 6, "craving": 2, "sleep_hours": Decimal("6.5"), "safe": "yes", "words": "Slept well",
        "day": date(2025, 3, 3),
    }  # fmt: skip
    assert tuesday == {
        "mood": 5, "craving": None, "sleep_hours": None, "safe": "", "words": "", "day": date(2025, 3, 4),
    }  # fmt: skip


def test_the_ledger_says_that_they_came_today_from_elsewhere_and_nothing_follows(maya, old_system):
    before = timezone.now()
    brought(old_system(HEADER, TUESDAY, MONDAY, MONDAY.replace("MX-1", "MX-2")))
    entry = Entry.objects.get(kind="measures.check_ins.imported", person=maya)
    assert (entry.via, entry.actor, entry.at > before) == ("import", None, True)
    assert entry.facts == {"first": "2025-03-03", "last": "2025-03-04", "count": 2}
    assert CheckIn.objects.get(pk=entry.subject).day == date(2025, 3, 3)
    assert {one.imported_at for one in CheckIn.objects.all()} == {entry.at}
    assert Entry.objects.get(kind="imports.file.applied").facts["added"] == 3
    assert (
        not Delivery.objects.exists()
        and not Entry.objects.filter(kind__startswith="measures.check_in.").exists()
    )


def test_priya_reads_one_line_of_it_on_mayas_story_and_theo_none(maya, live_cast, old_system):
    brought(old_system(HEADER, MONDAY, TUESDAY))
    at = timezone.now()
    first = timeline(maya, act=live_cast.act(live_cast.priya, at))[0]
    assert (first.title, first.text, first.by) == (
        "2 check-ins from before", "March 3, 2025 to March 4, 2025.", "",
    )  # fmt: skip
    assert timeline(maya, act=live_cast.act(live_cast.theo, at)) == []
    assert CheckIn.objects.visible_to(live_cast.act(live_cast.priya, at)).count() == 2
    assert not CheckIn.objects.visible_to(live_cast.act(live_cast.theo, at)).exists()


@pytest.mark.parametrize("who", ["priya", "maya", "elin", "theo"])
def test_nobody_brings_check_ins_in_from_a_page(maya, live_cast, who):
    one = CheckIn(person=maya, key=uuid4(), day=live_cast.today, made_at=live_cast.now, mood=3)
    with pytest.raises(Refused):
        bring_in([[one]], act=live_cast.act(live_cast.people[who]))
    assert not CheckIn.objects.exists()


def test_a_second_run_says_already_here_and_changes_nothing(maya, old_system, here):
    path = old_system(HEADER, MONDAY, TUESDAY)
    brought(path)
    before = here()
    code, text = brought(path)
    assert code == 0 and here() == before
    assert "Added: check-ins: 0. Already here: 2." in text


def test_what_was_added_to_the_file_comes(maya, old_system):
    brought(old_system(HEADER, MONDAY))
    text = brought(old_system(HEADER, MONDAY, TUESDAY))[1]
    assert "Added: check-ins: 1. Already here: 1." in text and CheckIn.objects.count() == 2


def test_an_answer_that_differs_from_what_is_here_is_refused_and_never_changed(maya, old_system, here):
    brought(old_system(HEADER, MONDAY))
    before = here()
    code, text = brought(old_system(HEADER, TUESDAY, MONDAY.replace("6.5", "")))
    assert code == 1 and here() == before
    assert 'row 3, column "sleep_hours": An earlier import brought another answer' in text
    assert CheckIn.objects.get().sleep_hours == Decimal("6.5")


def test_a_column_the_file_has_no_more_is_no_difference(maya, old_system):
    brought(old_system(HEADER, MONDAY))
    assert brought(old_system("external_id,day,mood", "MX-1,2025-03-03,6"))[0] == 0


def test_what_maya_told_here_herself_that_day_stays_beside_it(maya, live_cast, old_system):
    check_in(maya, key=uuid4(), answers={"mood": 1}, act=live_cast.act(maya))
    brought(old_system("external_id,day,mood", f"MX-1,{live_cast.today},9"))
    assert sorted(CheckIn.objects.values_list("mood", flat=True)) == [1, 9]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("MX-9,2025-03-05,5,,,,", 'row 3, column "external_id": Nobody here has the id "MX-9"'),
        ("mx-1,2025-03-05,5,,,,", 'Nobody here has the id "mx-1"'),
        ("MX-1,2025-03-03,5,,,,", 'row 3, column "day": Row 2 has this person and day already.'),
        ("MX-1,2025-02-30,5,,,,", "is not a date of the form"),
        ("MX-1,03/05/2025,5,,,,", "is not a date of the form"),
        ("MX-1,1990-05-04,5,,,,", 'row 3, column "day": 1990-05-04 is before this person was born.'),
        ("MX-2,1989-12-31,5,,,,", "is before 1990"),
        ("MX-1,9999-12-31,5,,,,", "9999-12-31 lies ahead."),
        ("MX-1,2025-03-05,11,,,,", 'row 3, column "mood": "11" is out of range.'),
        ("MX-1,2025-03-05,-1,,,,", 'row 3, column "mood": "-1" is out of range.'),
        ("MX-1,2025-03-05,,,24.5,,", 'row 3, column "sleep_hours": "24.5" is out of range.'),
        ("MX-1,2025-03-05,5.5,,,,", "Write a whole number."),
        ("MX-1,2025-03-05,good,,,,", "is not a number"),
        ("MX-1,2025-03-05,5,,,maybe,", "is not one of yes, not_sure, no"),
        ("MX-1,2025-03-05,5,,,,=cmd()", 'row 3, column "words": It begins with ='),
        ("MX-1,2025-03-05,5,,,,a\0b", "It holds a NUL sign."),
        (f"MX-1,2025-03-05,5,,,,{'x' * 501}", "At most 500 fit"),
        ("MX-1,2025-03-05,5", "row 3: It has 3 cells, the header has 7"),
        ("MX-1,,5,,,,", 'row 3, column "day": It is empty'),
    ],
)
def test_one_row_that_cannot_be_taken_keeps_everything_out(maya, old_system, here, row, said):
    before = here()
    for apply in (False, True):
        code, text = brought(old_system(HEADER, MONDAY, row), apply=apply)
        assert code == 1 and said in text and "Nothing was changed." in text
    assert here() == before


@pytest.mark.parametrize(("who", "ahead"), [("MX-1", "America/New_York"), ("MX-2", "Pacific/Auckland")])
def test_today_is_today_on_the_persons_own_clock(maya, old_system, who, ahead):
    today = timezone.now().astimezone(ZoneInfo(ahead)).date()
    assert brought(old_system("external_id,day,mood", f"{who},{today},5"))[0] == 0
    assert CheckIn.objects.get().made_at <= timezone.now()
    tomorrow = today + timedelta(days=1)
    assert brought(old_system("external_id,day,mood", f"{who},{tomorrow},5"))[0] == 1


def test_what_has_to_be_put_right_is_told_in_the_order_of_the_file(maya, old_system):
    brought(old_system(HEADER, MONDAY))
    lines = brought(
        old_system(HEADER, MONDAY.replace("6", "7"), TUESDAY.replace("MX-1", "MX-9"), "MX-1,x,,,,,")
    )[1]
    assert [line.strip()[:5] for line in lines.splitlines()[1:]] == ["row 2", "row 3", "row 4"]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([b""], "The file is empty."),
        (["external_id,day,mood"], "a header and no rows"),
        (["external_id;day;mood", "MX-1;2025-03-03;5"], 'say delimiter: ";"'),
        (["external_id,day", "MX-1,2025-03-03"], "There is no column one of mood, craving"),
        (["external_id,mood", "MX-1,3"], "There is no column day."),
        (
            [b"external_id,day,words" + b"\nMX-1,2025-03-03,caf\xe9"],
            'row 2, column "words": The byte 0xe9',
        ),
        ([HEADER, MONDAY, 'MX-1,2025-03-05,"5,,,,'], "row 3: The quotes of this row do not match"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_whole(maya, old_system, here, lines, said):
    before = here()
    code, text = brought(old_system(*lines))
    assert code == 2 and said in text and text.endswith("Nothing was changed.") and here() == before


def test_who_asked_for_help_lately_is_named_by_row_because_an_import_tells_nobody(maya, old_system):
    day = timezone.now().date() - timedelta(days=3)
    rows = (
        f"MX-1,{day},5,,,not_sure,",
        f"MX-1,{day - timedelta(days=1)},5,,,yes,",
        "MX-1,2025-03-03,5,,,no,",
    )
    code, text = brought(old_system(HEADER, *rows))
    assert code == 0
    assert (
        f"row 2: On {day} this person asked for help. An import tells nobody: see that somebody knows."
        in text
    )
    assert "row 3:" not in text and "row 4:" not in text


def test_a_file_whose_name_is_no_text_is_still_reported(maya, tmp_path):
    code, text = brought(tmp_path / "caf\udce9.csv")
    assert code == 2 and "cannot be read" in text


@pytest.mark.django_db(transaction=True)
def test_a_second_import_at_the_same_time_is_turned_away(maya, old_system, here):
    path = old_system(HEADER, MONDAY)
    other = connections.create_connection("default")
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext('handrail import'))")
        code, text = brought(path)
        assert code == 2 and "Another import is running." in text and not CheckIn.objects.exists()
        cursor.execute("SELECT pg_advisory_unlock_all()")
    other.close()
    assert brought(path)[0] == 0
