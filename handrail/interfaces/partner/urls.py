"""A partner's pages: who agreed, and what they agreed to share."""

from __future__ import annotations

from django.urls import path

from handrail.interfaces.partner import views

app_name = "partner"

urlpatterns = [
    path("", views.people, name="people"),
    path("people/<int:person_id>/", views.person, name="person"),
]
