"""How often somebody may try: counted before each try, forgiven once it was them."""

from __future__ import annotations

from django.http import HttpRequest

from handrail.foundation.accounts import actions as accounts
from handrail.foundation.accounts.models import Account
from handrail.interfaces.origin import origin_of
from handrail.interfaces.sign_in.device import word_of
from handrail.interfaces.sign_in.going_in import act_of


def may_try(request: HttpRequest, address: str, account: Account | None) -> bool:
    """Whether one more try at this address is heard; that it was not is written down, to `account` if it is one's."""
    act = act_of(request)
    may = accounts.take_try(_buckets(request, address), act=act)
    if not may:
        accounts.refuse_sign_in(account, why="too_many", act=act)
    return may


def forgive(request: HttpRequest, address: str) -> None:
    """It was them."""
    accounts.forgive_tries(_buckets(request, address))


def _buckets(request: HttpRequest, address: str) -> dict[str, int]:
    return accounts.buckets_of(address, origin_of(request), word_of(request))
