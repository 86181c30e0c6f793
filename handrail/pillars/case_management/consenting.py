"""What a referral would share, said before anything leaves: with whom, exactly which parts, on which consent."""

from __future__ import annotations

from dataclasses import dataclass

from handrail.foundation.consent.matrix import cell
from handrail.foundation.consent.models import Consent, Recipient, RecipientMember
from handrail.foundation.ledger.act import Act
from handrail.pillars.case_management.models import Provider, Referral
from handrail.pillars.case_management.models.referrals import PARTNER

#: Without this part a partner could not read what it is asked.
ASKED = "referrals"


@dataclass(frozen=True, slots=True)
class Ground:
    """One consent that holds, and what of it goes."""

    consent: Consent
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """`grounds` is empty where the person agreed to nothing that could be sent; `signs_in`: somebody reads it here."""

    recipient: Recipient | None
    signs_in: bool
    grounds: tuple[Ground, ...]


def recipient_of(provider: Provider) -> Recipient | None:
    """As whom an organisation receives: what was noted, or the organisation of exactly this name."""
    if provider.recipient is not None:
        return provider.recipient
    named = Recipient.objects.filter(kind=Recipient.Kind.ORGANISATION, name__iexact=provider.name)
    found = list(named.order_by("pk")[:2])
    # Two of one name: nobody guesses which of them the person meant.
    return found[0] if len(found) == 1 else None


def check(referral: Referral, act: Act) -> Check:
    """What could go to whom, at this moment."""
    recipient = recipient_of(referral.service.provider)
    if recipient is None:
        return Check(None, False, ())
    members = RecipientMember.objects.at(act.at).filter(recipient=recipient).exists()
    holding = (
        Consent.objects.at(act.at)
        .covering(ASKED)
        .filter(person=referral.person, recipient=recipient, revoked_at=None)
    )
    grounds = [Ground(one, parts_of(one)) for one in holding.order_by("-signed_at", "-pk")]
    return Check(recipient, members, tuple(grounds))


def parts_of(consent: Consent) -> tuple[str, ...]:
    """What of a consent a partner may ever read."""
    return tuple(name for name in consent.resources if cell(PARTNER, name).read != "none")
