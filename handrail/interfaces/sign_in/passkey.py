"""A passkey as the only step: something one has, opened by something one is or knows. No address is asked for."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from handrail.foundation.accounts import actions as accounts
from handrail.interfaces.doorkeeper import open_page
from handrail.interfaces.origin import origin_of
from handrail.interfaces.problems import too_many
from handrail.interfaces.sign_in import webauthn
from handrail.interfaces.sign_in.first import page
from handrail.interfaces.sign_in.forms import FirstForm
from handrail.interfaces.sign_in.going_in import act_of, go_in, wanted


@require_POST
@open_page
def passkey_asked(request: HttpRequest) -> HttpResponse:
    """What the browser needs to show a passkey of anybody."""
    return webauthn.ask_to_show(None)


@require_POST
@open_page
def passkey(request: HttpRequest) -> HttpResponse:
    """Whoever it belongs to is in."""
    act = act_of(request)
    if not accounts.take_try(accounts.bucket_of_origin(origin_of(request)), act=act):
        accounts.refuse_sign_in(None, why="too_many", act=act)
        return too_many(request)
    answer = webauthn.shown(request)
    if answer is None:
        accounts.refuse_sign_in(None, why="passkey", act=act)
        return page(request, FirstForm(), passkey_failed=True)
    account, used = answer
    accounts.use_passkey(used, act=act)
    return go_in(request, account, "passkey", own=bool(request.POST.get("own")), there=wanted(request))
