"""How often somebody may try: counted before each try, forgiven once it was them."""

from __future__ import annotations

from django.http import HttpRequest

from handrail.foundation.accounts import actions as accounts
from handrail.foundation.accounts.models import Account
from handrail.interfaces.origin import origin_of
from handrail.interfaces.sign_in.device import word_of
from handrail.interfaces.sign_in.going_in import act_of

#: Codes by text that may be asked for in a quarter of an hour, for one number. Our own rule.
TEXTS = 3


def may_try(request: HttpRequest, address: str, account: Account | None) -> bool:
    """Whether one more try at this address is heard; that it was not is written down, to `account` if it is one's."""
    return _may(request, _buckets(request, address), account)


def may_text(request: HttpRequest, number: str) -> bool:
    """Whether one more code may be asked for by text to this number. Other ways in, and help, do not count it."""
    buckets = {f"text to {number}": TEXTS} | accounts.bucket_of_origin(origin_of(request))
    return _may(request, buckets, None)


def _may(request: HttpRequest, buckets: dict[str, int], account: Account | None) -> bool:
    act = act_of(request)
    may = accounts.take_try(buckets, act=act)
    if not may:
        accounts.refuse_sign_in(account, why="too_many", act=act)
    return may


def forgive(request: HttpRequest, address: str) -> None:
    """It was them."""
    accounts.forgive_tries(_buckets(request, address))


def _buckets(request: HttpRequest, address: str) -> dict[str, int]:
    return accounts.buckets_of(address, origin_of(request), word_of(request))
