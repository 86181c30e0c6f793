"""A mail to a partner came back: its referral says so, and waits on its owner's Today to be seen."""

from __future__ import annotations

import re
from datetime import timedelta

from django.db import transaction

from handrail.foundation.consent.evaluator import require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.ledger.models import Entry
from handrail.foundation.messaging.policy import may_receive
from handrail.foundation.messaging.returned import Returned
from handrail.pillars.case_management.events import ReferralMailReturned, ReferralNudged, ReferralSent
from handrail.pillars.case_management.models import AnswerLink, Referral

#: Mail servers try for five days (RFC 5321, 4.5.4.1).
LATEST = timedelta(days=14)
#: As `mailing` names what it hands over: by the link that is in it, or by the entry because of which it went.
NAMED = re.compile(r"referral-(answerlink|entry)-([0-9]{1,18})")


@transaction.atomic
def take_back_question(came: Returned, *, act: Act) -> bool:
    """One such mail came back, as its mail server says. Told twice, answered meanwhile, or of another mail: nothing
    changes. The link stays open: the same word may have reached them another way."""
    require(may_receive(act))
    rows = Referral.objects.select_for_update(of=("self",)).filter(status=Referral.Status.SENT)
    referral = rows.filter(pk=_referral_of(came.key, act) or 0, mail_returned_at=None).first()
    if referral is None:
        return False
    referral.mail_returned_at = referral.attention_at = act.at
    referral.save(update_fields=["mail_returned_at", "attention_at"])
    announce(ReferralMailReturned(referral.pk, referral.person_id, came.code), act=act)
    return True


def _referral_of(key: str, act: Act) -> int | None:
    named = NAMED.fullmatch(key)
    if named is None:
        return None
    if named[1] == "answerlink":
        links = AnswerLink.objects.filter(pk=int(named[2]), used_at=None, ends_at__gt=act.at)
        return links.values_list("referral", flat=True).first()
    kinds = (ReferralSent.kind, ReferralNudged.kind)
    entries = Entry.objects.filter(pk=int(named[2]), kind__in=kinds, at__gt=act.at - LATEST)
    return entries.values_list("subject", flat=True).first()
