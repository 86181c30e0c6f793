"""Maya and her team write to each other: each message once, read by whoever takes part and nobody else."""

from __future__ import annotations

from datetime import time, timedelta
from uuid import uuid4

import pytest

from handrail.foundation.consent import actions as consent
from handrail.foundation.consent.evaluator import Refused
from handrail.foundation.ledger.models import Entry
from handrail.foundation.messaging import actions as messaging
from handrail.foundation.messaging.models import Conversation, Message
from handrail.foundation.messaging.threads import answers_due, has_unread, hours_of, threads
from handrail.foundation.people.models import Person
from handrail.foundation.teams import actions as teams
from handrail.foundation.teams.models import Programme, Role
from tests.cast import NEW_YORK

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
RTL = "שלום 👋🏽 \u202bעליכם"


@pytest.fixture
def talk(cast):
    return messaging.open_conversation(cast.maya, None, act=cast.act(cast.maya))


def seen_by(cast, *names, at=None):
    return [
        name for name in names if Conversation.objects.visible_to(cast.act(cast.people[name], at=at)).exists()
    ]


def test_a_message_sent_twice_is_one_and_is_kept_as_it_was_written(cast, talk):
    key, act = uuid4(), cast.act(cast.maya)
    first, again = (messaging.write(talk, RTL, key=key, act=act) for _time in range(2))
    assert first == again and Message.objects.get().words == RTL
    with pytest.raises(messaging.SomethingElse):
        messaging.write(talk, "Something else", key=key, act=act)
    entry = Entry.objects.get(kind="messaging.message.written")
    assert (entry.person, entry.facts) == (cast.maya, {"conversation": talk.pk})


def test_her_team_takes_part_and_nobody_else(cast, talk):
    messaging.write(talk, "Hello", key=uuid4(), act=cast.act(cast.maya))
    names = ("maya", "priya", "sam", "lena", "theo", "omar", "ravi", "elin", "noor")
    assert seen_by(cast, *names) == ["maya", "priya", "sam", "lena"]
    for other in (cast.theo, cast.ravi, cast.omar):
        with pytest.raises(Refused):
            messaging.write(talk, "Hi", key=uuid4(), act=cast.act(other))
        with pytest.raises(Refused):
            messaging.open_conversation(cast.maya, None, act=cast.act(other))
    with pytest.raises(Refused):
        messaging.open_conversation(cast.maya, cast.theo, act=cast.act(cast.theo))


def test_with_priya_alone_is_read_by_priya_and_while_she_is_away_by_whoever_covers(cast):
    alone = messaging.open_conversation(cast.maya, cast.priya, act=cast.act(cast.priya))
    assert messaging.open_conversation(cast.maya, cast.priya, act=cast.act(cast.maya)) == alone
    names = ("maya", "priya", "sam", "lena", "theo")
    assert seen_by(cast, *names) == ["maya", "priya"]
    messaging.set_away(cast.sam, cast.now, cast.now + DAY, act=cast.act(cast.priya))
    assert seen_by(cast, *names, at=cast.now + HOUR) == ["maya", "priya", "sam"]
    assert messaging.write(
        alone, "Sam here for Priya.", key=uuid4(), act=cast.act(cast.sam, at=cast.now + HOUR)
    )
    assert hours_of([cast.priya], cast.now + HOUR)[cast.priya.pk].cover == cast.sam
    assert seen_by(cast, *names, at=cast.now + 2 * DAY) == ["maya", "priya"]
    messaging.come_back(act=cast.act(cast.priya, at=cast.now + HOUR))
    assert seen_by(cast, *names, at=cast.now + 2 * HOUR) == ["maya", "priya"]


def test_covering_opens_nobody_whom_one_may_not_see(cast):
    messaging.open_conversation(cast.maya, cast.priya, act=cast.act(cast.priya))
    messaging.set_away(cast.theo, cast.now, cast.now + DAY, act=cast.act(cast.priya))
    assert seen_by(cast, "theo", at=cast.now + HOUR) == []
    with pytest.raises(Refused):
        messaging.set_away(cast.maya, cast.now, cast.now + DAY, act=cast.act(cast.priya))


