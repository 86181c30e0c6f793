"""What the person agreed to, as they read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from handrail.foundation.consent.models import Consent
from handrail.foundation.consent.queries import Held, consents_of
from handrail.foundation.consent.wording import current, ends_in_words, what_in_words
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.teams.queries import local, organisation_day

#: In the order in which they are offered.
OFFERED = (
    Consent.Kind.TPO, Consent.Kind.CRISIS, Consent.Kind.SUPPORTER, Consent.Kind.NAMED, Consent.Kind.COUNSELING_NOTES,
    Consent.Kind.INTERMEDIARY, Consent.Kind.LEGAL, Consent.Kind.CRIMINAL_JUSTICE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Agreed:
    """One consent in words. `may_end` while it holds, and `held_until` names the day until which it cannot."""

    number: int
    kind: str
    title: str
    whom: str
    what: str
    ends: str
    state: str
    may_end: bool
    held_until: str


def consents_page(act: Act) -> dict[str, Any]:
    """What holds first, then what ended; and what else can be agreed to."""
    person = act.actor
    assert person is not None
    every = [agreed(one, person, act) for one in consents_of(person, act)]
    return {
        "holding": [one for one in every if one.may_end or one.held_until],
        "ended": [one for one in every if not (one.may_end or one.held_until)],
        "offered": [(kind.value, title_of(kind.value)) for kind in OFFERED],
    }


def title_of(kind: str) -> str:
    """What a kind of consent is called where somebody reads it."""
    return current(kind, get_language() or "en").title


def agreed(held: Held, person: Person, act: Act) -> Agreed:
    """One of them, on the person's own calendar and in their language."""
    one, language = held.consent, get_language() or "en"
    firm = held.state == "holds" and one.firm_until is not None and one.firm_until > organisation_day(act.at)
    return Agreed(
        number=one.pk, kind=one.kind, title=title_of(one.kind), whom=held.recipient(language),
        what=what_in_words(one.resources, language), ends=ends_in_words(one.ends, one.expires_on, language),
        state=_state(held, person), may_end=held.state == "holds" and not firm,
        held_until=_day(one.firm_until) if firm and one.firm_until else "",
    )  # fmt: skip


def _state(held: Held, person: Person) -> str:
    one = held.consent
    signed = _("You signed on %(day)s.") % {"day": _day(local(person, one.signed_at).date())}
    if held.state == "holds":
        return f"{signed} {_('It ends soon.')}" if held.soon else signed
    if held.state == "over" or one.revoked_at is None:
        return f"{signed} {_('It has run out.')}"
    day = {"day": _day(local(person, one.revoked_at).date())}
    ended = _("You changed it on %(day)s.") if held.state == "changed" else _("You took it back on %(day)s.")
    return f"{signed} {ended % day}"


def _day(day: date) -> str:
    return str(date_format(day, "DATE_FORMAT"))
