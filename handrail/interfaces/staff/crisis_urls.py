"""The team's workspace: addresses of a crisis."""

from __future__ import annotations

from django.urls import path

from handrail.interfaces.staff.views import (
    alerts,
    console,
    coping,
    crisis_numbers,
    first_minutes,
    recognition,
    transfers,
    visits,
)

urlpatterns = [
    path("alerts/", alerts.queue, name="alerts"),
    path("alerts/numbers/", crisis_numbers.crisis_numbers, name="crisis_numbers"),
    path("alerts/caller/", alerts.caller, name="alert_caller"),
    path("alerts/<int:alert_id>/", console.one, name="alert"),
    path("alerts/<int:alert_id>/acknowledgement/", console.acknowledgement, name="alert_acknowledgement"),
    path("alerts/<int:alert_id>/taking-over/", console.taking_over, name="alert_taking_over"),
    path("alerts/<int:alert_id>/next-step/", console.next_step, name="alert_next_step"),
    path("alerts/<int:alert_id>/notes/", console.notes, name="alert_notes"),
    path("alerts/<int:alert_id>/closing/", console.closing, name="alert_closing"),
    path("alerts/<int:alert_id>/answers/", first_minutes.answers, name="alert_answers"),
    path("alerts/<int:alert_id>/ratings/", first_minutes.ratings, name="alert_ratings"),
    path("alerts/<int:alert_id>/around/", first_minutes.around, name="alert_around"),
    path("alerts/<int:alert_id>/urgency/", first_minutes.urgency, name="alert_urgency"),
    path("alerts/<int:alert_id>/supervisor/", first_minutes.supervisor, name="alert_supervisor"),
    path("alerts/<int:alert_id>/handoff/", first_minutes.handoff, name="alert_handoff"),
    path("alerts/<int:alert_id>/coming/", first_minutes.coming, name="alert_coming"),
    path("alerts/<int:alert_id>/calling-off/", first_minutes.calling_off, name="alert_calling_off"),
    path("alerts/<int:alert_id>/mobile-team/", first_minutes.mobile_team, name="alert_mobile_team"),
    path("follow-ups/<int:follow_up_id>/look-back/", alerts.look_back, name="look_back"),
    path("follow-ups/<int:follow_up_id>/handover/", alerts.hand_over, name="follow_up_handover"),
    path("follow-ups/<int:follow_up_id>/", alerts.follow_up, name="follow_up"),
    path("alerts/<int:alert_id>/transfer/", transfers.transfer, name="alert_transfer"),
    path("alerts/<int:alert_id>/facts/", transfers.facts, name="alert_facts"),
    path("alerts/<int:alert_id>/arrival/", transfers.arrival, name="alert_arrival"),
    path("alerts/<int:alert_id>/return/", transfers.coming_back, name="alert_return"),
    path("alerts/<int:alert_id>/coping-plan/", coping.coping_plan, name="alert_coping_plan"),
    path("alerts/<int:alert_id>/visit/", visits.visit, name="alert_visit"),
    path("alerts/<int:alert_id>/recognition/", recognition.recognition, name="alert_recognition"),
    path("alerts/<int:alert_id>/recognition/end/", recognition.recognition_end, name="alert_recognition_end"),
]
