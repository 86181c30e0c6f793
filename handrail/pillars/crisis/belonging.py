"""Which entries of the ledger tell of a person's crises, once a call without a name was said to be theirs, or not.

An entry is never changed. One that was written before somebody said whose call it was names nobody and belongs to that
person's story; one that was written while a call was taken for theirs by mistake names them and does not.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from handrail.foundation.ledger.models import Entry
from handrail.foundation.people.models import Person
from handrail.pillars.crisis import events
from handrail.pillars.crisis.models import CallIn, FollowUp, Recognition, Transfer, Urgency

#: Kinds whose subject is the alert itself.
OF_ALERTS = tuple(
    one.kind
    for one in (
        events.AlertRaised, events.AlertAskedAgain, events.AlertCalled, events.AlertAcknowledged, events.AlertNextStepSet,
        events.AlertRanOut, events.AlertNoted, events.AlertAnswersNoted, events.AlertClosed,
    )
)  # fmt: skip
#: Kinds whose subject is a row that leads to the alert.
OF_ROWS = (
    (Urgency, (events.AlertUrgencySet.kind,)),
    (CallIn, (events.SomebodyCalledIn.kind, events.CallInEnded.kind)),
    (FollowUp, (events.FollowUpMade.kind, events.FollowUpDone.kind, events.FollowUpHandedOn.kind)),
    (
        Transfer,
        (
            events.TransferNoted.kind,
            events.TransferFactsWritten.kind,
            events.ArrivalConfirmed.kind,
            events.ReturnNoted.kind,
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Belonging:
    """Keys of entries: `also` are theirs though they name nobody, `mistaken` name them and are not theirs."""

    also: tuple[int, ...] = ()
    mistaken: tuple[int, ...] = ()


NOTHING = Belonging()


def belonging(person: Person) -> Belonging:
    """One question for almost everybody: nobody ever said that a call without a name was theirs."""
    told = list(Recognition.objects.filter(person=person).select_related("alert"))
    if not told:
        return NOTHING
    theirs = [one for one in told if one.ended_at is None]
    kept = {one.alert_id for one in theirs}
    not_theirs = [one for one in told if one.alert_id not in kept]
    return Belonging(
        also=tuple(pk for one in theirs for pk in _keys(one, person=None)),
        mistaken=tuple(pk for one in not_theirs for pk in _keys(one, person=person)),
    )


def _keys(told: Recognition, person: Person | None) -> Iterable[int]:
    about = Q(kind__in=OF_ALERTS, subject=told.alert_id)
    for model, kinds in OF_ROWS:
        about |= Q(kind__in=kinds, subject__in=model.objects.filter(alert=told.alert_id).values("pk"))
    since = Entry.objects.filter(person=person, at__gte=told.alert.raised_at)
    return since.filter(about).values_list("pk", flat=True)