def test_whoever_leaves_the_team_or_is_kept_out_reads_no_more(cast, talk):
    asked = consent.ask_restriction(
        "Not Lena.", act=cast.act(cast.maya), against=consent.Against(reader=cast.lena), what=["messages"]
    )
    consent.agree_restriction(asked, answer="Yes.", act=cast.act(cast.elin))
    later = cast.now + HOUR
    assert seen_by(cast, "priya", "lena", at=later) == ["priya"]
    with pytest.raises(Refused):
        messaging.write(talk, "Hi", key=uuid4(), act=cast.act(cast.lena, at=later))
    newcomer = cast.people["ines"] = Person.objects.create(preferred_name="Ines", made_at=cast.now)
    teams.join(newcomer, Programme.objects.get(name="Outpatient"), Role.COUNSELOR, act=cast.act(None))
    teams.begin_care(newcomer, cast.maya, Role.COUNSELOR, act=cast.act(None))
    assert seen_by(cast, "ines", at=later) == ["ines"]


def test_what_is_new_is_marked_until_it_was_read_and_by_each_reader_alone(cast, talk):
    messaging.write(talk, "Hello", key=uuid4(), act=cast.act(cast.maya))
    made = messaging.write(talk, "Hi Maya", key=uuid4(), act=cast.act(cast.priya))
    assert has_unread(cast.act(cast.maya))
    assert [row.unread for row in threads(cast.act(cast.sam))] == [True]
    assert [row.unread for row in threads(cast.act(cast.priya))] == [False]
    assert messaging.mark_read(talk, made, act=cast.act(cast.maya))
    assert not messaging.mark_read(talk, made, act=cast.act(cast.maya))
    assert not has_unread(cast.act(cast.maya)) and [row.unread for row in threads(cast.act(cast.sam))] == [
        True
    ]


def test_hours_are_those_of_the_workers_clock(cast):
    messaging.set_hours([3], time(19), time(20), act=cast.act(cast.priya))
    hours = hours_of([cast.priya, cast.sam], cast.now)
    assert hours[cast.priya.pk].are_now(cast.priya, cast.now) and not hours[cast.sam.pk].are_now(
        cast.sam, cast.now
    )
    assert not hours[cast.priya.pk].are_now(cast.priya, cast.now + HOUR)


def test_an_answer_is_due_by_the_hours_that_were_stated_and_by_those_of_the_cover(cast):
    """It is Thursday, half past seven in the evening."""
    mine = messaging.open_conversation(cast.maya, cast.priya, act=cast.act(cast.maya))
    made = messaging.write(mine, "Hello", key=uuid4(), act=cast.act(cast.maya))

    def due():
        found = answers_due(threads(cast.act(cast.priya)), cast.now)
        return f"{found[mine.pk].astimezone(NEW_YORK):%A %H:%M}" if found else None

    assert due() == "Friday 17:00"
    messaging.set_hours([3], time(19), time(20), act=cast.act(cast.priya))
    assert due() == "Thursday 20:00"
    messaging.set_hours([3], time(9), time(19), act=cast.act(cast.priya))
    assert (
        due() == "Thursday 19:00"
        and answers_due(threads(cast.act(cast.priya)), cast.now)[mine.pk] - made.at > 6 * 24 * HOUR
    )
    messaging.set_hours([6], time(9), time(10), act=cast.act(cast.sam))
    messaging.set_away(cast.sam, cast.now - HOUR, cast.now + 90 * HOUR, act=cast.act(cast.priya))
    assert due() == "Sunday 10:00"
    messaging.set_hours([], time(9), time(19), act=cast.act(cast.sam))
    assert due() is None
    messaging.come_back(act=cast.act(cast.priya))
    messaging.write(mine, "Hi Maya", key=uuid4(), act=cast.act(cast.priya))
    assert due() is None
