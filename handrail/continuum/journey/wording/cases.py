"""Referrals, in words: where somebody was referred, what was said, how it ended."""

from __future__ import annotations

from django.utils.translation import gettext as _

from handrail.continuum.journey.telling import Rows, Told
from handrail.continuum.journey.wording.scheduling import day_of
from handrail.foundation.ledger.models import Entry
from handrail.foundation.scheduling.models import Appointment
from handrail.pillars.case_management.models import Arrangement, Medicine, PickUp, Referral

Status = Referral.Status


def referral_proposed(entry: Entry, rows: Rows) -> Told:
    title = _("Another service was proposed") if entry.facts.get("follows") else _("A service was proposed")
    return Told(title, text=_where(entry, rows))


def referral_sent(entry: Entry, rows: Rows) -> Told:
    by_link = entry.facts.get("how") == Referral.How.LINK
    title = _("A service was asked, without a name") if by_link else _("A service was asked")
    return Told(title, text=_where(entry, rows))


def referral_answered(entry: Entry, rows: Rows) -> Told:
    words = {
        Status.ACCEPTED.value: _("They have a place"), Status.WAITING.value: _("On the waiting list"),
        Status.DECLINED.value: _("Not this time"),
    }  # fmt: skip
    return Told(words.get(str(entry.facts.get("status")), _("A service answered")), text=_where(entry, rows))


def visit_planned(entry: Entry, rows: Rows) -> Told:
    title = _("First visit planned") if entry.facts.get("visit_at") else _("The first visit did not happen")
    return Told(title, text=_where(entry, rows))


def referral_visited(entry: Entry, rows: Rows) -> Told:
    return Told(_("Was at the first visit"), text=_where(entry, rows))


def referral_ended(entry: Entry, rows: Rows) -> Told:
    words = dict(Referral.Outcome.choices)
    ended = words.get(str(entry.facts.get("outcome")), "")
    return Told(_("A referral ended"), text=": ".join(filter(None, [_where(entry, rows), str(ended)])))


def partner_noted(entry: Entry, rows: Rows) -> Told:
    return Told(_("A service asked something"), text=_where(entry, rows))


def _where(entry: Entry, rows: Rows) -> str:
    referral = rows.get(Referral, entry.subject)
    if referral is None:
        return ""
    return f"{referral.service.name}, {referral.service.provider.name}"


def arrangement_told(entry: Entry, rows: Rows) -> Told:
    what = {
        Arrangement.What.RIDE.value: _("The way to an appointment"),
        Arrangement.What.CHILD_CARE.value: _("Somebody for the children during an appointment"),
        Arrangement.What.NEW_TIME.value: _("A new time for an appointment"),
    }.get(str(entry.facts.get("what")), _("Appointment"))
    needed = entry.facts.get("status") == Arrangement.Status.NEEDED
    state = Arrangement.Status.NEEDED if needed else Arrangement.Status.NOT_NEEDED
    appointment = rows.get(Appointment, entry.facts.get("appointment"))
    return Told(f"{what}: {state.label}", text=day_of(appointment) if appointment else "")


def to_bring_written(entry: Entry, rows: Rows) -> Told:
    return Told(_("Wrote down what to bring to an appointment"))


def medicine_noted(entry: Entry, rows: Rows) -> Told:
    return Told(_("Wrote down what they take"), text=_medicine(rows, entry.subject))


def medicine_ended(entry: Entry, rows: Rows) -> Told:
    return Told(_("Does not take it any more"), text=_medicine(rows, entry.subject))


def prescription_dated(entry: Entry, rows: Rows) -> Told:
    return Told(_("Next prescription dated"), text=_medicine(rows, entry.subject))


def pick_up_expected(entry: Entry, rows: Rows) -> Told:
    return Told(_("Pick-up planned"), text=_medicine(rows, entry.facts.get("medicine")))


def pick_up_told(entry: Entry, rows: Rows) -> Told:
    picked_up = entry.facts.get("status") == PickUp.Status.PICKED_UP
    title = _("Picked up") if picked_up else _("Not picked up yet")
    return Told(title, text=_medicine(rows, entry.facts.get("medicine")))


def missed_dose_told(entry: Entry, rows: Rows) -> Told:
    return Told(_("A day without it"), text=_medicine(rows, entry.facts.get("medicine")))


def _medicine(rows: Rows, key: object) -> str:
    found = rows.get(Medicine, key)
    return found.name if found is not None else ""
