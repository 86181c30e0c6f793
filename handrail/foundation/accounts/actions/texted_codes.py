"""A code by text: asked for in one browser and used once, only there. Who it is sent to is known to messaging."""

from __future__ import annotations

from django.db import transaction

from handrail.foundation.accounts.actions.sent_codes import use_sent_code
from handrail.foundation.accounts.events import TextedCodeAsked
from handrail.foundation.accounts.models import Account, TextedCode
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce


@transaction.atomic
def ask_for_texted_code(number: str, *, act: Act) -> TextedCode:
    """The same for every number (+15550111): one row, and one thing owed. Whose it is is not looked up here."""
    asked = TextedCode.objects.create(address=number, asked_at=act.at)
    announce(TextedCodeAsked(subject=asked.pk, person=None), act=act)
    return asked


def use_texted_code(key: int, code: str, *, act: Act) -> Account | None:
    """The account this code opens, once; None for any other code, an old or used one, or after five tries."""
    return use_sent_code(TextedCode, key, code, act=act)
