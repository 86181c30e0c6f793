"""A note is its author's until it is signed, then nobody changes it; nothing that was typed is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError

from handrail.foundation.consent.evaluator import Refused
from handrail.foundation.ledger.models import Entry
from handrail.foundation.plans import actions as plans
from handrail.foundation.scheduling import actions as scheduling
from handrail.foundation.teams.models import Credential
from handrail.pillars.counseling import actions as counseling
from handrail.pillars.counseling.models import KeptApart, Note

DAP = {"data": "She came in from the rain.", "assessment": "Grief, and pride.", "plan": "Call Rosa."}


@pytest.fixture
def licensed(cast):
    for name in ("priya", "ravi"):
        Credential.objects.create(person=cast.people[name], title="LCSW")
    return cast


def draft(cast, by="priya", words=DAP, shape=Note.Shape.DAP, **more):
    act = cast.act(cast.people[by])
    note = counseling.begin_note(cast.maya, shape=shape, act=act, **more)
    return counseling.save_draft(note, words, began_from=0, written="together", act=act).note


def seen(cast, name):
    return list(Note.objects.visible_to(cast.act(cast.people[name])))


def test_a_draft_is_its_authors_and_a_signed_note_is_open_to_maya_and_her_team(licensed):
    cast, note = licensed, draft(licensed)
    assert seen(cast, "priya") == [note] and seen(cast, "maya") == seen(cast, "ravi") == []
    signed = counseling.sign(note, act=cast.act(cast.priya))
    assert signed.cosign == Note.Cosign.NONE and signed.parts == DAP
    for name in ("maya", "priya", "ada", "ravi"):
        assert seen(cast, name) == [note], name
    for name in ("theo", "sam", "lena", "noor", "elin", "rosa", "omar"):
        assert seen(cast, name) == [], name
    told = Entry.objects.get(kind="counseling.note.signed")
    assert told.person == cast.maya and "rain" not in str(told.facts)


def test_theo_and_sam_write_no_note_about_maya_and_nobody_changes_priyas(licensed):
    cast, note = licensed, draft(licensed)
    for name in ("theo", "sam", "maya"):
        with pytest.raises(Refused):
            counseling.begin_note(cast.maya, shape=Note.Shape.DAP, act=cast.act(cast.people[name]))
    for name in ("theo", "ada", "ravi", "maya"):
        with pytest.raises(Refused):
            counseling.save_draft(
                note, {"data": "x"}, began_from=1, written="", act=cast.act(cast.people[name])
            )


def test_two_who_write_the_same_draft_keep_both_and_nothing_takes_anothers_place(licensed):
    cast, note = licensed, draft(licensed)
    act = cast.act(cast.priya)
    saved = counseling.save_draft(note, {"data": "On the phone."}, began_from=0, written="", act=act)
    again = counseling.save_draft(note, {"data": "On the phone."}, began_from=0, written="", act=act)
    note.refresh_from_db()
    assert note.parts == DAP and saved.copy == again.copy
    assert [[text for _part, text in copy.lines if text] for copy in note.copies.order_by("pk")] == [
        list(DAP.values()), ["On the phone."],
    ]  # fmt: skip
    last = counseling.save_draft(note, {"data": "On the phone."}, began_from=1, written="", act=act)
    assert last.copy is None and last.note.version == 2


def test_two_hundred_thousand_characters_are_kept_whole_and_one_more_is_said(licensed):
    cast, act = licensed, licensed.act(licensed.priya)
    long = "ñ" * 199_998 + "\n😀"
    note = draft(cast, words={"narrative": long}, shape=Note.Shape.NARRATIVE)
    assert Note.objects.get(pk=note.pk).parts["narrative"] == long
    with pytest.raises(counseling.TooLong, match="200001 characters"):
        counseling.save_draft(note, {"narrative": long + "x"}, began_from=1, written="", act=act)
    assert Note.objects.get(pk=note.pk).parts["narrative"] == long


def test_what_was_signed_is_added_to_with_a_reason_and_never_changed(licensed):
    cast, act = licensed, licensed.act(licensed.priya)
    note = counseling.sign(draft(cast), act=act)
    with pytest.raises(counseling.NotADraft):
        counseling.save_draft(note, {"data": "Otherwise."}, began_from=1, written="", act=act)
    with pytest.raises(counseling.NothingWritten):
        counseling.amend(note, words="It was Tuesday.", reason="  ", act=act)
    with pytest.raises(Refused):
        counseling.amend(note, words="It was Tuesday.", reason="Wrong day", act=cast.act(cast.ravi))
    added = counseling.amend(note, words="It was Tuesday.", reason="Wrong day", act=act)
    assert added.note.parts == DAP and added.reason == "Wrong day"
    with pytest.raises(IntegrityError):
        Note.objects.filter(pk=note.pk).update(dropped_at=cast.now)


def test_nothing_is_not_signed_and_a_session_has_one_note_of_its_author(licensed):
    cast, act = licensed, licensed.act(licensed.priya)
    begins = cast.now - timedelta(hours=2)
    met = scheduling.book(
        cast.maya,
        cast.priya,
        starts_at=begins,
        ends_at=begins + timedelta(hours=1),
        strand="counsel",
        act=act,
    )
    note = counseling.begin_note(cast.maya, shape=Note.Shape.SOAP, appointment=met, act=act)
    assert counseling.begin_note(cast.maya, shape=Note.Shape.DAP, appointment=met, act=act) == note
    with pytest.raises(counseling.NothingWritten):
        counseling.sign(note, act=act)
    counseling.drop_draft(note, act=act)
    assert counseling.begin_note(cast.maya, shape=Note.Shape.DAP, appointment=met, act=act) != note


def test_a_note_threads_to_mayas_goals_and_steps_and_to_nobody_elses(licensed):
    cast, act = licensed, licensed.act(licensed.priya)
    goal = plans.set_goal(cast.maya, words="Open the shop again.", act=cast.act(cast.maya))
    step = plans.add_step(cast.maya, title="Call Rosa", responsible=cast.maya, act=act)
    others = plans.set_goal(cast.omar, words="Sleep.", act=cast.act(cast.omar))
    note = draft(cast)
    for goals, steps in (([goal, others], [step]), ([goal], [])):
        counseling.save_draft(note, DAP, began_from=1, written="", goals=goals, steps=steps, act=act)
    assert [(t.goal, t.step) for t in note.threads.all()] == [(goal, None)]


def test_a_second_person_signs_where_the_credential_asks_and_only_with_one_of_their_own(cast):
    act, ravi = cast.act(cast.priya), cast.act(cast.ravi)
    Credential.objects.create(person=cast.priya, title="Associate", practice=Credential.Practice.SUPERVISED)
    note = counseling.sign(draft(cast), act=act)
    assert note.cosign == Note.Cosign.WAITING
    for who in ("priya", "ada", "theo"):
        with pytest.raises(Refused):
            counseling.cosign(note, act=cast.act(cast.people[who]))
    with pytest.raises(counseling.CannotSign, match="credential"):
        counseling.cosign(note, act=ravi)
    Credential.objects.create(person=cast.ravi, title="LCSW")
    assert counseling.cosign(counseling.cosign(note, act=ravi), act=ravi).cosigned_by == cast.ravi
    assert counseling.review(note, act=ravi) == counseling.review(note, act=ravi)


def test_whose_credential_ran_out_signs_nothing_and_the_draft_stays(cast):
    yesterday = cast.today - timedelta(days=1)
    Credential.objects.create(person=cast.priya, title="LCSW", expires_on=yesterday)
    note = draft(cast)
    with pytest.raises(counseling.CannotSign, match="run out"):
        counseling.sign(note, act=cast.act(cast.priya))
    assert Note.objects.get().parts == DAP


def test_what_is_kept_apart_is_priyas_alone_and_takes_nothing_the_law_keeps_out(cast):
    act = cast.act(cast.priya)
    with pytest.raises(counseling.BelongsElsewhere) as refused:
        counseling.keep_apart(cast.maya, "She wept.\nPHQ-9 was 14. Plan: call Ada.", act=act)
    assert {one.kind for one in refused.value.found} >= {"test"} and not KeptApart.objects.exists()
    counseling.keep_apart(cast.maya, "She wept. I was impatient.", act=act)
    for name, person in cast.people.items():
        found = KeptApart.objects.of_author(cast.act(person))
        assert found.exists() == (name == "priya"), name
    for name in ("theo", "ada", "ravi", "maya", "noor"):
        with pytest.raises(Refused):
            counseling.keep_apart(cast.maya, "Words.", act=cast.act(cast.people[name]))
    assert not Entry.objects.filter(person=cast.maya, kind__startswith="counseling").exists()
