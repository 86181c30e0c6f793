"""How long the organisation keeps records: never shorter than the access matrix asks."""

from __future__ import annotations

from django.db import transaction

from handrail.foundation.consent.evaluator import require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.ledger.promises import promise
from handrail.foundation.rights import policy
from handrail.foundation.rights.events import KeptYearsSet
from handrail.foundation.rights.models.keeping import ASKED, MOST, KeptYears
from handrail.foundation.teams.models import Organisation


class TooFewYears(ValueError):
    """Fewer than are asked for, or more than anybody lives."""


@transaction.atomic
def keep_for(asked: int, years: int, *, act: Act) -> None:
    """From now on what is to be kept for `asked` years is kept for `years`. Nothing goes by it. Raises Refused,
    TooFewYears."""
    list(Organisation.objects.select_for_update(no_key=True))
    require(policy.may_set_years(act))
    if asked not in ASKED or not asked <= years <= MOST:
        raise TooFewYears(f"At least {asked} and at most {MOST} years.")
    there = KeptYears.objects.open().filter(asked=asked).first()
    if (there.years if there else asked) == years:
        return
    if there is not None:
        there.ended_at = act.at
        there.save(update_fields=["ended_at"])
    assert act.actor is not None
    made = KeptYears.objects.create(asked=asked, years=years, set_by=act.actor, set_at=act.at)
    promise(KeptYearsSet.kind, person=None, subject=made.pk, state={"asked": asked, "years": years}, act=act)
    announce(KeptYearsSet(made.pk, None, asked, years), act=act)
