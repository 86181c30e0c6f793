"""Show again who you are, by any way this sign-in has, and what you sent is done."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import resolve, reverse
from django.utils.translation import gettext as _

from handrail.foundation.accounts import actions as accounts
from handrail.foundation.accounts.actions import KeptForm
from handrail.foundation.accounts.models import Account, RecoveryCode
from handrail.interfaces.asking_again import WORD
from handrail.interfaces.doorkeeper import member_page, must_show_two
from handrail.interfaces.posts import posts
from handrail.interfaces.sessions import session_row
from handrail.interfaces.sign_in import webauthn
from handrail.interfaces.sign_in.forms import AgainForm
from handrail.interfaces.sign_in.going_in import act_of, means_of, ours
from handrail.interfaces.sign_in.second import demo_code
from handrail.interfaces.sign_in.trying import forgive, may_try

#: Which code was mailed to them for this.
MAILED = "again_mailed"
TOO_MANY = 429
WORD_LENGTH, ADDRESS_LENGTH = 64, 2000


@member_page()
def again(request: HttpRequest) -> HttpResponse:
    """Asked before something grave. Right: what waits is done, once. Wrong: it goes on waiting."""
    form = AgainForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, form)
    account = account_of(request)
    if not may_try(request, account.email, account):
        return _too_many(request, form)
    factor = _shown(request, account, form)
    if factor is None:
        accounts.refuse_sign_in(account, why=form.given, act=act_of(request))
        form.add_error(form.given, _("That did not match. What you sent is still here."))
        return _page(request, form)
    return _proved(request, factor)


def _shown(request: HttpRequest, account: Account, form: AgainForm) -> str | None:
    """What this shows of them: a password, a code by mail, of their app or on paper; None when it is none of these."""
    typed, act = form.cleaned_data[form.given], act_of(request)
    if form.given == "password":
        return "password" if account.check_password(typed) else None
    asked = request.session.get(MAILED)
    if asked and not must_show_two(act) and accounts.use_mailed_code(asked, typed, act=act) == account:
        return "mail"
    return accounts.use_code(account, typed, act=act)


@posts("sign_in_again")
@member_page()
def again_mail(request: HttpRequest) -> HttpResponse:
    """A code to their own address. A mailbox shows nothing for whoever works here."""
    account = account_of(request)
    if must_show_two(act_of(request)):
        return redirect(_here(request))
    if not may_try(request, account.email, account):
        return _too_many(request, AgainForm())
    request.session[MAILED] = accounts.ask_for_code(account.email, act=act_of(request)).pk
    return redirect(_here(request, mailed="1"))


@posts("sign_in_again")
@member_page()
def again_asked(request: HttpRequest) -> HttpResponse:
    """What the browser needs to show one of their passkeys."""
    return webauthn.ask_to_show(account_of(request))


@posts("sign_in_again")
@member_page()
def again_passkey(request: HttpRequest) -> HttpResponse:
    """A passkey of theirs."""
    account = account_of(request)
    if not may_try(request, account.email, account):
        return _too_many(request, AgainForm())
    answer = webauthn.shown(request, account)
    if answer is None:
        accounts.refuse_sign_in(account, why="passkey", act=act_of(request))
        return _page(request, AgainForm(), passkey_failed=True)
    accounts.use_passkey(answer[1], act=act_of(request))
    return _proved(request, "passkey")


def account_of(request: HttpRequest) -> Account:
    """Whose sign-in this is."""
    account = request.user
    assert isinstance(account, Account)
    return account


def _proved(request: HttpRequest, factor: str) -> HttpResponse:
    session = session_row(request)
    assert session is not None
    accounts.prove_again(session, factor=factor, act=act_of(request))
    forgive(request, account_of(request).email)
    request.session.pop(MAILED, None)
    return _go_on(request)


def _too_many(request: HttpRequest, form: AgainForm) -> HttpResponse:
    return _page(request, form, status=TOO_MANY)


def _page(
    request: HttpRequest, form: AgainForm, *, passkey_failed: bool = False, status: int = 200
) -> HttpResponse:
    account, act = account_of(request), act_of(request)
    means = means_of(account)
    page: dict[str, Any] = {
        "form": form, "means": means, "passkey_failed": passkey_failed, "too_many": status == TOO_MANY,
        "has_password": account.has_usable_password(), "by_mail": not must_show_two(act),
        "codes": means.app or RecoveryCode.objects.filter(account=account, used_at=None).exists(),
        "mailed": bool(request.session.get(MAILED)), "demo": demo_code(account, act), **_waiting(request),
    }  # fmt: skip
    wrong = form.errors or passkey_failed
    return render(request, "account/again.html", page, status=422 if wrong and status == 200 else status)


def _waiting(request: HttpRequest) -> dict[str, str]:
    """What waits, and where they go on, as the page they sent still knows it."""
    wanted = request.POST if request.method == "POST" else request.GET
    word, there = wanted.get(WORD, ""), ours(request, wanted.get("next", ""))
    # Neither a word of ours nor an address of ours is longer.
    return {"word": word[:WORD_LENGTH], "next": there if len(there) <= ADDRESS_LENGTH else ""}


def _here(request: HttpRequest, **more: str) -> str:
    waits = _waiting(request)
    return f"{reverse('sign_in_again')}?{urlencode({WORD: waits['word'], 'next': waits['next'], **more})}"


def _go_on(request: HttpRequest) -> HttpResponse:
    session, key = session_row(request), request.session.session_key or ""
    word = request.POST.get(WORD, "")
    kept = accounts.take_kept_form(session, key, word) if session is not None and word else None
    if kept is not None:
        return _apply(request, kept)
    return redirect(_waiting(request)["next"] or "home")


def _apply(request: HttpRequest, kept: KeptForm) -> HttpResponse:
    """Send the form on its way as it would have gone: through its own door, with its own rights."""
    path, _mark, query = kept.path.partition("?")
    request.path = request.path_info = request.META["PATH_INFO"] = path
    request.META["QUERY_STRING"] = query
    request.GET = QueryDict(query)
    request.POST = QueryDict(kept.body)
    request.resolver_match = found = resolve(path)
    answer: HttpResponse = found.func(request, *found.args, **found.kwargs)
    return answer
