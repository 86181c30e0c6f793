"""Until when a peer is certified, and from which day on that is worth saying."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from handrail.foundation.teams.models import Credential

#: So many days before it runs out a certificate is spoken of: first, then more clearly, then as what comes next.
WARN_AT = (90, 60, 30)


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a peer holds: the one that runs longest. `days` are left; None when it never runs out."""

    title: str
    issuer: str
    expires_on: date | None
    days: int | None

    @property
    def has_run_out(self) -> bool:
        return self.days is not None and self.days < 0

    @property
    def warning(self) -> int | None:
        """The step of WARN_AT that was reached last, 0 once it ran out, None while it is far."""
        if self.days is None or self.days > WARN_AT[0]:
            return None
        return 0 if self.has_run_out else min(step for step in WARN_AT if self.days <= step)


def certificates_of(peers: Iterable[int], today: date) -> dict[int, Certificate]:
    """The certificate of each peer who holds any. One query."""
    found: dict[int, Credential] = {}
    for one in Credential.objects.filter(person__in=set(peers)).order_by("pk"):
        held = found.get(one.person_id)
        if held is None or _ends(one) >= _ends(held):
            found[one.person_id] = one
    return {peer: _certificate(one, today) for peer, one in found.items()}


def certified(today: date) -> QuerySet[Credential]:
    """Who holds a certificate that has not run out, as keys of people."""
    never, lasting = (
        Credential.objects.filter(expires_on=None),
        Credential.objects.filter(expires_on__gte=today),
    )
    return (never | lasting).values("person")  # type: ignore[return-value]


def _ends(one: Credential) -> date:
    return one.expires_on or date.max


def _certificate(one: Credential, today: date) -> Certificate:
    days = (one.expires_on - today).days if one.expires_on else None
    return Certificate(one.title, one.issuer, one.expires_on, days)
