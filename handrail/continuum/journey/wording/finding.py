"""Finding somebody whom nobody reached, in words that they may read themself."""

from __future__ import annotations

from django.utils.translation import gettext as _

from handrail.continuum.journey.telling import Rows, Told
from handrail.foundation.ledger.models import Entry
from handrail.pillars.case_management.models import Attempt, Search

Status, Way, Outcome = Search.Status, Attempt.Way, Attempt.Outcome


def lead_noted(entry: Entry, rows: Rows) -> Told:
    return Told(_("Wrote down where they may be found, or through whom"))


def lead_ended(entry: Entry, rows: Rows) -> Told:
    return Told(_("A place or somebody to ask does not hold any more"))


def search_began(entry: Entry, rows: Rows) -> Told:
    reason = dict(Search.Reason.choices).get(str(entry.facts.get("reason")), "")
    return Told(_("Trying to be in touch again"), text=str(reason))


def search_planned(entry: Entry, rows: Rows) -> Told:
    return Told(_("Chose when to try next"))


def search_ended(entry: Entry, rows: Rows) -> Told:
    status = str(entry.facts.get("status"))
    if status in {Status.FOUND, Status.CALLED}:
        return Told(_("In touch again"))
    return Told(_("Nobody looks for them any more"), text=str(dict(Status.choices).get(status, "")))


def search_reopened(entry: Entry, rows: Rows) -> Told:
    return Told(_("Still trying to be in touch"), text=_("What had ended it was a slip."))


def heard_again(entry: Entry, rows: Rows) -> Told:
    return Told(_("In touch again"))


def attempt_logged(entry: Entry, rows: Rows) -> Told:
    way = dict(Way.choices).get(str(entry.facts.get("way")), "")
    outcome = entry.facts.get("outcome")
    title = _("Was in touch") if outcome == Outcome.REACHED else _("Tried to be in touch")
    came = "" if outcome == Outcome.REACHED else dict(Outcome.choices).get(str(outcome), "")
    return Told(title, text=" · ".join(str(one) for one in (way, came) if one))


def attempt_withdrawn(entry: Entry, rows: Rows) -> Told:
    return Told(_("Took back a try that was a slip"))
