"""How somebody is reached: numbers and addresses, which are safe, when, and what to say; by them or with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from django.db import transaction

from handrail.foundation.consent.actions.sharing import set_contact_safety
from handrail.foundation.consent.evaluator import decide, require
from handrail.foundation.consent.events import ContactWayChanged
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.people.actions import hold, take_in
from handrail.foundation.people.models import ContactPoint, Person
from handrail.foundation.teams.queries import organisation_day

#: Ways of one person that are in use. Our own rule.
WAYS = 12


class TooManyWays(ValueError):
    """They have so many that one has to go first."""


@dataclass(frozen=True, slots=True)
class WayRules:
    """What the person says about one way."""

    safety: ContactPoint.Safety = ContactPoint.Safety.UNKNOWN
    voicemail: ContactPoint.Voicemail = ContactPoint.Voicemail.UNKNOWN
    earliest: time | None = None
    latest: time | None = None
    words_to_say: str = ""


@transaction.atomic
def add_way(person: Person, system: str, value: str, rules: WayRules, *, act: Act) -> ContactPoint:
    """A number or address as `messaging.numbers` keeps it; one that is there already takes the rules. Raises Refused,
    TooManyWays."""
    person = hold(person)
    require(decide(act, "safe_contact", person, "write"))
    # What is sealed cannot be searched for; nobody has more than a few.
    mine = list(ContactPoint.objects.filter(person=person, ended_at=None))
    known = next((one for one in mine if (one.system, one.value) == (system, value)), None)
    if known is not None:
        return change_way(known, rules, act=act)
    if len(mine) >= WAYS:
        raise TooManyWays
    made = ContactPoint(
        person=person, system=system, value=value, rank=1 + max((one.rank for one in mine), default=0),
        safety=rules.safety, voicemail=rules.voicemail, earliest=rules.earliest, latest=rules.latest,
        words_to_say=rules.words_to_say, asked_on=_asked_on(rules, act),
    )  # fmt: skip
    take_in([], [made])
    announce(ContactWayChanged(made.pk, person.pk, "added"), act=act)
    return made


@transaction.atomic
def change_way(point: ContactPoint, rules: WayRules, *, act: Act) -> ContactPoint:
    """The same number or address, with what the person says about it now. One that was taken away stays so."""
    person = hold(point.person)
    require(decide(act, "safe_contact", person, "write"))
    point = ContactPoint.objects.select_for_update().get(pk=point.pk)
    before = WayRules(
        ContactPoint.Safety(point.safety), ContactPoint.Voicemail(point.voicemail), point.earliest, point.latest,
        point.words_to_say,
    )  # fmt: skip
    if point.ended_at is not None or before == rules:
        return point
    point.earliest, point.latest, point.words_to_say = rules.earliest, rules.latest, rules.words_to_say
    point.asked_on = _asked_on(rules, act)
    point.save(update_fields=["earliest", "latest", "words_to_say", "asked_on"])
    point = set_contact_safety(point, safety=rules.safety, voicemail=rules.voicemail, act=act)
    announce(ContactWayChanged(point.pk, person.pk, "changed"), act=act)
    return point


@transaction.atomic
def end_way(point: ContactPoint, *, act: Act) -> ContactPoint:
    """Nobody reaches them there any more. A restore may bring it back, and then as not safe. Done again, nothing."""
    person = hold(point.person)
    require(decide(act, "safe_contact", person, "write"))
    point = ContactPoint.objects.select_for_update().get(pk=point.pk)
    if point.ended_at is None:
        unsafe, silent = ContactPoint.Safety.UNSAFE, ContactPoint.Voicemail.NO
        point = set_contact_safety(point, safety=unsafe, voicemail=silent, act=act)
        point.ended_at = act.at
        point.save(update_fields=["ended_at"])
        announce(ContactWayChanged(point.pk, person.pk, "ended"), act=act)
    return point


def _asked_on(rules: WayRules, act: Act) -> date | None:
    return organisation_day(act.at) if rules.safety != ContactPoint.Safety.UNKNOWN else None
