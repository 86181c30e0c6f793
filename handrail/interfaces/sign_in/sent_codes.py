"""Typing a code that was sent, in the browser that asked for it: the same page for every way it came."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from handrail.foundation.accounts import actions as accounts
from handrail.foundation.accounts.models import Account, SentCode
from handrail.interfaces.doorkeeper import must_show_two
from handrail.interfaces.sign_in.forms import CodeForm
from handrail.interfaces.sign_in.going_in import act_of, as_them, go_on, wanted


@dataclass(frozen=True, slots=True)
class Way:
    """How a code is sent. `factor` is what it shows, `asked` names what this browser keeps until it is typed, `ask`
    and `typed` are the pages, `use` opens the account."""

    factor: str
    asked: str
    ask: str
    typed: str
    template: str
    use: Callable[..., Account | None]


def remember(request: HttpRequest, way: Way, code: SentCode, *, own: bool) -> HttpResponse:
    """This browser asked; on to where the code is typed."""
    request.session[way.asked] = {"key": code.pk, "own": own, "there": wanted(request)}
    return redirect(way.typed)


def code_page(request: HttpRequest, way: Way) -> HttpResponse:
    """What came, typed in the browser that asked for it."""
    asked = request.session.get(way.asked)
    if not asked:
        return redirect(way.ask)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        account = way.use(asked["key"], form.cleaned_data["code"], act=act_of(request))
        if account is not None and _opens(account, request):
            return go_on(request, account, way.factor, own=asked["own"], there=asked["there"])
        accounts.refuse_sign_in(None, why="code", act=act_of(request))
        form.add_error("code", _("That code did not match, is too old, or was tried too often."))
    return render(request, way.template, {"form": form}, status=422 if form.errors else 200)


def _opens(account: Account, request: HttpRequest) -> bool:
    # Neither a mailbox nor a text is a factor for whoever works here (NIST SP 800-63B-4, 3.1.3: e-mail is not to be used).
    return account.is_active and not must_show_two(as_them(account, act_of(request)))
