"""The sessions to which somebody close is asked: first the gate, then only when, how and where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db import transaction

from handrail.foundation.consent import actions as consent
from handrail.foundation.consent.disclosing import HandedOver
from handrail.foundation.consent.models import Consent, Disclosure, Recipient
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import record_viewings
from handrail.foundation.teams.queries import local
from handrail.interfaces.client.wording import clock_words, day_words
from handrail.pillars.counseling.models import Guest

#: What stands on the page of a session, and whose it is where the person shares that too.
WHEN, WHOSE = "appointments", "demographics"
#: The rule of the matrix by which somebody close reads.
BASIS = "granted"
AT_MOST = 30


@dataclass(frozen=True, slots=True)
class Session:
    """One session. `whose` is "" unless the person shares their name; `place` and `room` where they meet."""

    guest: Guest
    whose: str
    day: str
    time: str
    how: str
    place: str
    room: str


@dataclass(frozen=True, slots=True)
class AskedPage:
    sessions: list[Session]
    handed: list[HandedOver]


@transaction.atomic
def asked_page(act: Act) -> AskedPage:
    """Each person is handed over once, on the consent that holds now; of whom nothing may leave is left out."""
    handed: dict[tuple[int, int], HandedOver] = {}
    rows = Guest.objects.asked_of(act).select_related("appointment__person", "recipient")
    asked = list(rows.order_by("recipient", "appointment__starts_at")[:AT_MOST])
    for to, theirs in groupby(asked, key=lambda one: one.recipient):
        for one in _handed(to, theirs, act):
            handed[to.pk, one.person.pk] = one
            record_viewings(one.person, dict.fromkeys(sorted(one.resources), BASIS), act=act)
    shown = [
        _session(one, found, act)
        for one in sorted(asked, key=lambda one: one.appointment.starts_at)
        if (found := handed.get((one.recipient_id, one.appointment.person_id))) and WHEN in found.resources
    ]
    return AskedPage(shown, list(handed.values()))


def _handed(to: Recipient, guests: Iterable[Guest], act: Act) -> list[HandedOver]:
    people = {one.appointment.person_id for one in guests}
    holding = (
        Consent.objects.at(act.at)
        .covering(WHEN)
        .filter(person__in=people, recipient=to, kind=Consent.Kind.SUPPORTER)
    )
    newest = holding.order_by("person", "-signed_at", "-pk").distinct("person")
    return consent.disclose_each(list(newest), [WHEN, WHOSE], to=to, how=Disclosure.How.PAGE, act=act)


def _session(guest: Guest, handed: HandedOver, act: Act) -> Session:
    assert act.actor is not None
    one, begins = guest.appointment, local(act.actor, guest.appointment.starts_at)
    return Session(
        guest=guest, whose=handed.person.preferred_name if WHOSE in handed.resources else "",
        day=day_words(begins.date()), time=clock_words(begins), how=one.get_modality_display(),
        place=one.place, room=one.room,
    )  # fmt: skip
