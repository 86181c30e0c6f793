"""What the person shares, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from handrail.continuum.journey.telling import Rows, Told
from handrail.foundation.consent.models import Consent, Recipient
from handrail.foundation.consent.naming import named
from handrail.foundation.ledger.models import Entry
from handrail.foundation.people.models import CarePreferences, Person


def share_given(entry: Entry, rows: Rows) -> Told:
    return Told(_("Shares %(what)s with %(reader)s") % _facts(entry, rows))


def share_withdrawn(entry: Entry, rows: Rows) -> Told:
    return Told(_("Stopped sharing %(what)s with %(reader)s") % _facts(entry, rows))


def packet_sent(entry: Entry, rows: Rows) -> Told:
    return Told(_("What was agreed was sent to %(recipient)s") % _recipient(entry, rows))


def close_one_let_in(entry: Entry, rows: Rows) -> Told:
    return Told(_("Somebody close may sign in, and read what was agreed"))


def packet_closed(entry: Entry, rows: Rows) -> Told:
    return Told(_("What was sent to %(recipient)s was closed") % _recipient(entry, rows))


def sending_stopped(entry: Entry, rows: Rows) -> Told:
    return Told(_("Not sent to %(recipient)s: the consent no longer held") % _recipient(entry, rows))


def _recipient(entry: Entry, rows: Rows) -> dict[str, str]:
    found = rows.get(Recipient, entry.facts.get("recipient"))
    return {"recipient": found.name if found else _("somebody")}


def consent_given(entry: Entry, rows: Rows) -> Told:
    changed = entry.facts.get("changes") is not None
    return Told(_("Changed a consent") if changed else _("Gave a consent"), text=_form(entry))


def consent_revoked(entry: Entry, rows: Rows) -> Told:
    if entry.facts.get("changed"):
        return Told(_("A consent ended because it was changed"), text=_form(entry))
    return Told(_("Stopped a consent"), text=_form(entry))


def _form(entry: Entry) -> str:
    # The kind and no more: not every worker who reads the story may read to whom.
    kind = entry.facts.get("form")
    return str(Consent.Kind(kind).label) if kind in Consent.Kind.values else ""


def _facts(entry: Entry, rows: Rows) -> dict[str, str]:
    reader = rows.get(Person, entry.facts.get("reader"))
    return {
        "what": resource_words(str(entry.facts.get("resource", ""))),
        "reader": reader.preferred_name if reader else _("somebody"),
    }


def resource_words(resource: str) -> str:
    """A resource of the access matrix, as people call it."""
    return {
        "checkins": _("check-ins"),
        "measures": _("scale results"),
        "care_plan": _("the plan"),
        "appointments": _("appointments"),
        "safety_plan": _("the safety plan"),
    }.get(resource) or _lower_case(named([resource])[0])


def _lower_case(words: str) -> str:
    return words[:1].lower() + words[1:]


def wishes_written(entry: Entry, rows: Rows) -> Told:
    return Told(_("Said how they want to be treated"))


def way_changed(entry: Entry, rows: Rows) -> Told:
    told = {
        "added": _("Another way to reach them was written down"),
        "changed": _("How to reach them was changed"),
        "ended": _("A way to reach them is no longer in use"),
    }
    return Told(told[entry.facts["how"]])


def goal_chosen(entry: Entry, rows: Rows) -> Told:
    goal = str(CarePreferences.Goal(entry.facts["goal"]).label)
    return Told(_("Said what they want"), text=goal)
