"""Coordinated responses: what was proposed to whom, and what they said, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from handrail.clinical.playbooks.playbook import UnknownPlaybook, playbook
from handrail.continuum.journey.telling import Rows, Told
from handrail.continuum.journey.wording.proposed import said_by_us
from handrail.continuum.responses.models import CoordinatedResponse, Proposal
from handrail.foundation.ledger.models import Entry
from handrail.foundation.people.models import Person


def response_proposed(entry: Entry, rows: Rows) -> Told:
    # The playbook's title says what changed: only for whoever may read what was found, in check-ins or in a scale.
    response = rows.get(CoordinatedResponse, entry.subject)
    told = response is not None and response.finding.resource in rows.opens
    return Told(_("A response was proposed to the team"), text=_playbook(entry) if told else "")


def proposal_accepted(entry: Entry, rows: Rows) -> Told:
    return _about(_("Took on: %(title)s"), entry, rows)


def proposal_changed(entry: Entry, rows: Rows) -> Told:
    proposal = rows.get(Proposal, entry.subject)
    step = proposal.step if proposal else None
    if step is None:
        return _about(_("Took on, with a change: %(title)s"), entry, rows)
    return Told(_("Took on, with a change: %(title)s") % {"title": said_by_us(step.title)})


def proposal_declined(entry: Entry, rows: Rows) -> Told:
    proposal = rows.get(Proposal, entry.subject)
    told = _about(_("Declined: %(title)s"), entry, rows)
    return Told(told.title, text=proposal.words if proposal else "")


def proposal_moved_on(entry: Entry, rows: Rows) -> Told:
    return _handed(entry, rows, _("Nobody had answered yet."))


def promise_handed_on(entry: Entry, rows: Rows) -> Told:
    return _handed(entry, rows, _("It was not done yet, so a supervisor is asked."))


def _handed(entry: Entry, rows: Rows, text: str) -> Told:
    asked = rows.get(Person, entry.facts.get("asked"))
    told = _about(_("Passed on: %(title)s"), entry, rows)
    if asked is not None:
        text = _("Now with %(worker)s. %(why)s") % {"worker": asked, "why": text}
    return Told(told.title, text=text)


def _about(pattern: str, entry: Entry, rows: Rows) -> Told:
    proposal = rows.get(Proposal, entry.subject)
    return Told(pattern % {"title": said_by_us(proposal.title) if proposal else _("a proposal")})


def _playbook(entry: Entry) -> str:
    return playbook_words(str(entry.facts.get("playbook", "")))


def playbook_words(id: str) -> str:
    """What a playbook is called; nothing when it is no longer here."""
    try:
        return _(playbook(id).title)
    except UnknownPlaybook:
        return ""
