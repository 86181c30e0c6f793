"""Setting up the second step: at the first sign-in of whoever works here, or later by oneself."""

from __future__ import annotations

from base64 import b64encode
from typing import Any
from urllib.parse import quote, urlencode

import qrcode
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from qrcode.image.svg import SvgPathImage

from handrail.foundation.accounts import actions as accounts
from handrail.foundation.accounts.models import Account
from handrail.foundation.accounts.totp import matching_step, new_secret
from handrail.interfaces.doorkeeper import open_page
from handrail.interfaces.sign_in import webauthn
from handrail.interfaces.sign_in.forms import CodeForm
from handrail.interfaces.sign_in.going_in import FirstStep, act_of, as_them, let_in, means_of, ours, waiting

#: Where the secret that is being set up waits, beside the browser.
SECRET = "new_secret"  # noqa: S105 - a name


@open_page
def set_up(request: HttpRequest) -> HttpResponse:
    """An authenticator app, for whoever has nothing yet for the second step."""
    found = _found(request)
    if found is None:
        return redirect("account_login")
    step, account = found
    form, secret = CodeForm(request.POST or None), request.session.setdefault(SECRET, new_secret())
    if request.method == "POST" and form.is_valid():
        at = act_of(request).at
        if matching_step(secret, form.cleaned_data["code"], at) is not None:
            accounts.add_totp(account, secret, act=as_them(account, act_of(request)))
            return _codes(request, account, step, "totp")
        form.add_error(
            "code", _("That code did not match. Look at the app again: it changes each half minute.")
        )
    shown = {"form": form, "secret": in_fours(secret), "picture": picture_of(secret, account, request)}
    return render(request, "account/set_up.html", shown, status=422 if form.errors else 200)


@require_POST
@open_page
def set_up_asked(request: HttpRequest) -> HttpResponse:
    """What the browser needs to make a passkey."""
    found = _found(request)
    return webauthn.ask_to_make(found[1]) if found else HttpResponse(status=409)


@require_POST
@open_page
def set_up_passkey(request: HttpRequest) -> HttpResponse:
    """A passkey, for whoever has nothing yet for the second step."""
    found = _found(request)
    if found is None:
        return redirect("account_login")
    step, account = found
    credential = webauthn.made(request)
    if credential is None:
        return redirect("sign_in_set_up")
    accounts.add_passkey(account, credential, _("Passkey"), act=as_them(account, act_of(request)))
    return _codes(request, account, step, "passkey")


def _found(request: HttpRequest) -> tuple[FirstStep, Account] | None:
    """Only while there is nothing: whoever has a second step shows it first."""
    found = waiting(request)
    return found if found and not means_of(found[1]) else None


def _codes(request: HttpRequest, account: Account, step: FirstStep, factor: str) -> HttpResponse:
    """Ten codes for the day the phone is lost, shown this once; and they are in."""
    codes = accounts.make_recovery_codes(account, act=as_them(account, act_of(request)))
    response = render(request, "account/codes.html", {"codes": codes, "on": ours(request, step.there)})
    return let_in(request, response, account, f"{step.factor}+{factor}", own=step.own)


def in_fours(secret: str) -> str:
    return " ".join(secret[n : n + 4] for n in range(0, len(secret), 4))


def picture_of(secret: str, account: Account, request: HttpRequest) -> str:
    """The same as a picture for the app's camera, as the address of an image."""
    label, more = (
        quote(f"{request.get_host()}:{account.email}"),
        {"secret": secret, "issuer": request.get_host()},
    )
    drawn: Any = qrcode.make(
        f"otpauth://totp/{label}?{urlencode(more)}", image_factory=SvgPathImage, border=2
    )
    return f"data:image/svg+xml;base64,{b64encode(drawn.to_string()).decode()}"
