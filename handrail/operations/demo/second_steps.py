"""An authenticator app for whoever works here or for a partner: the sign-in page of a demonstration shows its code."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from handrail.foundation.accounts import actions as accounts
from handrail.foundation.accounts.models import Account, TotpKey
from handrail.foundation.accounts.totp import new_secret
from handrail.foundation.consent.models import RecipientMember
from handrail.foundation.ledger.act import Act
from handrail.foundation.teams.models import Membership


def set_up_second_steps(now: datetime) -> int:
    """For those who have none yet; returns how many they were."""
    works = Exists(Membership.objects.filter(person=OuterRef("person")))
    partner = Exists(RecipientMember.objects.filter(person=OuterRef("person")))
    without = ~Exists(TotpKey.objects.filter(account=OuterRef("pk")))
    found = list(Account.objects.filter(Q(works) | Q(partner), without).order_by("pk"))
    for account in found:
        accounts.add_totp(account, new_secret(), act=Act(actor=account.person, at=now, via="demo"))
    return len(found)
