"""What went out about the person, in their words: whom it went to, what, when, why, and what they agreed to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from handrail.foundation.consent.accounting import PASSED_ON_FOR, Line, accounting_of, passed_on_by
from handrail.foundation.consent.models import Consent, Disclosure
from handrail.foundation.consent.naming import named
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.teams.queries import local
from handrail.interfaces.client.limits import emergencies_of

PURPOSES = {
    "tpo": gettext_lazy("For treatment, payment and running the program"), "at_request": gettext_lazy("Because you asked for it"),
    "treatment": gettext_lazy("For your treatment"), "support": gettext_lazy("So that they can support you"),
    "legal": gettext_lazy("For the court or office you named"), "crisis": gettext_lazy("To help you in a crisis"),
}  # fmt: skip
ORDERED = gettext_lazy("A court ordered it, and two of us read the order")
WAYS = {
    "page": gettext_lazy("They read it on a page here"), "file": gettext_lazy("As a file"), "paper": gettext_lazy("On paper"),
    "message": gettext_lazy("In a message"), "system": gettext_lazy("To a connected system"),
    "spoken": gettext_lazy("Said out loud"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shared:
    """One line of the list. `consent` is "" for one's own copy."""

    whom: str
    what: str
    when: str
    why: str
    how: str
    consent: str


@dataclass(frozen=True, slots=True)
class PassedOn:
    """An organisation that passes records on, to whom it may, and what it got from here in the time it answers for."""

    name: str
    to: str
    state: str
    got: tuple[str, ...]


def shared_page(act: Act) -> dict[str, Any]:
    """For the person who asks, of the last six years, the newest first."""
    person = act.actor
    assert person is not None
    lines = accounting_of(person, act.at)
    return {
        "lines": [_shared(line, person) for line in lines],
        "emergencies": emergencies_of(person, act),
        "passing": [_passed_on(given, lines, person, act) for given in passed_on_by(person)],
        "made_on": _day(local(person, act.at).date()),
        "person": person,
    }


def _shared(line: Line, person: Person) -> Shared:
    return Shared(
        whom=_whom(line),
        what=", ".join(named(line.resources)),
        when=_when(line, person),
        why=str(
            ORDERED if line.ground == Disclosure.Ground.ORDER else PURPOSES.get(line.purpose, line.purpose)
        ),
        how=_("Your own copy")
        if line.ground == Disclosure.Ground.SELF
        else str(WAYS.get(line.how, line.how)),
        consent=_consent(line.consent, person) if line.consent else "",
    )


def _whom(line: Line) -> str:
    if line.ground == Disclosure.Ground.EMERGENCY:
        return _("Medical staff, in an emergency")
    return line.recipient.name if line.recipient else _("You")


def _when(line: Line, person: Person) -> str:
    first, last = _day(local(person, line.first_at).date()), _day(local(person, line.last_at).date())
    if line.times == 1:
        return last
    if first == last:
        return _("%(day)s, %(times)s times") % {"day": last, "times": line.times}  # fmt: skip
    words = _("%(times)s times, from %(first)s to %(last)s")
    return words % {"times": line.times, "first": first, "last": last}


def _consent(given: Consent, person: Person) -> str:
    signed = _("You signed on %(day)s.") % {"day": _day(local(person, given.signed_at).date())}
    if given.revoked_at is None:
        return signed
    ended = _("You took it back on %(day)s.") % {"day": _day(local(person, given.revoked_at).date())}
    return f"{signed} {ended}"


def _passed_on(given: Consent, lines: Sequence[Line], person: Person, act: Act) -> PassedOn:
    those = given.participants or _("Those who treat you")
    theirs = [line for line in lines if line.consent == given and line.last_at > act.at - PASSED_ON_FOR]
    got = tuple(f"{_when(line, person)}: {', '.join(named(line.resources))}" for line in theirs)
    return PassedOn(given.recipient.name, those, _consent(given, person), got)


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
