"""Emergency access, and what the privacy officer decides: addresses."""

from __future__ import annotations

from django.urls import path

from handrail.interfaces.staff.views import (
    cases,
    complaints,
    corrections,
    declaring,
    disclosures,
    emergencies,
    erasures,
    explaining,
    help_numbers,
    keeping,
    looks,
    office,
    partners,
    workers,
)

urlpatterns = [
    path("help-numbers/", help_numbers.numbers, name="help_numbers"),
    path("workers/", workers.workers, name="workers"),
    path("programs/", declaring.part2, name="part2"),
    path("programs/<int:programme_id>/declaration/", declaring.declaring, name="declaring"),
    path(
        "programs/declarations/<int:declaration_id>/",
        declaring.declaration_decision,
        name="declaration_decision",
    ),
    path("workers/welcome/", workers.welcoming, name="welcoming"),
    path("workers/programs/", workers.programmes, name="programmes"),
    path("workers/<int:worker_id>/", workers.worker, name="worker"),
    path("workers/<int:worker_id>/roles/", workers.roles, name="roles"),
    path("workers/<int:worker_id>/roles/<int:membership_id>/end/", workers.role_end, name="role_end"),
    path("workers/<int:worker_id>/code/", workers.worker_code, name="worker_code"),
    path("workers/<int:worker_id>/goodbye/", workers.goodbye, name="goodbye"),
    path("workers/roles/<int:request_id>/", workers.role_decision, name="role_decision"),
    path("emergency/", emergencies.emergency, name="emergency"),
    path("emergency/<int:access_id>/facts/", emergencies.emergency_facts, name="emergency_facts"),
    path("emergency/<int:access_id>/end/", emergencies.emergency_end, name="emergency_end"),
    path("emergencies/", emergencies.emergency_list, name="emergencies"),
    path("emergencies/<int:access_id>/review/", emergencies.emergency_review, name="emergency_review"),
    path("emergencies/<int:access_id>/telling/", emergencies.emergency_telling, name="emergency_telling"),
    path("emergencies/<int:access_id>/closing/", emergencies.emergency_closing, name="emergency_closing"),
    path("questions/<int:question_id>/answer/", looks.answer, name="look_answer"),
    path("privacy/looks/", looks.looks, name="looks"),
    path("privacy/looks/<int:look_id>/closing/", looks.closing, name="look_closing"),
    path("people/<int:person_id>/tie/", cases.own_tie, name="own_tie"),
    path("privacy/requests/", office.restrictions, name="restrictions"),
    path(
        "privacy/requests/<int:restriction_id>/answer/", office.restriction_answer, name="restriction_answer"
    ),
    path("privacy/closed/", office.closed_records, name="closed"),
    path("privacy/conflicts/", office.conflicts, name="conflicts"),
    path("privacy/conflicts/<int:conflict_id>/end/", office.conflict_end, name="conflict_end"),
    path("privacy/records/", office.restricted_records, name="restricted_records"),
    path("privacy/records/<int:record_id>/readers/", office.restricted_readers, name="restricted_readers"),
    path("privacy/records/<int:record_id>/end/", office.restricted_record_end, name="restricted_record_end"),
    path("privacy/cases/", cases.cases, name="cases"),
    path("privacy/cases/<int:case_id>/approval/", cases.case_approval, name="case_approval"),
    path("privacy/cases/<int:case_id>/closing/", cases.case_closing, name="case_closing"),
    path("privacy/shared/", disclosures.disclosures, name="disclosures"),
    path("people/<int:person_id>/shared/", disclosures.disclosures_of, name="disclosures_of"),
    path("people/<int:person_id>/shared/sending/", disclosures.sending, name="disclosure_sending"),
    path("people/<int:person_id>/shared/closing/", disclosures.closing, name="disclosure_closing"),
    path("privacy/partners/", partners.partners, name="partners"),
    path("privacy/partners/<int:recipient_id>/people/", partners.members, name="partner_members"),
    path("privacy/partners/people/<int:member_id>/", partners.member, name="partner_member"),
    path("corrections/", corrections.corrections, name="corrections"),
    path(
        "corrections/<int:amendment_id>/decision/",
        corrections.correction_decision,
        name="correction_decision",
    ),
    path("privacy/complaints/", complaints.complaint_list, name="complaints"),
    path(
        "privacy/complaints/<int:complaint_id>/answer/", complaints.complaint_answer, name="complaint_answer"
    ),
    path("privacy/erasing/", erasures.erasures, name="erasures"),
    path("privacy/erasing/<int:erasure_id>/decision/", erasures.erasure_decision, name="erasure_decision"),
    path("privacy/erasing/<int:erasure_id>/end/", erasures.erasure_end, name="erasure_end"),
    path("privacy/keeping/", keeping.keeping, name="keeping"),
    path("privacy/keeping/<int:person_id>/", keeping.keeping_case, name="keeping_case"),
    path("privacy/why/", explaining.why, name="why"),
]
