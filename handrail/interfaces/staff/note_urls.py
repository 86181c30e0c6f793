"""Notes: addresses."""

from __future__ import annotations

from django.urls import path

from handrail.interfaces.staff.views import caseload, kept_apart, note_signing, notes, person, reviews

urlpatterns = [
    path("caseload/", caseload.caseload, name="caseload"),
    path("caseload/reviews/", reviews.rhythms, name="rhythms"),
    path("caseload/reviews/<int:programme_id>/", reviews.rhythm, name="rhythm"),
    path("people/<int:person_id>/plan/reviews/", reviews.plan_review, name="plan_review"),
    path("people/<int:person_id>/plan/paper/", person.plan_paper, name="plan_paper"),
    path("people/<int:person_id>/notes/", notes.notes_of, name="notes_of"),
    path("people/<int:person_id>/notes/paper/", notes.note_paper, name="note_paper"),
    path("people/<int:person_id>/kept-apart/", kept_apart.kept_apart, name="kept_apart"),
    path("notes/<int:note_id>/", notes.note, name="note"),
    path("notes/<int:note_id>/signature/", note_signing.signature, name="note_signature"),
    path("notes/<int:note_id>/second-signature/", note_signing.second_signature, name="note_cosignature"),
    path("notes/<int:note_id>/review/", note_signing.note_review, name="note_review"),
    path("notes/<int:note_id>/additions/", note_signing.additions, name="note_additions"),
    path("notes/<int:note_id>/putting-away/", note_signing.putting_away, name="note_putting_away"),
]
