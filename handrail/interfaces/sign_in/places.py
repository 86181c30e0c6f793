"""One's own sign-in: where it is open, and what opens it."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from handrail.foundation.accounts import actions as accounts
from handrail.foundation.accounts.models import Account, RecoveryCode, Session, TotpKey
from handrail.foundation.accounts.queries import signed_in_at
from handrail.interfaces.browsers import device_in_words
from handrail.interfaces.doorkeeper import fresh, member_page, must_show_two
from handrail.interfaces.posts import posts
from handrail.interfaces.sessions import session_row
from handrail.interfaces.sign_in import webauthn
from handrail.interfaces.sign_in.going_in import act_of, means_of

TOLD = {
    "ended": gettext_lazy("Signed out there."),
    "password": gettext_lazy("Your new password is saved. You are signed out everywhere else."),
    "added": gettext_lazy("Your passkey is added."),
    "not-added": gettext_lazy("That passkey could not be added. Nothing was changed."),
    "removed": gettext_lazy("Removed. It opens nothing any more."),
    "last": gettext_lazy("Nothing was removed: whoever works here needs one second step."),
}


@member_page()
def places(request: HttpRequest) -> HttpResponse:
    """Where this account is signed in now, and what else opens it."""
    account, here = _account(request), session_row(request)
    shown = {
        "here": here, "sessions": signed_in_at(account, act_of(request).at),
        "passkeys": Authenticator.objects.filter(user=account, type=Authenticator.Type.WEBAUTHN).order_by("pk"),
        "app": TotpKey.objects.filter(account=account).first(),
        "codes_left": RecoveryCode.objects.filter(account=account, used_at=None).count(),
        "told": TOLD.get(request.GET.get("told", "")),
    }  # fmt: skip
    return render(request, "account/places.html", shown)


@posts("sign_in_places")
@member_page()
def place_end(request: HttpRequest, session_id: int) -> HttpResponse:
    """Sign out there. Somebody else's session is none, and one that ended meanwhile has ended."""
    found = Session.objects.filter(account=_account(request), pk=session_id).first()
    if found is None:
        raise Http404
    accounts.end_session(found, why="by_owner", act=act_of(request))
    return _told("ended")


@posts("sign_in_places")
@member_page()
def others_end(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    here = session_row(request)
    assert here is not None
    accounts.end_other_sessions(here, act=act_of(request))
    return _told("ended")


@posts("sign_in_places")
@member_page()
@fresh
def codes_anew(request: HttpRequest) -> HttpResponse:
    """Ten new codes, shown this once; those before open nothing any more."""
    codes = accounts.make_recovery_codes(_account(request), act=act_of(request))
    return render(request, "account/codes.html", {"codes": codes, "on": reverse("sign_in_places")})


@posts("sign_in_places")
@member_page()
def passkey_new_asked(request: HttpRequest) -> HttpResponse:
    """What the browser needs to make one more passkey."""
    return webauthn.ask_to_make(_account(request))


@posts("sign_in_places")
@member_page()
@fresh
def passkey_new(request: HttpRequest) -> HttpResponse:
    """One more passkey, named after the device it was made on."""
    credential = webauthn.made(request)
    if credential is None:
        return _told("not-added")
    name = device_in_words(request) or _("Passkey")
    accounts.add_passkey(_account(request), credential, name, act=act_of(request))
    return _told("added")


@posts("sign_in_places")
@member_page()
@fresh
def passkey_end(request: HttpRequest, passkey_id: int) -> HttpResponse:
    """Take one away; the last second step of whoever works here stays."""
    account, act = _account(request), act_of(request)
    means = means_of(account)
    last = not means.app and account.authenticator_set.count() == 1  # type: ignore[attr-defined]
    if last and must_show_two(act):
        return _told("last")
    if not accounts.remove_passkey(account, passkey_id, act=act):
        raise Http404
    return _told("removed")


def _account(request: HttpRequest) -> Account:
    account = request.user
    assert isinstance(account, Account)
    return account


def _told(word: str) -> HttpResponse:
    return redirect(f"{reverse('sign_in_places')}?told={word}")
