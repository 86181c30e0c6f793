"""`handrail begin` and `handrail first-code`: the first people of an installation, and one who lost every way in."""

from __future__ import annotations

from email.utils import parseaddr
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from handrail.foundation.accounts import actions as accounts
from handrail.foundation.accounts.models import Account
from handrail.foundation.teams.queries import organisation_zone
from handrail.foundation.welcome import actions as welcome
from handrail.foundation.welcome.actions import First
from handrail.operations.account_command import house, no_account

NOTHING = "Nothing was changed."


def begin(name: str, time_zone: str, programme: str, administrator: str, officer: str) -> tuple[int, str]:
    """Begin the organisation; the codes are told once, here. Returns the exit code and what to say."""
    if not name.strip() or not programme.strip():
        return 2, f"The organization and its first program need a name. {NOTHING}"
    if time_zone not in available_timezones():
        return 2, f"{time_zone} is no time zone; it is written like America/Chicago. {NOTHING}"
    both = [_first(given) for given in (administrator, officer)]
    if None in both:
        return 2, f'Write each of the two as "Ada Lark <ada@example.org>". {NOTHING}'
    first, second = both
    assert first is not None and second is not None
    if first.email.casefold() == second.email.casefold():
        return 2, f"Administrator and privacy officer are two people with an address each. {NOTHING}"
    try:
        codes = welcome.begin(
            name=name.strip(), time_zone=time_zone, programme=programme.strip(), administrator=first, officer=second,
            act=house(),
        )  # fmt: skip
    except (welcome.AlreadyBegun, welcome.AddressTaken) as refused:
        return 1, str(refused)
    return 0, _told(name.strip(), first, second, codes)


def first_code(email: str) -> tuple[int, str]:
    """A new way in for somebody who has none: what opened the account before does not any more."""
    account = Account.objects.open_with(email)
    if account is None:
        return 1, no_account(email)
    if accounts.was_opened(account):
        accounts.reset_sign_in(account, act=house())
    code = accounts.make_first_code(account, act=house())
    return 0, f"Hand this over in person or by phone, and not by mail: {code}\n{_how(account.email)}"


def _first(given: str) -> First | None:
    name, email = parseaddr(given)
    try:
        validate_email(email)
    except ValidationError:
        return None
    return First(name.strip(), email) if name.strip() else None


def _told(name: str, first: First, second: First, codes: dict[str, str]) -> str:
    return "\n".join(
        [
            f"{name} has begun. Each code works once, for three days; hand it over and do not mail it.",
            f"  administrator    {first.name:<24} {first.email:<32} {codes['administrator']}",
            f"  privacy officer  {second.name:<24} {second.email:<32} {codes['privacy_officer']}",
            "They open the sign-in page, choose Here for the first time, and set up their second step.",
            "Then the administrator welcomes the others on the page Workers.",
            "The help page shows 988 and 911 until somebody of yours has called each number: Workers, Numbers for help.",
        ]
    )


def _how(email: str) -> str:
    until = (timezone.now() + accounts.FIRST_CODE_LASTS).astimezone(_zone())
    return f"Sign-in page, Here for the first time, {email}; it works once, until {until:%B %-d, %H:%M}."


def _zone() -> ZoneInfo:
    return organisation_zone()
