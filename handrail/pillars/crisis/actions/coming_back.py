"""A mail by which somebody was called came back: it is written down, and whose mailbox is not there is known."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from handrail.foundation.consent.evaluator import require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.messaging.policy import may_receive
from handrail.foundation.messaging.returned import Returned
from handrail.pillars.crisis.events import CallCameBack
from handrail.pillars.crisis.models import Page

#: Mail servers try for five days (RFC 5321, 4.5.4.1).
LATEST = timedelta(days=14)
Status = Page.Status
WENT = (Status.HANDING, Status.ACCEPTED, Status.UNKNOWN)


@transaction.atomic
def take_back_call(came: Returned, *, act: Act) -> bool:
    """One such mail came back, as its mail server says. Told twice, or of another mail: nothing changes.

    Nobody is called again for it: whoever did not answer was followed by the next one long ago.
    """
    require(may_receive(act))
    page = _locked(came.key, act)
    if page is None:
        return False
    page.status, page.answered_at = (Status.GONE if came.gone else Status.REFUSED), act.at
    page.save(update_fields=["status", "answered_at"])
    announce(CallCameBack(page.pk, None, page.to_id, page.status), act=act)
    return True


def _locked(key: str, act: Act) -> Page | None:
    number = key.removeprefix("page-")
    if not number.isdecimal() or len(number) > 18:
        return None
    went = Page.objects.filter(pk=int(number), channel="email", status__in=WENT, at__gt=act.at - LATEST)
    return went.select_for_update(of=("self",)).first()
