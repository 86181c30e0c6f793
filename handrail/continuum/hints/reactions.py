"""What is followed by a look at the rules: a scored scale, a check-in that tells of use or safety, an appointment."""

from __future__ import annotations

from datetime import timedelta

from handrail.continuum.hints.actions import weigh
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.models import Entry
from handrail.foundation.measures.models import CheckIn
from handrail.foundation.people.models import Person

#: Answers of a check-in on which no rule rests.
QUIET_USE = ("", CheckIn.Use.NO, CheckIn.Use.UNSAID)
QUIET_SAFE = ("", CheckIn.Safe.YES)
LOOK_BACK = timedelta(days=14)


def give_hints(entry: Entry, act: Act) -> None:
    """After a scale or an appointment."""
    weigh(Person.objects.get(pk=entry.person_id or 0), act=act)


def give_hints_of_check_in(entry: Entry, act: Act) -> None:
    """After a check-in, when it or the last days tell of use or of safety."""
    one = CheckIn.objects.select_related("person").get(pk=entry.subject or 0)
    lately = CheckIn.objects.of(one.person).filter(day__gt=one.day - LOOK_BACK, day__lte=one.day)
    if lately.exclude(use__in=QUIET_USE, safe__in=QUIET_SAFE).exists():
        weigh(one.person, act=act)
