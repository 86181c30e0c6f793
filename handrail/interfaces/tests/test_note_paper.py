"""Notes on paper: Maya's signed ones, for her, by the one gate; never a draft, never what is kept apart."""

from __future__ import annotations

from django.urls import reverse

from handrail.foundation.consent.models import Disclosure
from handrail.interfaces.note_paper import document
from handrail.pillars.counseling import actions as counseling
from handrail.pillars.counseling.models import Note


def written(cast, words, *, sign):
    act = cast.act(cast.priya)
    note = counseling.begin_note(cast.maya, shape=Note.Shape.NARRATIVE, act=act)
    counseling.save_draft(note, {"narrative": words}, began_from=0, written="read", act=act)
    if sign:
        counseling.sign(note, act=act)
        counseling.amend(note, reason="She asked for it", words="Rosa was there too.", act=act)


def test_signed_notes_stand_on_paper_for_maya_and_what_is_kept_apart_never(live_cast):
    written(live_cast, "Rain. #panic()", sign=True)
    written(live_cast, "Half a thought.", sign=False)
    counseling.keep_apart(live_cast.maya, words="My own wonder.", act=live_cast.act(live_cast.priya))
    for reader in (live_cast.maya, live_cast.priya):
        paper = str(document(live_cast.maya, live_cast.act(reader)))
        assert "Rain. #panic()" in paper and "She asked for it" in paper and "Rosa was there too." in paper
        assert "Half a thought" not in paper and "wonder" not in paper

    hers, theirs = reverse("client:notes_paper"), reverse("staff:note_paper", args=[live_cast.maya.pk])
    for who, page in (("maya", hers), ("priya", theirs)):
        answer = live_cast.browser(live_cast.people[who]).get(page)
        assert answer["Content-Type"] == "application/pdf" and answer.content.startswith(b"%PDF-")
        row = Disclosure.objects.latest("pk")
        assert (row.person, row.ground, row.how) == (live_cast.maya, "self", "file")
        assert row.resources == ["counseling_notes"] and row.made_by == live_cast.people[who]
    # Theo is refused; Lena prints other things for Maya, and reads no notes; Ravi reads them, and hands nothing out.
    for who in ("theo", "lena", "ravi"):
        assert live_cast.browser(live_cast.people[who]).get(theirs).status_code == 404
    assert Disclosure.objects.count() == 2
