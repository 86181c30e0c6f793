"""Appointments, in words."""

from __future__ import annotations

from datetime import date, datetime, time

from django.utils.formats import date_format, time_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from handrail.continuum.journey.telling import Rows, Told
from handrail.foundation.ledger.models import Entry
from handrail.foundation.scheduling.models import Appointment, Attendance, Seat
from handrail.foundation.teams.queries import local

#: Monday is 0. Not every language begins them with a capital, as Django does.
WEEKDAYS = (
    pgettext_lazy("inside a sentence", "Monday"),
    pgettext_lazy("inside a sentence", "Tuesday"),
    pgettext_lazy("inside a sentence", "Wednesday"),
    pgettext_lazy("inside a sentence", "Thursday"),
    pgettext_lazy("inside a sentence", "Friday"),
    pgettext_lazy("inside a sentence", "Saturday"),
    pgettext_lazy("inside a sentence", "Sunday"),
)


def appointment_booked(entry: Entry, rows: Rows) -> Told:
    appointment = rows.get(Appointment, entry.subject)
    if appointment is None:
        return Told(_("Appointment booked"))
    if appointment.elsewhere:
        title = (
            _("Appointment booked elsewhere: %(what)s") if rows.whole else _("Appointment elsewhere booked")
        )
        return Told(title % {"what": appointment.called}, text=day_of(appointment))
    return Told(
        _("Appointment booked with %(worker)s") % {"worker": appointment.worker}, text=_when(appointment)
    )


def appointment_settled(entry: Entry, rows: Rows) -> Told:
    appointment = rows.get(Appointment, entry.subject)
    title = {
        Appointment.Status.FULFILLED.value: _("Came to the appointment"),
        Appointment.Status.LATE.value: _("Came late to the appointment"),
        Appointment.Status.DID_NOT_COME.value: _("Did not come"),
        Appointment.Status.CANCELLED.value: _("Appointment canceled"),
    }.get(str(entry.facts.get("status")), _("Appointment"))
    if appointment is None:
        return Told(title)
    if appointment.elsewhere:
        return _settled_elsewhere(appointment, rows)
    return Told(title, text=_when(appointment), by=_("with %(worker)s") % {"worker": appointment.worker})


def appointment_moved(entry: Entry, rows: Rows) -> Told:
    appointment = rows.get(Appointment, entry.subject)
    if appointment is None:
        return Told(_("Appointment moved"))
    was = local(appointment.person, datetime.fromisoformat(str(entry.facts["was"])))
    text = _("It was %(day)s at %(time)s.") % {"day": weekday_and_day(was), "time": clock(was)}
    if appointment.elsewhere:
        return Told(_("Appointment elsewhere moved"), text=text)
    return Told(_("Appointment with %(worker)s moved") % {"worker": appointment.worker}, text=text)


def _settled_elsewhere(appointment: Appointment, rows: Rows) -> Told:
    if not rows.whole:
        return Told(_("Appointment elsewhere"), text=day_of(appointment))
    told = {"what": appointment.called, "outcome": appointment.outcome}
    return Told(_("%(what)s. %(outcome)s") % told, text=day_of(appointment))


def topic_written(entry: Entry, rows: Rows) -> Told:
    return Told(_("Wrote down what to talk about next time"))


def seat_given(entry: Entry, rows: Rows) -> Told:
    seat = rows.get(Seat, entry.subject)
    return Told(_("Has a seat in a group"), text=str(seat.gathering) if seat else "")


def seat_ended(entry: Entry, rows: Rows) -> Told:
    seat = rows.get(Seat, entry.subject)
    return Told(_("Left a group"), text=str(seat.gathering) if seat else "")


def attendance_noted(entry: Entry, rows: Rows) -> Told:
    title = {
        Attendance.Status.CAME.value: _("Came to the group"),
        Attendance.Status.LATE.value: _("Came late to the group"),
        Attendance.Status.DID_NOT_COME.value: _("Did not come to the group"),
        Attendance.Status.CANCELLED.value: _("Said they would not come to the group"),
    }.get(str(entry.facts.get("status")), _("Group"))
    noted = rows.get(Attendance, entry.subject)
    if noted is None:
        return Told(title)
    day = weekday_and_day(local(noted.person, noted.occasion.starts_at))
    return Told(title, text=_("%(group)s, %(day)s.") % {"group": noted.occasion.gathering, "day": day})


def _when(appointment: Appointment) -> str:
    starts = local(appointment.person, appointment.starts_at)
    told = {
        "day": weekday_and_day(starts),
        "time": clock(starts),
        "how": appointment.get_modality_display(),
    }
    return capfirst(_("%(day)s at %(time)s, %(how)s.") % told)


def day_of(appointment: Appointment) -> str:
    starts = local(appointment.person, appointment.starts_at)
    return capfirst(_("%(day)s at %(time)s.") % {"day": weekday_and_day(starts), "time": clock(starts)})


def weekday_and_day(moment: datetime | date) -> str:
    """Monday, November 30: in the order of the reader's language."""
    return f"{WEEKDAYS[moment.weekday()]}, {date_format(moment, 'MONTH_DAY_FORMAT')}"


def clock(moment: datetime | time) -> str:
    """2:30 pm, and never 24 hours."""
    return time_format(moment.time() if isinstance(moment, datetime) else moment, "g:i a").replace(".", "")
