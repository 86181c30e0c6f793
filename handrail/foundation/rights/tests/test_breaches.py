"""Elin keeps the book of breaches: what is owed by which day, who is told, and who reads it."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest

from handrail.foundation.consent.evaluator import Refused
from handrail.foundation.ledger.models import Entry
from handrail.foundation.rights import actions as rights
from handrail.foundation.rights.breach_days import Facts, Owed, large, owed
from handrail.foundation.rights.breach_queries import facts_of, letters_of, owed_breaches, unread_letters
from handrail.foundation.rights.models import Breach, BreachPerson, BreachReport, BreachWeighing
from handrail.foundation.teams.models import Enrolment

FOUND = date(2026, 3, 2)
BY, YEARS_END = date(2026, 5, 1), date(2027, 3, 1)
WORDS = rights.Words("A letter went astray.", "Names.", "Nothing.", "We check twice.", "Call us.")
NOTIFY, LOW = BreachWeighing.Finding.NOTIFY, BreachWeighing.Finding.LOW


# 45 CFR 164.404(b), .406, .408(b) and (c), .412
@pytest.mark.parametrize(
    ("known", "still"),
    [
        ({}, [(Owed.WEIGH, BY)]),
        ({"finding": "low"}, []),
        ({"finding": "secured", "named": 900}, []),
        ({"finding": "notify"}, [(Owed.NAME, BY), (Owed.WRITE, BY), (Owed.OFFICE, YEARS_END)]),
        ({"finding": "notify", "named": 2, "told": 1, "written": True}, [(Owed.TELL, BY), (Owed.OFFICE, YEARS_END)]),
        ({"finding": "notify", "named": 1, "told": 1, "others": 3, "written": True, "office": True}, [(Owed.TELL, BY)]),
        ({"finding": "notify", "named": 499, "told": 499, "written": True}, [(Owed.OFFICE, YEARS_END)]),
        ({"finding": "notify", "named": 499, "told": 499, "others": 1, "others_told": True, "written": True}, [(Owed.PRESS, BY), (Owed.OFFICE, BY)]),
        ({"finding": "notify", "named": 500, "told": 500, "written": True, "press": True, "office": True}, []),
        ({"finding": "notify", "named": 500, "told": 500, "written": True, "press": True, "hold_until": date(2026, 8, 1)}, [(Owed.OFFICE, date(2026, 8, 1))]),
        ({"hold_until": date(2026, 3, 20)}, [(Owed.WEIGH, BY)]),
    ],
)  # fmt: skip
def test_what_is_owed_and_by_which_day(known, still):
    facts = Facts(FOUND, **known)
    assert list(owed(facts)) == still
    assert large(facts) == (facts.named + facts.others >= 500)


@pytest.fixture
def breach(cast):
    found = rights.Found(Breach.How.SENT, "A letter went to the wrong house.", cast.today)
    return rights.open_breach(found, [cast.maya], key=uuid4(), act=cast.act(cast.elin))


def test_maya_reads_it_once_it_is_written_and_it_is_done_when_she_is_told_and_the_office_knows(cast, breach):
    elin, maya = cast.act(cast.elin), cast.act(cast.maya)
    assert owed_breaches(elin) == [cast.today + timedelta(days=60)] and letters_of(cast.maya, "en") == []
    with pytest.raises(rights.NotYet):
        rights.write_notice(breach, WORDS, language="en", act=elin)
    rights.weigh_breach(breach, rights.Weighed(NOTIFY, "It was read."), act=elin)
    named = breach.people.get()
    with pytest.raises(rights.NotYet):
        rights.note_told(breach, [named.pk], way=BreachPerson.Way.LETTER, on=cast.today, act=elin)
    for language in ("es", "en", "en"):
        rights.write_notice(breach, WORDS, language=language, act=elin)
    assert [one.notice.language for one in letters_of(cast.maya, "en")] == ["en"] and unread_letters(
        cast.maya
    ) == 1
    for _again in (1, 2):
        rights.read_notice(named, act=maya)
        rights.note_told(breach, [named.pk], way=BreachPerson.Way.LETTER, on=cast.today, act=elin)
    rights.note_report(breach, BreachReport.Whom.OFFICE, on=cast.today, receipt="R-1", act=elin)
    assert owed(facts_of(breach)) == () and unread_letters(cast.maya) == 0 and owed_breaches(elin) == []
    told = Entry.objects.filter(person=cast.maya, kind__startswith="rights.breach.").order_by("pk")
    assert [one.kind for one in told] == ["rights.breach.notice_read", "rights.breach.person_told"]
    with pytest.raises(rights.AlreadyTold):
        rights.leave_out(named, act=elin)
    with pytest.raises(rights.AlreadyTold):
        rights.weigh_breach(breach, rights.Weighed(LOW, "No.", "a", "b", "c", "d"), act=elin)


def test_a_whole_program_is_named_once_and_whoever_was_named_by_mistake_reads_nothing(cast, breach):
    elin = cast.act(cast.elin)
    rights.weigh_breach(breach, rights.Weighed(NOTIFY, "It was read."), act=elin)
    rights.write_notice(breach, WORDS, language="en", act=elin)
    rights.leave_out(breach.people.get(), act=elin)
    assert letters_of(cast.maya, "en") == [] and facts_of(breach).named == 0
    programme = Enrolment.objects.filter(person=cast.maya).first().programme
    assert rights.name_programme(breach, programme, act=elin) >= 1
    assert rights.name_programme(breach, programme, act=elin) == 0
    assert unread_letters(cast.maya) == 1


@pytest.mark.parametrize("who", ["theo", "priya", "ravi", "maya"])
def test_nobody_but_the_officer_opens_changes_or_counts_a_breach(cast, breach, who):
    act = cast.act(cast.people[who])
    with pytest.raises(Refused):
        rights.open_breach(rights.Found(Breach.How.LOST, "A phone.", cast.today), key=uuid4(), act=act)
    with pytest.raises(Refused):
        rights.name_people(breach, [cast.maya], act=act)
    with pytest.raises(Refused):
        rights.leave_out(breach.people.get(), act=act)
    assert owed_breaches(act) == []


def test_theo_marks_no_letter_of_mayas_as_read(cast, breach):
    with pytest.raises(Refused):
        rights.read_notice(breach.people.get(), act=cast.act(cast.theo))
