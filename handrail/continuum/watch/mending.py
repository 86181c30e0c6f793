"""What may mend a gap is followed by a look at it."""

from __future__ import annotations

from handrail.continuum.watch.actions import mend_gaps, weigh_gaps
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.models import Entry
from handrail.foundation.teams.models import Membership
from handrail.pillars.case_management.models import Referral, Search


def look_again(entry: Entry, act: Act) -> None:
    """Something was done with somebody."""
    if entry.person_id is not None:
        mend_gaps([entry.person_id], act=act)


def look_now(entry: Entry, act: Act) -> None:
    """Something near was said to be needed, or a way to reach them was lost: it does not wait for the night."""
    if entry.person_id is not None:
        weigh_gaps([entry.person_id], act=act)


def pass_on(entry: Entry, act: Act) -> None:
    """A worker gave up a role: whose referrals they kept an eye on, and whom they looked for, is somebody else's to look
    after from now on."""
    left = Membership.objects.get(pk=entry.subject or 0).person_id
    kept = Referral.objects.open().filter(owner=left).order_by().values_list("person", flat=True)
    sought = Search.objects.open().filter(owner=left).order_by().values_list("person", flat=True)
    weigh_gaps(sorted({*kept, *sought}), act=act)
