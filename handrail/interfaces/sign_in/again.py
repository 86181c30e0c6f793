"""Show again who you are, and what you sent is done."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import resolve
from django.utils.translation import gettext_lazy as _

from handrail.foundation.accounts import actions as accounts
from handrail.foundation.accounts.actions import KeptForm
from handrail.interfaces.asking_again import WORD
from handrail.interfaces.doorkeeper import member_page
from handrail.interfaces.sessions import session_row
from handrail.interfaces.sign_in.going_in import ours, wanted


class AgainForm(forms.Form):
    """Their password, once more."""

    password = forms.CharField(
        label=_("Password"), max_length=128, strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )  # fmt: skip


@member_page()
def again(request: HttpRequest) -> HttpResponse:
    """Asked before something grave. Right: what waits is done, once. Wrong: it goes on waiting."""
    form = AgainForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, form)
    if not request.user.check_password(form.cleaned_data["password"]):
        form.add_error("password", _("That did not match. What you sent is still here."))
        return _page(request, form)
    session = session_row(request)
    assert session is not None
    accounts.prove_again(session, factor="password", act=request.act)  # type: ignore[attr-defined]
    return _go_on(request)


def _page(request: HttpRequest, form: AgainForm) -> HttpResponse:
    came = request.POST if request.method == "POST" else request.GET
    page = {"form": form, "word": came.get(WORD, ""), "next": wanted(request)}
    return render(request, "account/again.html", page, status=422 if form.errors else 200)


def _go_on(request: HttpRequest) -> HttpResponse:
    session, key = session_row(request), request.session.session_key or ""
    word = request.POST.get(WORD, "")
    kept = accounts.take_kept_form(session, key, word) if session is not None and word else None
    if kept is not None:
        return _apply(request, kept)
    return redirect(ours(request, wanted(request)) or "home")


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
