"""Whose changes an open page may hear of: asked once a stream, and again every half a minute."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connections
from django.utils import timezone

from handrail.foundation.accounts.queries import session_of
from handrail.foundation.consent.evaluator import people_for
from handrail.foundation.ledger.act import Act


@dataclass(frozen=True, slots=True)
class Audience:
    """The session behind the page, and the keys of the people whose changes concern it."""

    session: int
    people: frozenset[int]

    def concerned_by(self, topic: str) -> bool:
        """A topic is `person:<id>`, or `all` after a lost connection."""
        key = topic.removeprefix("person:")
        return topic == "all" or (key.isdigit() and int(key) in self.people)

    def may_have_ended(self, topic: str) -> bool:
        """Whether this topic is a reason to ask for the session again."""
        return topic in {"all", f"session:{self.session}"}


def audience_of(session_key: str) -> Audience | None:
    """The audience behind a session, None when it has ended. Leaves no database connection behind."""
    try:
        now = timezone.now()
        session = session_of(session_key, now) if session_key else None
        account = session.account if session else None
        if session is None or account is None or not account.is_active:
            return None
        act = Act(actor=account.person, at=now, via="events")
        return Audience(session.pk, frozenset(people_for(act, "care_plan").values_list("pk", flat=True)))
    finally:
        # A stream lives for minutes; a connection kept for it would starve the ordinary pages.
        for connection in connections.all(initialized_only=True):
            connection.close()
