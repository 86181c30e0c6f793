"""The browser somebody signs in with: what it is, and the word by which an account knows it."""

from __future__ import annotations

import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from handrail.foundation.accounts.models import KnownDevice
from handrail.interfaces.cookies import carry

WORD = re.compile(r"\w{32}")


def word_of(request: HttpRequest) -> str:
    """The word this browser was given when somebody signed in here before, "" when it has none."""
    word = request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")
    return word if WORD.fullmatch(word) else ""


def carry_word(response: HttpResponse, word: str, *, own: bool) -> None:
    """On one's own device it stays; on a shared one, which is what we expect, it goes with the browser's window."""
    carry(response, settings.DEVICE_COOKIE_NAME, word, days=KnownDevice.LASTS.days if own else None)
