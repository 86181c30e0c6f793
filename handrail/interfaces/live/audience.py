"""Whose changes an open page may hear of: asked once a stream, and again at each pulse."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connections
from django.utils import timezone

from handrail.foundation.accounts.models import Account
from handrail.foundation.consent.evaluator import people_for
from handrail.foundation.ledger.act import Act


@dataclass(frozen=True, slots=True)
class Audience:
    """The keys of the people whose changes concern this page."""

    people: frozenset[int]

    def concerned_by(self, topic: str) -> bool:
        """A topic is `person:<id>`, or `all` after a lost connection."""
        key = topic.removeprefix("person:")
        return topic == "all" or (key.isdigit() and int(key) in self.people)


def audience_of(session_key: str) -> Audience | None:
    """The audience behind a session, None when it has ended. Leaves no database connection behind."""
    try:
        account = _account(session_key)
        if account is None:
            return None
        act = Act(actor=account.person, at=timezone.now(), via="events")
        return Audience(frozenset(people_for(act, "care_plan").values_list("pk", flat=True)))
    finally:
        # A stream lives for minutes; a connection kept for it would starve the ordinary pages.
        for connection in connections.all(initialized_only=True):
            connection.close()


def _account(session_key: str) -> Account | None:
    session = SessionStore(session_key).load() if session_key else {}
    account = Account.objects.select_related("person").filter(pk=session.get(SESSION_KEY) or 0).first()
    return account if account is not None and account.is_active else None
