"""Swarms stand as one line: a day of reminders, the calls of one alert. Everything is told once, in its order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from handrail.continuum.journey.folding import lines_of
from handrail.continuum.journey.moment import Moment

NEW_YORK = ZoneInfo("America/New_York")
#: An hour after midnight in Greenwich is the evening before in New York.
NOW = datetime(2026, 3, 4, 1, 0, tzinfo=UTC)


def moments(*kinds):
    """One an hour, the newest first; a kind may name its subject: `crisis.alert.called:7`."""
    made = []
    for number, words in enumerate(kinds):
        kind, _colon, subject = words.partition(":")
        made.append(
            Moment(NOW - timedelta(hours=number), "self", kind, "Self", "", "", "", 100 - number, kind, int(subject or 0))
        )  # fmt: skip
    return made


def told(lines):
    return [(line.title, [one.entry_id for one in line.inside]) for line in lines]


def test_a_day_of_reminders_and_the_calls_of_an_alert_are_a_line_each_and_one_alone_stays_as_it_is():
    many = moments(
        "messaging.reminder.set", "plans.step.added", "messaging.reminder.called_off", "crisis.alert.called:7",
        "crisis.alert.called:8", "crisis.alert.called:7", "messaging.reminder.withheld", "crisis.alert.closed:7",
    )  # fmt: skip
    lines, count = lines_of(many, NEW_YORK, 30)
    assert count == len(many)
    assert told(lines) == [
        ("Reminders: 3 set, called off or held back", [100, 98, 94]),
        ("plans.step.added", []),
        ("People on call were called 2 times", [97, 95]),
        ("crisis.alert.called", []),
        ("crisis.alert.closed", []),
    ]


def test_a_day_is_one_on_the_readers_clock():
    two_days = moments(*["messaging.reminder.set"] * 4)
    assert [len(line.inside) for line in lines_of(two_days, NEW_YORK, 30)[0]] == [4]
    assert [len(line.inside) for line in lines_of(two_days, UTC, 30)[0]] == [2, 2]


def test_what_does_not_fit_is_left_for_the_next_page_and_nothing_is_told_twice():
    many = moments("plans.step.added", "messaging.reminder.set", "messaging.reminder.set", "plans.step.closed",
                   "messaging.reminder.set")  # fmt: skip
    lines, count = lines_of(many, NEW_YORK, 2)
    assert (len(lines), count) == (2, 3)
    rest, _count = lines_of(many[count:], NEW_YORK, 2)
    assert [line.moment.entry_id for line in rest] == [97, 96]
