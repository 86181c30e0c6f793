"""Maya's record is erased: nothing of hers is left but numbers, nothing of anybody else's is gone, and a restore does
not bring it back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection

from handrail.continuum.erasing.carrying_out import ERASED, erase_due
from handrail.continuum.erasing.fates import AT_ONCE, FATES, KEPT_BECAUSE, SEVEN, TEN
from handrail.continuum.erasing.keeping import last_service, reached, stages_of
from handrail.foundation.consent import actions as consent
from handrail.foundation.consent.models import Case, Consent, Disclosure, Recipient, RestrictedRecord
from handrail.foundation.ledger import promise_file, promises
from handrail.foundation.ledger.delivering import deliver_due
from handrail.foundation.ledger.models import Delivery, Entry, Viewing
from handrail.foundation.people.models import Person, RelatedPerson
from handrail.foundation.rights import actions as rights
from handrail.foundation.rights.models import Erasure
from handrail.foundation.sealing.columns import all_columns
from handrail.foundation.teams.models import Enrolment

WEEK, YEAR, DAY = timedelta(days=7), timedelta(days=365.25), timedelta(days=1)
GOING = {fate.name: fate for fate in FATES}
#: What only Maya's rows hold. Words of hers about her plan stand in it, sealed or not.
HERS = ("Maya P.", "maya@example.org", "kitchen on Sundays", "+15550101", "Rosa")
#: The same words where they are somebody else's: Rosa herself, and a complaint, of which nobody knows who wrote it.
OF_OTHERS = {("Rosa", "people_person"), ("Maya P.", "rights_complaint.name")}


@pytest.fixture(autouse=True)
def ledger(settings, tmp_path):
    settings.PROMISES = tmp_path / "promises.jsonl"


@pytest.fixture
def agreed(world) -> Erasure:
    """Opened by Elin, agreed to by Ravi; what was owed is done and the case about her is closed."""
    cast = world.cast
    for case in Case.objects.all():
        consent.close_case(case, act=cast.act(cast.elin))
    consent.list_reader(RestrictedRecord.objects.get(person=cast.maya), cast.ravi, act=cast.act(cast.elin))
    found = rights.approve_erasure(
        Erasure.objects.get(person=cast.maya), answer="What may go goes.", act=cast.act(cast.ravi)
    )
    Delivery.objects.owed().update(done_at=cast.now)
    return found


def held(person) -> dict[str, int]:
    return {name: fate.rows(person).count() for name, fate in GOING.items()}


def of_others(maya) -> dict[str, int]:
    """How many rows of each kind are not Maya's."""
    return {name: fate.model._base_manager.count() - fate.rows(maya).count() for name, fate in GOING.items()}


