"""Who is at this browser: our own session behind a cookie, read in one statement at first need."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import UpdateError
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.functional import SimpleLazyObject

from handrail.foundation.accounts import actions as accounts
from handrail.foundation.accounts.models import Account, Session
from handrail.foundation.accounts.sessions import SessionStore
from handrail.foundation.ledger.act import Act
from handrail.foundation.teams.queries import EVER_ENROLLED
from handrail.interfaces.cookies import carry

ENROLLED = "enrolled"
#: What every request needs to know besides, asked in the same statement.
ALSO = {ENROLLED: EVER_ENROLLED}


#: Pages and pictures the browser kept. Its storage stays: a check-in that waits there for signal is not ours to throw
#: away, and the help pages that work without signal live there too.
FORGET = '"cache"'


class SessionMiddleware:
    """Gives a request its `session` and `user`; a page that asks for neither (help) never touches the database."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        session = SessionStore(request.COOKIES.get(settings.SESSION_COOKIE_NAME), also=ALSO)
        request.session = session
        request.user = SimpleLazyObject(lambda: _account(session))  # type: ignore[assignment]
        return _carry(request, self.answer(request))


def session_row(request: HttpRequest) -> Session | None:
    """The session of somebody signed in, else None."""
    row: Session | None = request.session.row  # type: ignore[attr-defined]
    return row if row is not None and row.account_id is not None else None


def is_activity(request: HttpRequest) -> bool:
    """Whether somebody did this: sent something, or went to a page. What a script fetches by itself is not."""
    if request.method not in {"GET", "HEAD"}:
        return True
    return (
        request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
        and "If-None-Match" not in request.headers
    )


def leave_session(request: HttpRequest, response: HttpResponse, *, why: str, act: Act) -> HttpResponse:
    """Sign out here, on the server and in this browser: `response` tells it to forget what it had read."""
    row = session_row(request)
    if row is not None:
        person = row.account.person if row.account else None
        accounts.end_session(row, why=why, act=replace(act, actor=person))
    request.session.flush()
    return forget_session(request, response)


def forget_session(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """In this browser only: the cookie goes, and what was read."""
    request.session = SessionStore(None)
    request.user = AnonymousUser()
    response.headers["Clear-Site-Data"] = FORGET
    return _drop(response)


def carry_session(response: HttpResponse, key: str) -> HttpResponse:
    """Until the browser closes: a shared device is what we expect."""
    carry(response, settings.SESSION_COOKIE_NAME, key)
    return response


def _account(session: SessionStore) -> Account | AnonymousUser:
    row = session.row
    return row.account if row is not None and row.account is not None else AnonymousUser()


def _carry(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    session = request.session
    if session.accessed:
        patch_vary_headers(response, ("Cookie",))
    if session.modified and not session.is_empty() and response.status_code != 500:
        try:
            session.save()
        except UpdateError:
            # It ended while this page was made: nothing is kept, and the next request is nobody's.
            return _drop(response)
        return carry_session(response, session.session_key or "")
    if settings.SESSION_COOKIE_NAME in request.COOKIES and session.is_empty():
        return _drop(response)
    return response


def _drop(response: HttpResponse) -> HttpResponse:
    response.delete_cookie(settings.SESSION_COOKIE_NAME, samesite="Lax")
    return response
