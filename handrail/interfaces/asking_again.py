"""Asking again who somebody is, before something grave: what they sent waits, sealed, and is applied once."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from handrail.foundation.accounts.actions import KeptForm, keep_form
from handrail.interfaces.sessions import session_row

TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - the name of a field
#: The name of the word behind which a form is kept.
WORD = "kept"


def sends(request: HttpRequest) -> bool:
    """Whether something is sent, not only fetched."""
    return request.method not in {"GET", "HEAD", "OPTIONS"}


def ask_again(request: HttpRequest) -> HttpResponse | None:
    """None when they showed it within five minutes; else the way to where they show it, and then back here."""
    session, at = session_row(request), request.act.at  # type: ignore[attr-defined]
    if session is None or session.is_fresh(at):
        return None
    if not sends(request):
        return redirect(f"{reverse('sign_in_again')}?{urlencode({'next': request.get_full_path()})}")
    sent = request.POST.copy()
    sent.pop(TOKEN, None)
    key = request.session.session_key or ""
    word = keep_form(session, key, KeptForm(request.get_full_path(), sent.urlencode()))
    return redirect(f"{reverse('sign_in_again')}?{urlencode({WORD: word})}")