def readable() -> list[str]:
    """Every text in the database after the place where it stands, the sealed ones opened."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT coalesce(string_agg(to_jsonb(t)::text, ' '), '') FROM {table} t")
            found.append(f"{table}: {cursor.fetchone()[0]}")
    for column in all_columns():
        opened = [column.field.opened(row, value) for rows in column.rows() for row, value in rows]
        found += [f"{column.place}: {text}" for text in opened]
    return found


def test_after_a_week_her_own_things_go_and_the_record_waits_for_its_day(world, agreed):
    cast, before, others = world.cast, held(world.cast.maya), of_others(world.cast.maya)
    assert erase_due(cast.now + WEEK - DAY) == 0 and held(cast.maya) == before
    assert last_service(cast.maya) is None, "she is with us"
    at_once, *rest = stages_of(cast.maya)
    assert at_once.years == AT_ONCE and all(stage.on is None for stage in rest)
    assert erase_due(cast.now + WEEK) == 1
    gone = {name for name, count in held(cast.maya).items() if count < before[name]}
    assert gone == {name for name, fate in GOING.items() if fate.years == AT_ONCE and before[name]}
    assert "people.RelatedPerson" in gone and of_others(cast.maya) == others
    RelatedPerson.objects.create(person=cast.maya, name="Jo", relationship="A friend")
    assert erase_due(cast.now + WEEK + 3 * DAY) == 0
    assert RelatedPerson.objects.get(person=cast.maya).name == "Jo", "what she writes anew is hers to keep"


def test_ten_years_after_she_left_nothing_but_numbers_is_left_and_nobody_elses_row_is_gone(world, agreed):
    cast, maya = world.cast, world.cast.maya
    Enrolment.objects.filter(person=maya).update(until_on=cast.today)
    assert (reached(maya, cast.today), reached(maya, cast.today + 8 * YEAR)) == (AT_ONCE, SEVEN)
    kinds = {name for name, count in held(maya).items() if count}
    assert len(kinds) > 55, "else this test would look at little"
    others, log = of_others(maya), [model.objects.count() for model in (Viewing, Disclosure)]
    assert erase_due(cast.now + 8 * YEAR) == 1
    left = {name for name, count in held(maya).items() if count}
    assert left == {name for name in kinds if GOING[name].years == TEN}
    assert erase_due(cast.now + 11 * YEAR) == 1
    assert not any(held(maya).values()) and of_others(maya) == others
    assert [model.objects.count() for model in (Viewing, Disclosure)] == log, "who looked and what left stays"
    nobody, case = Person.objects.get(pk=maya.pk), Erasure.objects.get(person=maya)
    assert (nobody.preferred_name, nobody.born_on, nobody.external_id) == (ERASED, None, None)
    assert (case.state, case.reason, case.answer, case.years) == ("done", rights.GONE, rights.GONE, TEN)
    assert all(one.signed_name == one.text == rights.GONE for one in Consent.objects.filter(person=maya))
    found = readable()
    left = {(text, words.partition(":")[0]) for words in found for text in HERS if text in words}
    assert left == OF_OTHERS, sorted(left)
    assert Recipient.objects.filter(name="Harbor House").exists() and cast.omar.preferred_name in "".join(
        found
    )
    assert deliver_due(cast.now + 11 * YEAR) >= 0 and erase_due(cast.now + 12 * YEAR) == 0


def test_every_kind_of_row_that_still_names_her_number_stands_in_the_list_of_what_is_kept(world, agreed):
    cast, maya = world.cast, world.cast.maya
    Enrolment.objects.filter(person=maya).update(until_on=cast.today)
    erase_due(cast.now + 11 * YEAR)
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.fields:
            if field.related_model is Person and model._base_manager.filter(**{field.name: maya.pk}).exists():
                assert model._meta.label in KEPT_BECAUSE, f"{model._meta.label}.{field.name}"


def test_a_restore_to_before_erases_her_again_and_one_that_was_rolled_back_erases_nobody(world, agreed):
    cast, maya = world.cast, world.cast.maya
    promises.begin()
    promises.place().write_text("")
    before = held(maya)
    erase_due(cast.now + WEEK)
    (said,) = promises.made_after(cast.now - YEAR, promise_file.read(promises.place()))
    assert (said.kind, said.person, said.state) == ("rights.record.erased", maya.pk, {"years": AT_ONCE})
    # In this folder nothing commits, so nobody wrote down that it did: it may have been rolled back.
    assert not said.kept
    RelatedPerson.objects.create(person=maya, name="Rosa", relationship="My sister")
    act = cast.act(None, cast.now + 2 * WEEK)
    assert promises.replay([said], act=act) == [(said, False)]
    kept = replace(said, kept=True)
    assert promises.replay([kept], act=act) == [(kept, True)]
    assert not RelatedPerson.objects.filter(person=maya).exists() and before["people.RelatedPerson"]
    assert promises.replay([kept], act=act) == [(kept, False)]
    whole = replace(kept, state={"years": TEN})
    assert promises.replay([whole], act=act) == [(whole, True)]
    assert not any(held(maya).values()) and Erasure.objects.get(person=maya).state == "done"
    assert Entry.objects.filter(kind="ledger.promise.made_true", person=maya).count() == 2
