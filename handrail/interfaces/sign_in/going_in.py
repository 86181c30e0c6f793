"""From the first step to being signed in: what waits between the two, and who needs which."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from handrail.foundation.accounts import actions as accounts
from handrail.foundation.accounts.limits import CLIENT, OFFICE, STAFF, Limits
from handrail.foundation.accounts.models import Account, TotpKey
from handrail.foundation.accounts.models.session import digest_of
from handrail.foundation.accounts.sessions import SessionStore
from handrail.foundation.consent.evaluator import standings
from handrail.foundation.ledger.act import Act
from handrail.foundation.teams.models import Role
from handrail.interfaces.browsers import device_in_words
from handrail.interfaces.choices import carry_all
from handrail.interfaces.doorkeeper import must_show_two
from handrail.interfaces.sessions import ALSO, carry_session
from handrail.interfaces.sign_in import device

WAITING = "first_step"
#: How long the second step may take; after that, from the beginning.
LASTS = timedelta(minutes=10)
#: Roles whose sign-in is shorter.
IN_AN_OFFICE = {Role.PRIVACY_OFFICER.value, Role.ADMINISTRATOR.value}


@dataclass(frozen=True, slots=True)
class FirstStep:
    """Somebody showed `factor` at `at` (ISO 8601); `own` says that it is their own device, `there` where they go.

    `stands` is the mark of what opened the account then: with another password since, this step is none.
    """

    account: int
    stands: str
    factor: str
    at: str
    own: bool
    there: str


@dataclass(frozen=True, slots=True)
class Means:
    """What an account has for its second step."""

    app: bool
    passkeys: bool

    def __bool__(self) -> bool:
        return self.app or self.passkeys


def means_of(account: Account) -> Means:
    """Asked anew each time: what was taken away opens nothing."""
    passkeys = Authenticator.objects.filter(user=account, type=Authenticator.Type.WEBAUTHN)
    return Means(TotpKey.objects.filter(account=account).exists(), passkeys.exists())


def needs_second(account: Account, act: Act) -> bool:
    """Whoever works here or for a partner always does; everybody else once they have set one up."""
    return must_show_two(as_them(account, act)) or bool(means_of(account))


def act_of(request: HttpRequest) -> Act:
    """What the door noted of this request: nobody yet, and when."""
    act: Act = request.act  # type: ignore[attr-defined]
    return act


def as_them(account: Account, act: Act) -> Act:
    return Act(actor=account.person, at=act.at, via="sign_in")


def go_on(request: HttpRequest, account: Account, factor: str, *, own: bool, there: str) -> HttpResponse:
    """After the first step: in, or on to the second."""
    if not needs_second(account, act_of(request)):
        return go_in(request, account, factor, own=own, there=there)
    _begin(request, account, factor, own=own, there=there)
    return redirect("sign_in_second")


def _begin(request: HttpRequest, account: Account, factor: str, *, own: bool, there: str) -> None:
    # Kept beside this browser, sealed like everything a session holds.
    at = act_of(request).at.isoformat()
    step = FirstStep(account.pk, digest_of(account.password), factor, at, own, there)
    request.session[WAITING] = asdict(step)


def waiting(request: HttpRequest) -> tuple[FirstStep, Account] | None:
    """The first step made in this browser, and whose; None when there is none, or it is too long ago."""
    kept = request.session.get(WAITING)
    if not kept:
        return None
    step = FirstStep(**kept)
    late = act_of(request).at - datetime.fromisoformat(step.at) > LASTS
    account = None if late else Account.objects.filter(pk=step.account, closed_at=None).first()
    return (step, account) if account and digest_of(account.password) == step.stands else None


def go_in(
    request: HttpRequest, account: Account, factors: str, *, own: bool, there: str = ""
) -> HttpResponse:
    """Sign in here and go on to where they wanted to be."""
    response = redirect(ours(request, there) or "home")
    return let_in(request, response, account, factors, own=own)


def let_in(
    request: HttpRequest, response: HttpResponse, account: Account, factors: str, *, own: bool
) -> HttpResponse:
    """Open a session under a new key and put it, with their choices, on this answer."""
    act = as_them(account, act_of(request))
    request.session.flush()
    _session, key = accounts.open_session(
        account, factors=factors, limits=limits_for(act), device=device_in_words(request), held={}, act=act
    )  # fmt: skip
    request.session = SessionStore(key, also=ALSO)
    request.user = account
    rotate_token(request)
    device.carry_word(response, accounts.know_device(account, device.word_of(request), act=act), own=own)
    return carry_all(carry_session(response, key), account.person)


def limits_for(act: Act) -> Limits:
    """The shortest of those of their roles."""
    roles = {standing.role for standing in standings(act)}
    if roles & IN_AN_OFFICE:
        return OFFICE
    return STAFF if must_show_two(act) else CLIENT


def wanted(request: HttpRequest) -> str:
    """Where they wanted to be, as they came or as the page they sent still knows it."""
    came = request.POST if request.method == "POST" else request.GET
    return came.get("next", "")


def ours(request: HttpRequest, there: str) -> str:
    """Where to go on, "" when that is not an address of ours."""
    safe = url_has_allowed_host_and_scheme(there, {request.get_host()}, require_https=request.is_secure())
    return there if there and safe else ""
