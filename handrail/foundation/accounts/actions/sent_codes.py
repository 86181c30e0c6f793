"""What codes by mail and codes by text have in common: how one is made, and how it opens an account once."""

from __future__ import annotations

from hmac import compare_digest
from secrets import randbelow
from typing import TypeVar

from django.db import transaction

from handrail.foundation.accounts.models import Account, SentCode
from handrail.foundation.accounts.models.session import digest_of
from handrail.foundation.ledger.act import Act

DIGITS = 6
Sent = TypeVar("Sent", bound=SentCode)


def new_code(asked: SentCode, account: Account) -> str:
    """The digits to send for a row that the caller locked; only their hash is kept. Made again, it is another code."""
    code = f"{randbelow(10**DIGITS):0{DIGITS}}"
    asked.account, asked.digest = account, _digest(asked, code)
    asked.save(update_fields=["account", "digest"])
    return code


@transaction.atomic
def use_sent_code(model: type[Sent], key: int, code: str, *, act: Act) -> Account | None:
    """The account this code opens, once; None for any other code, an old or used one, or after five tries."""
    asked = model._default_manager.select_for_update(of=("self",)).filter(pk=key).first()
    if asked is None:
        return None
    asked.tries += 1
    right = compare_digest(_digest(asked, "".join(code.split())), asked.digest) and asked.is_open(act.at)
    if right:
        asked.used_at = act.at
    asked.save(update_fields=["tries", "used_at"])
    return asked.account if right else None


def _digest(asked: SentCode, code: str) -> str:
    # Six digits are few: it is short-lived and counted, and says nothing once it is used or old.
    return digest_of(f"{asked.pk} {code}")
