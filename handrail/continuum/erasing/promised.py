"""What erasing promised, made true again after a restore: whoever was erased is not back, and what was agreed goes on.

A promise that nobody saw kept may have been rolled back. Nothing is erased for it: that could not be taken back.
"""

from __future__ import annotations

from datetime import datetime

from handrail.continuum.erasing.carrying_out import erase
from handrail.continuum.erasing.fates import TEN
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.promises import Promise
from handrail.foundation.people.models import Person
from handrail.foundation.rights.actions import GONE
from handrail.foundation.rights.models import Erasure


def erasure_approved(promised: Promise, act: Act) -> bool:
    """It goes on as agreed. A case that was lost whole stands again, without the words that opened it."""
    if promised.person is None or promised.actor is None or not promised.kept:
        return False
    named = [promised.person, promised.actor, promised.state["opened_by"]]
    if Person.objects.filter(pk__in=named).count() < len(named):
        return False  # Whoever decided it is not known here any more: it is to be decided anew.
    agreed = {
        "state": Erasure.State.APPROVED, "decided_by_id": promised.actor, "decided_at": promised.acted_at,
        "look_at": datetime.fromisoformat(promised.state["look_at"]),
    }  # fmt: skip
    here = Erasure.objects.unsettled().filter(person=promised.person)
    if here.exists():
        return bool(here.filter(state=Erasure.State.OPENED).update(**agreed))
    Erasure.objects.create(
        person_id=promised.person, reason=GONE, opened_by_id=promised.state["opened_by"],
        opened_at=datetime.fromisoformat(promised.state["opened_at"]), **agreed,
    )  # fmt: skip
    return True


def erasure_called_off(promised: Promise, act: Act) -> bool:
    """Nothing more goes."""
    here = Erasure.objects.unsettled().filter(person=promised.person)
    ended = {"state": Erasure.State.CALLED_OFF, "look_at": None, "ended_at": promised.acted_at}
    return bool(here.update(**ended))


def record_erased(promised: Promise, act: Act) -> bool:
    """What had gone goes again."""
    person = Person.objects.filter(pk=promised.person).first() if promised.person else None
    if person is None or not promised.kept:
        return False
    years = int(promised.state["years"])
    here = Erasure.objects.unsettled().filter(person=person).first()
    if here is not None:
        here.years = years
        if years >= TEN:
            here.state, here.look_at, here.ended_at = Erasure.State.DONE, None, promised.acted_at
            here.reason = here.answer = GONE
        here.save()
    return erase(person, years)
