"""A sealed column reads and writes as text, and lies sealed in the database."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import DataError, IntegrityError, connection, transaction

from handrail.foundation.measures.models import CheckIn
from handrail.foundation.people.models import CarePreferences, RelatedPerson
from handrail.foundation.plans.models import Goal, Plan, Step
from handrail.foundation.sealing.columns import Column, all_columns
from handrail.foundation.sealing.envelope import SealBroken
from handrail.foundation.sealing.key_ring import KeysMissing
from handrail.foundation.sealing.row_key import give_keys

TEXT = "Rosa knows where the naloxone is ✓"


def told(cast, words=TEXT, **more):
    return CheckIn(person=cast.maya, key=uuid4(), day=cast.today, made_at=cast.now, words=words, **more)


def lying(model, name, pk):
    table, column = model._meta.db_table, model._meta.get_field(name).column
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT "{column}" FROM "{table}" WHERE id = %s', [pk])
        return cursor.fetchone()[0]


@pytest.fixture
def kept(cast):
    check_in = told(cast)
    check_in.save()
    return check_in


def test_what_maya_wrote_reads_as_text_and_lies_sealed(kept):
    assert kept.words == TEXT and CheckIn.objects.get(pk=kept.pk).words == TEXT
    lies = lying(CheckIn, "words", kept.pk)
    assert isinstance(lies, bytes) and b"Rosa" not in lies and b"naloxone" not in lies


def test_a_row_that_nobody_reads_is_not_opened(kept, settings, tmp_path):
    settings.KEYS = tmp_path / "nowhere"
    row = CheckIn.objects.get(pk=kept.pk)
    assert row.mood is None
    with pytest.raises(KeysMissing):
        _ = row.words


def test_saving_something_else_leaves_the_seal_as_it_was(kept):
    lay = lying(CheckIn, "words", kept.pk)
    row = CheckIn.objects.get(pk=kept.pk)
    row.mood = 4
    row.save()
    assert lying(CheckIn, "words", kept.pk) == lay
    assert CheckIn.objects.get(pk=kept.pk).words == TEXT


def test_many_at_once_have_their_keys_before_and_each_opens(cast, django_assert_num_queries):
    many = [told(cast, words=f"{TEXT} {n}") for n in range(50)]
    with django_assert_num_queries(1):
        give_keys(many)
    CheckIn.objects.bulk_create(many)
    assert [row.words for row in CheckIn.objects.order_by("pk")] == [f"{TEXT} {n}" for n in range(50)]


def test_a_row_without_words_is_written_with_one_statement(cast, django_assert_num_queries):
    with django_assert_num_queries(1):
        told(cast, words="").save(force_insert=True)
    with django_assert_num_queries(2):
        told(cast).save(force_insert=True)
    some = [told(cast, words=words) for words in ("", TEXT, "", TEXT)]
    give_keys(some)
    CheckIn.objects.bulk_create(some)
    assert sorted(row.words for row in CheckIn.objects.all()) == ["", "", "", TEXT, TEXT, TEXT]
    assert len({row.pk for row in some}) == 4 and None not in {row.pk for row in some}


def test_a_field_that_was_left_out_is_fetched_and_opened(kept):
    assert CheckIn.objects.defer("words").get(pk=kept.pk).words == TEXT
    row = CheckIn.objects.get(pk=kept.pk)
    row.words = "something else"
    row.refresh_from_db()
    assert row.words == TEXT


def test_a_value_copied_into_another_row_does_not_open(cast, kept):
    other = told(cast, words="Theo copies")
    other.save()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE measures_checkin SET words = (SELECT words FROM measures_checkin WHERE id = %s) WHERE id = %s",
            [kept.pk, other.pk],
        )
    with pytest.raises(SealBroken):
        _ = CheckIn.objects.get(pk=other.pk).words


def test_empty_stays_empty_and_can_be_asked_for(cast):
    told(cast, words="").save()
    told(cast).save()
    assert CheckIn.objects.filter(words="").count() == 1
    assert CheckIn.objects.exclude(words="").get().words == TEXT


def test_the_database_cannot_be_asked_for_words(kept):
    for ask in (
        lambda: CheckIn.objects.filter(words=TEXT),
        lambda: CheckIn.objects.filter(words__icontains="Rosa"),
        lambda: CheckIn.objects.update(words=TEXT),
    ):
        with pytest.raises(Exception, match="sealed|icontains"):
            list(ask())


def test_what_is_no_text_is_not_written(cast):
    with pytest.raises(TypeError):
        told(cast, words=3).save()


def test_more_than_fits_is_refused_and_not_cut(cast):
    longest = "ä" * 500
    told(cast, words=longest).save()
    with pytest.raises(DataError), transaction.atomic():
        told(cast, words=longest + "a").save()
    assert CheckIn.objects.get().words == longest


def test_a_constraint_that_asks_for_words_still_does(cast):
    plan = Plan.objects.create(person=cast.maya, opened_at=cast.now)
    with pytest.raises(IntegrityError, match="a_goal_has_words"), transaction.atomic():
        Goal.objects.create(plan=plan, words="", set_on=cast.today)
    with pytest.raises(IntegrityError, match="exactly_one_responsible_party"), transaction.atomic():
        Step.objects.create(plan=plan, title="Call", made_at=cast.now)
    with pytest.raises(IntegrityError, match="a_related_person_has_a_name"), transaction.atomic():
        RelatedPerson.objects.create(person=cast.maya, name="", phone="1")


def test_what_matters_and_whom_she_counts_on_open_for_those_who_read_them(cast):
    assert CarePreferences.objects.filter(person=cast.maya).first().what_matters
    assert lying(CarePreferences, "what_matters", cast.maya.care_preferences.pk)


def test_every_sealed_column_has_its_own_place():
    places = [str(column.place) for column in all_columns()]
    assert len(places) == len(set(places)) and "measures_checkin.words" in places
    assert all(isinstance(column, Column) for column in all_columns())
