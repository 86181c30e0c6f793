"""A code by mail: asked for in one browser, sent by the worker, used once and only there."""

from __future__ import annotations

from django.core.mail import send_mail
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from handrail.foundation.accounts.actions.sent_codes import new_code, use_sent_code
from handrail.foundation.accounts.events import MailedCodeAsked
from handrail.foundation.accounts.models import Account, MailedCode
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.ledger.models import Entry


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
    account = Account.objects.open_with(asked.address)
    if account is None or not asked.is_open(act.at):
        return
    code = new_code(asked, account)
    with translation.override(account.person.language or None):
        send_mail(_("You have a message"), _("Your code: %(code)s") % {"code": code}, None, [account.email])


def use_mailed_code(key: int, code: str, *, act: Act) -> Account | None:
    """The account this code opens, once; None for any other code, an old or used one, or after five tries."""
    return use_sent_code(MailedCode, key, code, act=act)
