"""Emergency access, and what the privacy officer decides: addresses."""

from __future__ import annotations

from django.urls import path

from handrail.interfaces.staff.views import emergencies

urlpatterns = [
    path("emergency/", emergencies.emergency, name="emergency"),
    path("emergency/<int:access_id>/facts/", emergencies.emergency_facts, name="emergency_facts"),
    path("emergency/<int:access_id>/end/", emergencies.emergency_end, name="emergency_end"),
    path("emergencies/", emergencies.emergency_list, name="emergencies"),
    path("emergencies/<int:access_id>/review/", emergencies.emergency_review, name="emergency_review"),
    path("emergencies/<int:access_id>/telling/", emergencies.emergency_telling, name="emergency_telling"),
    path("emergencies/<int:access_id>/closing/", emergencies.emergency_closing, name="emergency_closing"),
]
