"""Calendars, appointments and a worker's hours: addresses."""

from __future__ import annotations

from django.urls import path

from handrail.interfaces.staff.views import appointments, calendar, family, hours, outings

urlpatterns = [
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/hours/", hours.hours, name="hours"),
    path("calendar/hours/<int:hours_id>/end/", hours.hours_end, name="hours_end"),
    path("calendar/address/", hours.calendar_address, name="calendar_address"),
    path("calendar/address/end/", hours.calendar_address_end, name="calendar_address_end"),
    path("calendar/feed/<slug:secret>/", hours.calendar_feed, name="calendar_feed"),
    path("people/<int:person_id>/appointments/", appointments.appointments_of, name="appointments_of"),
    path("appointments/<int:appointment_id>/family/", family.family, name="family"),
    path("appointments/<int:appointment_id>/guests/", family.guests, name="guests"),
    path("guests/<int:guest_id>/end/", family.guest_end, name="guest_end"),
    path("people/<int:person_id>/appointments/elsewhere/", outings.new_outing, name="new_outing"),
    path("appointments/elsewhere/<int:outing_id>/", outings.outing, name="outing"),
    path("appointments/<int:appointment_id>/", appointments.appointment, name="appointment"),
]
