"""Django's session store over our own sessions: the key stored hashed, what is held sealed with it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cached_property
from typing import Any

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import IntegrityError, transaction
from django.utils import timezone

from handrail.foundation.accounts.limits import CLIENT, NOBODY_YET
from handrail.foundation.accounts.models import Session
from handrail.foundation.accounts.models.session import digest_of
from handrail.foundation.accounts.queries import session_of
from handrail.foundation.accounts.sealing import seal, unseal

HELD = "session.held"
#: Django's own words about who signed in; the row's account says it.
AUTH = (SESSION_KEY, BACKEND_SESSION_KEY, HASH_SESSION_KEY)


class SessionStore(SessionBase):
    """What pages put aside for one browser. `row` is read at first need, with the answers to `also`."""

    def __init__(self, session_key: str | None = None, also: Mapping[str, str] | None = None) -> None:
        super().__init__(session_key)
        self.also = also

    @cached_property
    def row(self) -> Session | None:
        """The session as it stands in the database, None when there is none or it has run out."""
        return session_of(self.session_key, self.now(), self.also) if self.session_key else None

    @staticmethod
    def now() -> datetime:
        """The clock; tests of the store give another."""
        return timezone.now()

    def load(self) -> dict[str, Any]:
        if self.row is None:
            self._session_key = None
            return {}
        held = unseal(self.row.held, self.session_key or "", HELD)
        return held | ({SESSION_KEY: str(self.row.account_id)} if self.row.account_id else {})

    def exists(self, session_key: str) -> bool:
        return Session.objects.filter(digest=digest_of(session_key)).exists()

    def create(self) -> None:
        while True:
            self._session_key = self._get_new_session_key()  # type: ignore[attr-defined]
            try:
                self.save(must_create=True)
            except CreateError:
                continue
            self.modified = True
            return

    def save(self, must_create: bool = False) -> None:
        """Keep what is held. Raises UpdateError when the session has ended meanwhile: it is not made again."""
        if self.session_key is None:
            return self.create()
        held = dict(self._get_session(no_load=must_create))  # type: ignore[attr-defined]
        account = held.get(SESSION_KEY)
        for word in AUTH:
            held.pop(word, None)
        sealed = seal(held, self.session_key, HELD)
        if must_create:
            return self._begin(sealed, account)
        kept = {"held": sealed} | (_signed_in(account, self.now()) if account and not self._known() else {})
        if not Session.objects.filter(digest=digest_of(self.session_key)).update(**kept):
            raise UpdateError
        return None

    def _known(self) -> bool:
        return self.row is not None and self.row.account_id is not None

    def _begin(self, sealed: str, account: str | None) -> None:
        now = self.now()
        limits = CLIENT if account else NOBODY_YET
        named = {"digest": digest_of(self.session_key or ""), "held": sealed, "made_at": now, "seen_at": now}
        times = {"idle": limits.idle, "ends_at": now + limits.whole}
        try:
            with transaction.atomic():
                Session.objects.create(**named, **times, **(_signed_in(account, now) if account else {}))
        except IntegrityError as taken:
            raise CreateError from taken
        self.__dict__.pop("row", None)

    def delete(self, session_key: str | None = None) -> None:
        if key := session_key or self.session_key:
            Session.objects.filter(digest=digest_of(key)).delete()
        self.__dict__.pop("row", None)

    @classmethod
    def clear_expired(cls) -> None:
        """Left to the clock, which writes down who was signed out."""


def _signed_in(account: str, now: datetime) -> dict[str, Any]:
    # Only Django's own login comes here (tests do): the least that may be signed in.
    return {"account_id": int(account), "proved_at": now, "factors": "password"}
