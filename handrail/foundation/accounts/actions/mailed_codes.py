"""A code by mail: asked for in one browser, sent by the worker, used once and only there."""

from __future__ import annotations

from hmac import compare_digest
from secrets import randbelow

from django.core.mail import send_mail
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from handrail.foundation.accounts.events import MailedCodeAsked
from handrail.foundation.accounts.models import Account, MailedCode
from handrail.foundation.accounts.models.session import digest_of
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.ledger.models import Entry

DIGITS = 6


@transaction.atomic
def ask_for_code(address: str, *, act: Act) -> MailedCode:
    """The same for every address: one row, and one thing owed. Whether anybody has it is not looked up here."""
    asked = MailedCode.objects.create(address=address.lower(), asked_at=act.at)
    announce(MailedCodeAsked(subject=asked.pk, person=None), act=act)
    return asked


def send_code(entry: Entry, act: Act) -> None:
    """Mail the code when the address opens an account. Sent again after a failure it is another code."""
    assert entry.subject is not None
    asked = MailedCode.objects.select_for_update().filter(pk=entry.subject).first()
    if asked is None:
        return  # It could not be sent for a day, and was forgotten.
    account = Account.objects.filter(email__iexact=asked.address, closed_at=None).first()
    if account is None or not asked.is_open(act.at):
        return
    code = f"{randbelow(10**DIGITS):0{DIGITS}}"
    asked.account, asked.digest = account, _digest(asked, code)
    asked.save(update_fields=["account", "digest"])
    with translation.override(account.person.language or None):
        send_mail(_("You have a message"), _("Your code: %(code)s") % {"code": code}, None, [account.email])


@transaction.atomic
def use_mailed_code(key: int, code: str, *, act: Act) -> Account | None:
    """The account this code opens, once; None for any other code, an old or used one, or after five tries."""
    asked = MailedCode.objects.select_for_update(of=("self",)).filter(pk=key).first()
    if asked is None:
        return None
    asked.tries += 1
    right = compare_digest(_digest(asked, "".join(code.split())), asked.digest) and asked.is_open(act.at)
    if right:
        asked.used_at = act.at
    asked.save(update_fields=["tries", "used_at"])
    return asked.account if right else None


def _digest(asked: MailedCode, code: str) -> str:
    # Six digits are few: it is short-lived and counted, and says nothing once it is used or old.
    return digest_of(f"{asked.pk} {code}")
