"""A partner's pages: who agreed, and what they agreed to share."""

from __future__ import annotations

from django.urls import path

from handrail.interfaces.partner import answering, telling, views

app_name = "partner"

urlpatterns = [
    path("", views.people, name="people"),
    path("referrals/<int:referral_id>/answer/", answering.referral_answer, name="referral_answer"),
    path("services/<int:service_id>/room/", answering.room, name="room"),
    path("people/<int:person_id>/", views.person, name="person"),
    path("people/<int:person_id>/help-needed/", telling.help_needed, name="help_needed"),
]
