"""What the watch found, and what it turned out to be, in words."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from handrail.continuum.journey.telling import Rows, Told, in_english
from handrail.continuum.watch.models import Concern, Finding
from handrail.continuum.watch.weekdays import weekday_words
from handrail.foundation.ledger.models import Entry


def concern_raised(entry: Entry, rows: Rows) -> Told:
    finding = rows.get(Finding, entry.facts.get("finding"))
    if finding is None or finding.resource not in rows.opens:
        return Told(_("Something changed"))
    return Told(headline_words(finding), text=finding.sentence)


def headline_words(finding: Finding) -> str:
    """The headline as it was kept, which is English; for whoever reads another language how strong it was."""
    return finding.headline if in_english() else finding.get_level_display()


def support_offered(entry: Entry, rows: Rows) -> Told:
    finding = rows.get(Finding, entry.subject)
    told = finding is not None and finding.resource in rows.opens
    return Told(_("Support was offered"), text=headline_words(finding) if told and finding else "")


def concern_settled(entry: Entry, rows: Rows) -> Told:
    outcome = entry.facts.get("outcome")
    text = str(Concern.Outcome(outcome).label) if outcome in Concern.Outcome.values else ""
    return Told(_("What changed was looked into"), text=text)


def absence_told(entry: Entry, rows: Rows) -> Told:
    first, last = (date.fromisoformat(str(entry.facts[name])) for name in ("first", "last"))
    told = {"first": date_format(first, "MONTH_DAY_FORMAT"), "last": date_format(last, "MONTH_DAY_FORMAT")}
    return Told(_("Away: no check-in expected, %(first)s to %(last)s") % told)


def days_chosen(entry: Entry, rows: Rows) -> Told:
    until = entry.facts.get("until")
    days = weekday_words(entry.facts["weekdays"], date.fromisoformat(until) if until else None)
    return Told(_("Days to check in: %(days)s") % {"days": days})


def absence_ended(entry: Entry, rows: Rows) -> Told:
    return Told(_("Back, and checking in again"))
