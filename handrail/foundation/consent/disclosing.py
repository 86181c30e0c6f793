"""What of a record may leave now, to whom; and the proof that it was handed over, which every way out asks for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from handrail.foundation.consent.asker import EVERYTHING, THEMSELF, Asker, Standing
from handrail.foundation.consent.denial import not_denied
from handrail.foundation.consent.evaluator import keys_for, standings
from handrail.foundation.consent.matrix import cell
from handrail.foundation.consent.models import Consent, Recipient
from handrail.foundation.consent.naming import named
from handrail.foundation.consent.part2 import met
from handrail.foundation.consent.redisclosure import Notice
from handrail.foundation.consent.rules import NOBODY, RULES
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person

#: The role of the matrix in which each kind of recipient receives.
ROLES = {
    Recipient.Kind.PERSON: "supporter",
    Recipient.Kind.ORGANISATION: "community_partner",
    Recipient.Kind.INTERMEDIARY: "community_partner",
    Recipient.Kind.CLASS: "community_partner",
    Recipient.Kind.SYSTEM: "integration",
}


@dataclass(frozen=True, slots=True)
class Scope:
    """What the consent allows, for the one who receives (42 CFR 2.32(b))."""

    discloser: str
    recipient: str
    resources: tuple[str, ...]
    purpose: str
    signed_on: date
    ends: str
    expires_on: date | None

    def lines(self) -> list[str]:
        """The scope in sentences, in the language of the page."""
        ends = date_format(self.expires_on, "DATE_FORMAT") if self.expires_on else self.ends
        return [
            _("%(discloser)s may share with %(recipient)s.") % {"discloser": self.discloser, "recipient": self.recipient},
            _("What: %(what)s.") % {"what": ", ".join(named(self.resources))},
            _("Why, in the words of the consent: “%(purpose)s”.") % {"purpose": self.purpose},
            _("Signed: %(day)s. Ends: %(ends)s.") % {"day": date_format(self.signed_on, "DATE_FORMAT"), "ends": ends},
        ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class HandedOver:
    """Made by the gate (`actions.disclosing`) alone. Whatever leaves shows `resources` and nothing else.

    `notice` and `scope` go with it in every format; neither is owed to the person themself.
    """

    disclosure: int
    person: Person
    resources: frozenset[str]
    notice: Notice | None = None
    scope: Scope | None = None


def scope_of(consent: Consent, here: tzinfo) -> Scope:
    """As it was signed, on the day it was then where the organisation is."""
    return Scope(
        consent.discloser, consent.recipient.name, tuple(consent.resources), consent.get_purpose_display(),
        consent.signed_at.astimezone(here).date(), consent.get_ends_display(), consent.expires_on,
    )  # fmt: skip


def may_leave(
    consents: Sequence[Consent], what: Collection[str], to: Recipient, act: Act
) -> dict[int, frozenset[str]]:
    """By key of the consent: which of `what` the recipient may have of that person, on that consent, now.

    Whoever reads for the recipient is asked about as themself. A worker hands over only what they may see, and only
    where the matrix lets them write disclosures. When the house sends, the recipient alone is asked about.
    """
    holding = Consent.objects.at(act.at).filter(
        pk__in=[c.pk for c in consents], recipient=to, revoked_at=None
    )
    opened = _opened(holding.values("person"), sorted(set(what)), to, act)
    return {
        found.pk: frozenset(found.resources) & opened.get(found.person_id, frozenset()) for found in holding
    }


def _opened(
    people: QuerySet[Consent, Any], what: Sequence[str], to: Recipient, act: Act
) -> dict[int, frozenset[str]]:
    asked = [Exists(Person.objects.filter(_opens(name, to, act), pk=OuterRef("pk"))) for name in what]
    answers = Person.objects.filter(pk__in=people).values_list("pk", *asked)
    return {
        row[0]: frozenset(name for name, opens in zip(what, row[1:], strict=True) if opens) for row in answers
    }


def _opens(resource: str, to: Recipient, act: Act) -> Q:
    if receives(to, act):
        return Q(pk__in=keys_for(act, resource))
    if act.actor is None:
        return _received(resource, to, act)
    written = Q(pk__in=keys_for(act, "disclosure_log", "append"))
    return _received(resource, to, act) & written & Q(pk__in=keys_for(act, resource))


def receives(to: Recipient, act: Act) -> bool:
    """Whether the actor stands here today as this recipient, or as one of theirs."""
    return any(standing.recipient == to.pk for standing in standings(act))


def _received(resource: str, to: Recipient, act: Act) -> Q:
    standing = Standing(ROLES[Recipient.Kind(to.kind)], recipient=to.pk)
    found = cell(standing.role, resource)
    if found.read not in RULES:
        return NOBODY
    bearer = Act(actor=to.person, at=act.at, via=act.via)
    known = Asker((THEMSELF, standing), frozenset({EVERYTHING}), conflicts=to.person is not None, closed=True)
    opened = RULES[found.read](bearer, standing, resource) & met(bearer, standing, found.part2, resource)
    return opened & not_denied(bearer, known, resource)
