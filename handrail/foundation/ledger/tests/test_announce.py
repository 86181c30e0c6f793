"""What happened is written with what it owes, in one transaction, and stays."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce_new
from handrail.foundation.ledger.events import UNWRITTEN
from handrail.foundation.ledger.models import Delivery, Entry
from handrail.foundation.measures.events import CheckInRecorded
from handrail.foundation.measures.models import CheckIn
from handrail.foundation.plans import actions as plans


def test_a_step_added_by_priya_is_one_entry_about_maya(cast):
    step = plans.add_step(cast.maya, title="Call the clinic", responsible=cast.maya, act=cast.act(cast.priya))
    entry = Entry.objects.get(kind="plans.step.added")
    assert (entry.person, entry.actor, entry.subject, entry.at) == (cast.maya, cast.priya, step.pk, cast.now)
    assert entry.facts == {"strand": "self"}


def test_what_is_rolled_back_did_not_happen(cast):
    with pytest.raises(RuntimeError), transaction.atomic():
        plans.add_step(cast.maya, title="Call the clinic", responsible=cast.maya, act=cast.act(cast.priya))
        raise RuntimeError
    assert not Entry.objects.filter(kind="plans.step.added").exists()


def test_a_row_and_its_entry_are_one_statement_and_what_is_refused_leaves_neither(
    cast, django_assert_num_queries
):
    act, told = cast.act(cast.maya), {"person": cast.maya, "day": cast.today, "made_at": cast.now}
    event = CheckInRecorded(UNWRITTEN, cast.maya.pk, cast.today)
    made = CheckIn(key=uuid4(), mood=3, **told)
    with django_assert_num_queries(3):  # with the savepoint of this test's own transaction
        entry = announce_new(made, event, act=act)
    assert entry.subject == made.pk == CheckIn.objects.get().pk
    assert Entry.objects.get(pk=entry.pk).subject == made.pk
    assert set(Delivery.objects.filter(entry=entry).values_list("person", flat=True)) == {cast.maya.pk}
    worded = CheckIn(key=uuid4(), words="The night was long.", **told)
    assert announce_new(worded, event, act=act).subject == worded.pk
    assert CheckIn.objects.get(pk=worded.pk).words == "The night was long."
    with pytest.raises(IntegrityError):
        announce_new(CheckIn(key=uuid4(), mood=99, **told), event, act=act)
    assert (CheckIn.objects.count(), Entry.objects.filter(kind=event.kind).count()) == (2, 2)


@pytest.mark.parametrize("change", ["update", "delete"])
def test_an_entry_cannot_be_changed_or_deleted(cast, change):
    with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic():
        entries = Entry.objects.filter(person=cast.maya)
        entries.update(kind="x") if change == "update" else entries._raw_delete(entries.db)


def test_an_event_nobody_follows_owes_nothing(cast):
    plans.set_goal(cast.maya, words="A room of my own.", act=cast.act(cast.maya))
    entry = Entry.objects.get(kind="plans.goal.set")
    assert not Delivery.objects.filter(entry=entry).exists()


def test_an_act_needs_a_time_with_its_zone(cast):
    with pytest.raises(ValueError, match="zone"):
        Act(actor=cast.priya, at=cast.now.replace(tzinfo=None), via="test")
