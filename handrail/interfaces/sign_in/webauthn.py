"""Passkeys: what a browser is asked, and whether its answer holds. The ceremonies are allauth's, over fido2."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from cryptography.exceptions import InvalidSignature
from django.core.exceptions import ValidationError
from django.http import HttpRequest, JsonResponse

from handrail import strict_json
from handrail.foundation.accounts.models import Account

#: All that a forged or broken answer makes the libraries say.
NOT_RIGHT = (
    ValidationError,
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    RecursionError,
    InvalidSignature,
)


def ask_to_show(account: Account | None) -> JsonResponse:
    """What the browser needs to show a passkey of this account, or of anybody."""
    return JsonResponse(auth.begin_authentication(account))


def ask_to_make(account: Account) -> JsonResponse:
    """What the browser needs to make a passkey that opens without a password."""
    return JsonResponse(auth.begin_registration(account, True))


def shown(request: HttpRequest, account: Account | None = None) -> tuple[Account, Authenticator] | None:
    """Whose passkey the browser showed, and which; None unless all of it holds. Without `account`, anybody's."""
    try:
        answer = _answer(request)
        theirs = auth.extract_user_from_response(answer) if account is None else account
        passkey = auth.complete_authentication(theirs, answer)
    except NOT_RIGHT:
        return None
    return (theirs, passkey) if theirs.is_active else None


def made(request: HttpRequest) -> dict[str, Any] | None:
    """The passkey that the browser made, None unless all of it holds."""
    try:
        answer = _answer(request)
        auth.complete_registration(answer)
    except NOT_RIGHT:
        return None
    return answer


def _answer(request: HttpRequest) -> dict[str, Any]:
    answer = strict_json.read(request.POST.get("credential", ""))
    if not isinstance(answer, dict):
        raise TypeError("not the answer of an authenticator")
    return answer
