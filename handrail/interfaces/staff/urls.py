"""The team's workspace: addresses."""

from __future__ import annotations

from django.urls import include, path

from handrail.interfaces.staff.views import (
    alerts,
    answers,
    asking,
    board,
    consents,
    filling,
    on_call,
    people,
    person,
    session,
    settling,
    steps,
)

app_name = "staff"
urlpatterns = [
    path("", board.today, name="today"),
    path("today/rows/", board.rows, name="rows"),
    path("people/", people.people, name="people"),
    path("people/search/", people.people, name="search"),
    path("people/<int:person_id>/", person.person, name="person"),
    path("people/<int:person_id>/measures/", person.measures, name="measures"),
    path("people/<int:person_id>/plan/", person.plan, name="plan"),
    path("people/<int:person_id>/consents/", consents.consents, name="consents_of"),
    path("people/<int:person_id>/consents/paper/<slug:kind>/", consents.paper, name="consent_paper"),
    path("people/<int:person_id>/consents/<int:consent_id>/ending/", consents.ending, name="consent_ending"),
    path("people/<int:person_id>/steps/", steps.steps, name="steps"),
    path("people/<int:person_id>/assignments/", asking.assignments, name="assignments"),
    path("people/<int:person_id>/scales/<slug:instrument>/", filling.filling, name="filling"),
    path("people/<int:person_id>/schedules/", asking.own_schedules, name="own_schedules"),
    path("scales/", asking.scales, name="scales"),
    path("scales/<int:programme_id>/schedules/", asking.programme_schedules, name="programme_schedules"),
    path("scales/schedules/<int:schedule_id>/end/", asking.schedule_end, name="schedule_end"),
    path("proposals/<int:proposal_id>/acceptance/", answers.acceptance, name="acceptance"),
    path("proposals/<int:proposal_id>/change/", answers.change, name="change"),
    path("proposals/<int:proposal_id>/decline/", answers.decline, name="decline"),
    path("steps/<int:step_id>/completion/", steps.completion, name="completion"),
    path("steps/<int:step_id>/reopening/", steps.reopening, name="reopening"),
    path("steps/<int:step_id>/setting-aside/", steps.setting_aside, name="setting_aside"),
    path("concerns/<int:concern_id>/settlement/", settling.concern_settlement, name="concern_settlement"),
    path(
        "appointments/<int:appointment_id>/settlement/",
        settling.appointment_settlement,
        name="appointment_settlement",
    ),
    path("people/<int:person_id>/alert/", alerts.person_alert, name="person_alert"),
    path("alerts/", alerts.queue, name="alerts"),
    path("alerts/caller/", alerts.caller, name="alert_caller"),
    path("alerts/<int:alert_id>/", alerts.one, name="alert"),
    path("alerts/<int:alert_id>/acknowledgement/", alerts.acknowledgement, name="alert_acknowledgement"),
    path("alerts/<int:alert_id>/taking-over/", alerts.taking_over, name="alert_taking_over"),
    path("alerts/<int:alert_id>/next-step/", alerts.next_step, name="alert_next_step"),
    path("alerts/<int:alert_id>/notes/", alerts.notes, name="alert_notes"),
    path("alerts/<int:alert_id>/closing/", alerts.closing, name="alert_closing"),
    path("follow-ups/<int:follow_up_id>/", alerts.follow_up, name="follow_up"),
    path("on-call/", on_call.on_call, name="on_call"),
    path("on-call/number/", on_call.number, name="call_number"),
    path("on-call/<int:shift_id>/handover/", on_call.shift_handover, name="shift_handover"),
    path("on-call/<int:shift_id>/removal/", on_call.shift_removal, name="shift_removal"),
    path("", include("handrail.interfaces.staff.office_urls")),
    path("session/end/", session.sign_out, name="sign_out"),
]
