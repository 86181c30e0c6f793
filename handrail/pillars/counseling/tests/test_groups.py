"""A group is written once; each line lands in one record, and no record shows another's name."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.foundation.consent.evaluator import Refused
from handrail.foundation.people.models import Person
from handrail.foundation.scheduling import actions as scheduling
from handrail.foundation.scheduling.models import Attendance, Gathering
from handrail.foundation.teams import actions as teams
from handrail.foundation.teams.models import Credential, Programme
from handrail.pillars.counseling import actions as counseling
from handrail.pillars.counseling.actions import Line
from handrail.pillars.counseling.models import GroupRecord, Note
from handrail.pillars.counseling.naming import named_in

NAMES = ("Bea H.", "Omar B.", "Tess W.", "Jordan P.", "Ray S.", "Nia C.", "Will O.")
CAME, LATE, AWAY = Attendance.Status.CAME, Attendance.Status.LATE, Attendance.Status.DID_NOT_COME

_name = st.sampled_from([*NAMES, "María José L.", "O’Neil T.", "Grace Hope", "Élodie D."])
_around = st.sampled_from(["", "and ", "(", "“", "sat beside ", "— "])


@given(st.lists(_name, min_size=2, max_size=8, unique=True), st.data())
def test_a_name_of_another_is_found_wherever_it_stands_and_ones_own_is_none(names, data):
    people = dict(enumerate(names))
    mine = data.draw(st.sampled_from(sorted(people)))
    other = data.draw(st.sampled_from([key for key in people if key != mine]))
    said = data.draw(st.sampled_from([people[other], people[other].upper(), people[other].split()[0]]))
    text = f"Named two signs. {data.draw(_around)}{said}, then quiet. {people[mine]} listened."
    assert people[other] in named_in(text, people, besides=mine)
    assert named_in(f"{people[mine]} listened and will call.", {mine: people[mine]}, besides=mine) == []


def test_a_word_that_is_no_name_here_passes():
    people = {1: "Will O.", 2: "Maya P.", 3: "Maya R."}
    assert named_in("She will call. Goodwill. Maya spoke.", people, besides=2) == []
    assert named_in("Will spoke.", people, besides=2) == ["Will O."]
    assert named_in("maya r. spoke.", people, besides=2) == ["Maya R."]


@pytest.fixture
def group(cast):
    """Eight in a room, two hours ago, led by Priya."""
    Credential.objects.create(person=cast.priya, title="LCSW")
    then = cast.act(cast.priya, at=cast.now - timedelta(days=8))
    programme = Programme.objects.get(name="Outpatient")
    made = scheduling.make_gathering(
        programme, cast.priya, kind=Gathering.Kind.GROUP, strand="counsel", name="Staying well", capacity=8,
        first_on=cast.today, clock=time(17), minutes=75, time_zone="America/New_York", act=then,
    )  # fmt: skip
    people = [cast.maya]
    for name in NAMES:
        people.append(Person.objects.create(preferred_name=name, made_at=then.at))
        teams.enrol(people[-1], programme, act=then)
        teams.begin_care(cast.priya, people[-1], "counselor", act=then)
    for person in people:
        scheduling.give_seat(made, person, act=then)
    return made.occasions.get(), people


def write(cast, occasion, lines, *, did="Urge surfing.", began_from=0, signing=(), by="priya"):
    act = cast.act(cast.people[by])
    return counseling.write_group(
        occasion, did=did, began_from=began_from, lines=lines, signing=signing, act=act
    )


def test_each_line_lands_in_its_own_record_and_no_record_shows_anothers_name(cast, group):
    occasion, people = group
    lines = {one: Line(CAME, "shared", f"Line {n}.") for n, one in enumerate(people[:6])}
    lines |= {people[6]: Line(LATE, "listened", "Came at 20 past."), people[7]: Line(AWAY)}
    write(cast, occasion, lines, signing=people[:7])
    assert Note.objects.signed().count() == 7
    for person in people[:7]:
        note = Note.objects.get(person=person)
        words = " ".join(text for _part, text in note.lines)
        assert "Urge surfing." in words and note.author == cast.priya
        assert named_in(words, {p.pk: p.preferred_name for p in people}, besides=person.pk) == []
    assert Note.objects.visible_to(cast.act(cast.maya)).get().parts["own"] == "Line 0."
    assert not Note.objects.filter(person=people[7]).exists()
    assert Attendance.objects.get(person=people[7]).status == AWAY


def test_a_line_that_names_another_is_refused_whole(cast, group):
    occasion, people = group
    for lines, did in (
        ({people[0]: Line(CAME, "", "Argued with Bea.")}, "Urge surfing."),
        ({people[0]: Line(CAME, "", "Quiet.")}, "Tess led the breathing."),
    ):
        with pytest.raises(counseling.NamesAnother, match="Bea H.|Tess W."):
            write(cast, occasion, lines, did=did)
    assert not GroupRecord.objects.exists() and not Note.objects.exists() and not Attendance.objects.exists()


def test_what_is_signed_stays_and_what_another_wrote_meanwhile_is_not_overwritten(cast, group):
    occasion, people = group
    write(cast, occasion, {people[0]: Line(CAME, "", "First.")}, signing=[people[0]])
    write(
        cast,
        occasion,
        {people[0]: Line(CAME, "", "Second."), people[1]: Line(CAME, "", "Draft.")},
        began_from=1,
    )
    assert Note.objects.get(person=people[0]).parts["own"] == "First."
    for lines, did in (({people[1]: Line(CAME, "", "Stale.")}, "Urge surfing."), ({}, "Another text.")):
        with pytest.raises(counseling.GroupWrittenMeanwhile):
            write(cast, occasion, lines, did=did)
    assert Note.objects.get(person=people[1]).parts["own"] == "Draft."


def test_theo_sam_and_maya_write_nothing_about_a_group(cast, group):
    occasion, people = group
    for name in ("theo", "maya", "sam"):
        with pytest.raises(Refused):
            write(cast, occasion, {people[1]: Line(CAME, "", "Words.")}, by=name)
    assert not Attendance.objects.exists()
