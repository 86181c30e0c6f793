"""Writing a note on a page: it keeps itself, two keep both, and Maya reads what was signed."""

from __future__ import annotations

import pytest
from django.urls import reverse

from handrail.foundation.consent import actions as consent
from handrail.foundation.consent.models import EmergencyAccess
from handrail.foundation.ledger.models import Viewing
from handrail.foundation.teams.models import Site
from handrail.pillars.counseling import actions as counseling
from handrail.pillars.counseling.models import KeptApart, Note

WORDS = {"part_data": "She said “I am an addict”. An alcoholic father.", "part_plan": "Call Rosa."}


@pytest.fixture
def priya(live_cast):
    return live_cast.browser(live_cast.priya)


@pytest.fixture
def note(live_cast):
    return counseling.begin_note(live_cast.maya, shape=Note.Shape.DAP, act=live_cast.act(live_cast.priya))


def at(name, *of):
    return reverse(f"staff:{name}", args=of)


def sent(version, **more):
    return {"version": version, "written": "together", **WORDS, **more}


def test_priya_writes_signs_and_adds_and_maya_reads_it(live_cast, priya):
    notes = at("notes_of", live_cast.maya.pk)
    assert at("kept_apart", live_cast.maya.pk) in priya.get(notes).content.decode()
    page = priya.post(notes, {"shape": "dap", "session": ""})["Location"]
    assert priya.post(page, sent(0)).status_code == 302
    text = priya.get(page).content.decode()
    assert "alcoholic father" in text and '<u class="wavy">alcoholic</u>' in text
    assert '<u class="wavy">addict</u>' not in text
    note = Note.objects.get()
    maya = live_cast.browser(live_cast.maya)
    assert maya.get(reverse("client:note", args=[note.pk])).status_code == 404
    assert priya.post(at("note_signature", note.pk), sent(1)).status_code == 302
    refused = priya.post(at("note_additions", note.pk), {"words": "It was Tuesday.", "reason": ""})
    assert refused.status_code == 422 and "It was Tuesday." in refused.content.decode()
    priya.post(at("note_additions", note.pk), {"words": "It was Tuesday.", "reason": "Wrong day"})
    late = priya.post(page, sent(1, part_data="Typed too late."))
    assert late.status_code == 422 and "Typed too late." in late.content.decode()
    read = maya.get(reverse("client:note", args=[note.pk])).content.decode()
    assert "alcoholic father" in read and "It was Tuesday." in read and "Written together" in read
    assert Viewing.objects.filter(person=live_cast.maya, resource="counseling_notes").exists()


def test_a_draft_keeps_itself_and_what_was_changed_elsewhere_is_shown_beside_it(priya, note):
    json = {"HTTP_ACCEPT": "application/json"}
    first = priya.post(at("note", note.pk), sent(0), **json)
    assert first.json()["version"] == 1 and first.json()["hints"][0]["term"].lower() == "alcoholic"
    stale = priya.post(at("note", note.pk), sent(0, part_data="From the phone."), **json)
    assert stale.status_code == 409 and stale.json()["meanwhile"]
    shown = priya.post(at("note", note.pk), sent(0, part_data="From the phone."))
    text = shown.content.decode()
    assert shown.status_code == 422 and "From the phone." in text and "alcoholic father" in text
    assert 'name="version" value="1"' in text
    long = priya.post(at("note", note.pk), sent(1, part_data="x" * 200_001))
    assert long.status_code == 422 and "200001 characters" in long.content.decode()
    assert "x" * 200_001 in long.content.decode()
    assert Note.objects.get().parts["data"] == WORDS["part_data"]


def test_a_word_in_the_name_of_a_place_we_know_labels_nobody(priya, note):
    Site.objects.create(name="Junkie Jazz Club")
    json, told = {"HTTP_ACCEPT": "application/json"}, "Met at the Junkie Jazz Club. No alcoholic there."
    hints = priya.post(at("note", note.pk), sent(0, part_data=told), **json).json()["hints"]
    assert [one["term"] for one in hints] == ["alcoholic"]


def test_theo_and_whoever_opened_the_record_in_an_emergency_read_no_note(live_cast, note):
    act = live_cast.act(live_cast.priya)
    counseling.save_draft(note, {"data": "Words."}, began_from=0, written="", act=act)
    counseling.sign(note, act=act)
    consent.open_emergency_access(
        live_cast.maya,
        reason=EmergencyAccess.Reason.LIFE,
        words="No answer.",
        act=live_cast.act(live_cast.noor),
    )
    for name in ("theo", "noor", "sam", "lena", "elin"):
        browser = live_cast.browser(live_cast.people[name])
        for page in (
            at("note", note.pk),
            at("notes_of", live_cast.maya.pk),
            at("kept_apart", live_cast.maya.pk),
        ):
            assert browser.get(page).status_code == 404, (name, page)
        assert browser.post(at("note", note.pk), sent(1)).status_code == 404
    assert live_cast.browser(live_cast.ravi).get(at("note", note.pk)).status_code == 200


def test_what_the_law_keeps_out_is_named_and_the_words_stay_in_the_box(live_cast, priya):
    page, words = at("kept_apart", live_cast.maya.pk), "I felt impatient.\nPHQ-9 was 14."
    refused = priya.post(page, {"words": words})
    text = refused.content.decode()
    assert refused.status_code == 422 and "results of tests" in text and "I felt impatient." in text
    assert not KeptApart.objects.exists()
    assert priya.post(page, {"words": "I felt impatient."}).status_code == 302
    assert "I felt impatient." in priya.get(page).content.decode()
    assert live_cast.browser(live_cast.ada).get(page).status_code == 404
    assert live_cast.browser(live_cast.ravi).get(page).status_code == 404
    note = counseling.begin_note(
        live_cast.maya, shape=Note.Shape.NARRATIVE, act=live_cast.act(live_cast.priya)
    )
    counseling.save_draft(
        note,
        {"narrative": "We spoke of the shop."},
        began_from=0,
        written="",
        act=live_cast.act(live_cast.priya),
    )
    for signed in (False, True):
        if signed:
            counseling.sign(note, act=live_cast.act(live_cast.priya))
        copy = live_cast.browser(live_cast.maya).get(reverse("client:copy_page")).content.decode()
        assert "impatient" not in copy and ("We spoke of the shop." in copy) == signed
