"""What was set about how long records are kept, made true again after a restore: nothing goes sooner than was said."""

from __future__ import annotations

from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.promises import Promise
from handrail.foundation.people.models import Person
from handrail.foundation.rights.models import KeptYears
from handrail.foundation.rights.queries import years_set


def years_were_set(promised: Promise, act: Act) -> bool:
    """So many years hold again, also when whoever set them was lost. Unless it was surely done, only more years do."""
    asked, years = promised.state["asked"], promised.state["years"]
    if KeptYears.objects.filter(asked=asked, years=years, set_at=promised.acted_at).exists():
        return False
    there = years_set().get(asked)
    now = there.years if there else asked
    if years == now or (years < now and not promised.kept):
        return False
    KeptYears.objects.open().filter(asked=asked).update(ended_at=promised.acted_at)
    officer = Person.objects.filter(pk=promised.actor).first() if promised.actor else None
    KeptYears.objects.create(asked=asked, years=years, set_by=officer, set_at=promised.acted_at)
    return True
