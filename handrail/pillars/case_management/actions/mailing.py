"""A partner is told by mail that somebody waits to hear from it. No mail holds a word about anybody."""

from __future__ import annotations

from secrets import token_urlsafe

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from handrail.clinical.needs.referral_clock import LINK_LASTS
from handrail.foundation.accounts.models import Account
from handrail.foundation.consent.models import RecipientMember
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.models import Entry
from handrail.foundation.messaging.senders import hand
from handrail.foundation.teams.queries import organisation
from handrail.pillars.case_management.actions.referring import address_of
from handrail.pillars.case_management.models import AnswerLink, Referral
from handrail.pillars.case_management.models.referrals import digest_of


class NotMailed(RuntimeError):
    """The mail server did not say that it took it: it is tried again."""


def mail_question(entry: Entry, act: Act) -> None:
    """After a referral was sent or nudged: a link that answers it, or a word to those who sign in for the partner."""
    rows = Referral.objects.select_for_update(of=("self",)).select_related("service__provider")
    assert entry.subject is not None
    referral = rows.filter(pk=entry.subject, status=Referral.Status.SENT).first()
    if referral is None:
        return  # It was answered meanwhile.
    if referral.mail_returned_at is not None:
        referral.mail_returned_at = None
        referral.save(update_fields=["mail_returned_at"])
    if referral.sent_how == Referral.How.LINK:
        _mail_link(referral, act)
        return
    members = RecipientMember.objects.at(act.at).filter(recipient=referral.recipient)
    for account in Account.objects.filter(person__in=members.values("person"), closed_at=None).order_by("pk"):
        _hand(
            account.email,
            _("You have a message. Sign in: %(address)s") % {"address": settings.ADDRESS},
            entry,
        )


def _mail_link(referral: Referral, act: Act) -> None:
    token, ends = token_urlsafe(32), act.at + LINK_LASTS
    AnswerLink.objects.filter(referral=referral, used_at=None, ends_at__gt=act.at).update(ends_at=act.at)
    made = AnswerLink.objects.create(referral=referral, digest=digest_of(token), made_at=act.at, ends_at=ends)
    told = {
        "house": organisation().name, "service": referral.service.name, "day": date_format(ends, "DATE_FORMAT"),
        "address": f"{settings.ADDRESS}/answer/{token}/",
    }  # fmt: skip
    words = _(
        "Is there room?\n\n%(house)s asks for one person: %(service)s.\nAnswer in one tap, until %(day)s:\n%(address)s\n\n"
        "The address works once and says nothing about the person."
    )
    if not _hand(address_of(referral.service), words % told, made):
        made.delete()


def _hand(address: str, words: str, key: object) -> bool:
    """Whether it was taken. A refused address is tried no more: the page of the referral says that nothing went out."""
    said = hand("email", address, words, f"referral-{type(key).__name__}-{key.pk}")  # type: ignore[attr-defined]
    if said in {"unknown", "later"}:
        raise NotMailed("The mail server did not take it. It is tried again.")
    return said == "accepted"
