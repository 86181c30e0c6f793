"""What may go, goes: rows with their sealed words, and the names in what stays. Done by the clock, and after a restore."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connection, transaction
from django.db.models import ForeignKey, Model

from handrail.continuum.erasing.fates import FATES, TEN
from handrail.continuum.erasing.keeping import reached
from handrail.foundation.consent.models import Case, Consent, Recipient
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.each_alone import each_alone, resting
from handrail.foundation.ledger.models import Delivery
from handrail.foundation.people.actions import hold
from handrail.foundation.people.models import Person
from handrail.foundation.rights import actions as rights
from handrail.foundation.rights.actions import GONE
from handrail.foundation.rights.models import Erasure
from handrail.foundation.teams.queries import organisation_day

Keys = Mapping[type[Model], list[int]]

#: How somebody is called of whom nothing is left.
ERASED = "Erased record"


def erase_due(now: datetime) -> int:
    """Carry out what was agreed and is due; each person is a transaction of their own. Returns for how many."""
    act = Act(actor=None, at=now, via="clock")
    due = Erasure.objects.due(now).exclude(pk__in=resting("records_erased", now)).order_by("look_at", "pk")
    found = {one.pk: one for one in due}
    return each_alone("records_erased", found, lambda key: _carry_out(found[key], act), now=now).count()


@transaction.atomic
def _carry_out(found: Erasure, act: Act) -> int:
    person = hold(found.person)
    erasure = Erasure.objects.due(act.at).select_for_update(skip_locked=True).filter(pk=found.pk).first()
    if erasure is None:
        return 0
    years = reached(person, organisation_day(act.at))
    done = erasure.years is not None and years <= erasure.years
    if done or held_back(person, act):
        rights.look_again(erasure, act=act)
        return 0
    erase(person, years)
    rights.note_erased(erasure, years, last=years >= TEN, act=act)
    return 1


def held_back(person: Person, act: Act) -> bool:
    """Nothing goes while a matter about this person is looked into, or something is still owed for them."""
    open_cases = Case.objects.filter(people__person=person, closed_at=None, until_at__gt=act.at)
    return open_cases.exists() or Delivery.objects.owed().filter(person=person).exists()


def erase(person: Person, years: int) -> bool:
    """Within a transaction: everything that is kept no longer than `years` goes. Says whether there was anything."""
    keys = {
        one.model: list(one.rows(person).values_list("pk", flat=True)) for one in FATES if one.years <= years
    }
    keys = {model: found for model, found in keys.items() if found}
    _untie(keys)
    for model, found in keys.items():
        # Not by Django's collector, which goes table by table: the database looks at all keys at once, below.
        model._base_manager.filter(pk__in=found)._raw_delete(DEFAULT_DB_ALIAS)
    emptied = years >= TEN and _empty(person)
    connection.check_constraints()
    return bool(keys) or emptied


def _untie(keys: Keys) -> None:
    """Rows of tables that only tie two others together."""
    for table in apps.get_models(include_auto_created=True):
        ends = [field for field in table._meta.fields if isinstance(field, ForeignKey)]
        for field in ends if table._meta.auto_created else []:
            if found := keys.get(field.related_model):
                table._base_manager.filter(**{f"{field.name}__in": found})._raw_delete(DEFAULT_DB_ALIAS)


def _empty(person: Person) -> bool:
    """The names and words in what stays. Done already, it changes nothing."""
    if person.preferred_name == ERASED:
        return False
    nobody = Person(pk=person.pk, preferred_name=ERASED, time_zone="UTC", made_at=person.made_at)
    nobody.save(force_update=True)
    mine = Consent.objects.filter(person=person)
    for consent in mine:
        consent.text = consent.signed_name = GONE
        consent.participants, consent.witness = "", GONE if consent.witness else ""
        consent.save(update_fields=["text", "signed_name", "participants", "witness"])
    named = Recipient.objects.filter(kind=Recipient.Kind.PERSON, pk__in=mine.values("recipient"))
    others = Consent.objects.exclude(person=person).values("recipient")
    named.exclude(pk__in=others).update(name=GONE)
    return True
