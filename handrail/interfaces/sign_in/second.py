"""The second step: a code from an app or from paper, or a passkey. After the first, in the same browser."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from handrail.foundation.accounts import actions as accounts
from handrail.foundation.accounts.models import Account, TotpKey
from handrail.foundation.accounts.totp import code_at
from handrail.foundation.ledger.act import Act
from handrail.interfaces.doorkeeper import open_page
from handrail.interfaces.problems import too_many
from handrail.interfaces.sign_in import webauthn
from handrail.interfaces.sign_in.forms import CodeForm
from handrail.interfaces.sign_in.going_in import FirstStep, act_of, go_in, means_of, waiting
from handrail.interfaces.sign_in.trying import forgive, may_try


@open_page
def second(request: HttpRequest) -> HttpResponse:
    """A code. Each opens once."""
    found = waiting(request)
    if found is None:
        return redirect("account_login")
    step, account = found
    if not means_of(account):
        return redirect("sign_in_set_up")
    form = CodeForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, form, account)
    if not may_try(request, account.email, account):
        return too_many(request)
    factor = accounts.use_code(account, form.cleaned_data["code"], act=act_of(request))
    if factor is None:
        accounts.refuse_sign_in(account, why="code", act=act_of(request))
        form.add_error("code", _("That code did not match, or was used before. Wait for the next one."))
        return _page(request, form, account)
    return _in(request, account, step, factor)


@require_POST
@open_page
def second_asked(request: HttpRequest) -> HttpResponse:
    """What the browser needs to show one of their passkeys."""
    found = waiting(request)
    return webauthn.ask_to_show(found[1]) if found else HttpResponse(status=409)


@require_POST
@open_page
def second_passkey(request: HttpRequest) -> HttpResponse:
    """A passkey of theirs."""
    found = waiting(request)
    if found is None:
        return redirect("account_login")
    step, account = found
    if not may_try(request, account.email, account):
        return too_many(request)
    answer = webauthn.shown(request, account)
    if answer is None:
        accounts.refuse_sign_in(account, why="passkey", act=act_of(request))
        return _page(request, CodeForm(), account, passkey_failed=True)
    accounts.use_passkey(answer[1], act=act_of(request))
    return _in(request, account, step, "passkey")


def _in(request: HttpRequest, account: Account, step: FirstStep, factor: str) -> HttpResponse:
    forgive(request, account.email)
    return go_in(request, account, f"{step.factor}+{factor}", own=step.own, there=step.there)


def _page(
    request: HttpRequest, form: CodeForm, account: Account, *, passkey_failed: bool = False
) -> HttpResponse:
    shown = {
        "form": form, "means": means_of(account), "passkey_failed": passkey_failed,
        "demo": demo_code(account, act_of(request)),
    }  # fmt: skip
    return render(request, "account/second.html", shown, status=422 if form.errors or passkey_failed else 200)


def demo_code(account: Account, act: Act) -> str:
    """In a demonstration, what the app of this account shows now."""
    app = TotpKey.objects.filter(account=account).first() if settings.DEMO else None
    return code_at(app.secret, act.at) if app else ""
