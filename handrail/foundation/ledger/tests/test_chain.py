"""Everything that happened and every look stands in a chain, and whoever changes it is found out."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from django.db import DatabaseError, connection, connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce, announce_all, record_viewing
from handrail.foundation.ledger.events import PromiseMadeTrue
from handrail.foundation.ledger.models import Entry, Lane, Link, Viewing
from handrail.foundation.ledger.verifying import Report, verify
from handrail.foundation.people.models import Person
from handrail.foundation.plans import actions as plans

NOON = datetime(2026, 11, 19, 12, tzinfo=UTC)


def happened(number: int = 1, word: str = "consent.withdrawn") -> PromiseMadeTrue:
    return PromiseMadeTrue(number, None, word, number)


def settle() -> None:
    """What the database does as a transaction commits, done now."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


def verified() -> Report:
    settle()
    return verify(connection.connection)


def as_owner(statement: str) -> None:
    """As somebody who owns the database and has taken the triggers off."""
    settle()
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(statement)
        cursor.execute("SET session_replication_role = origin")


@pytest.fixture
def house(db: None) -> Act:
    return Act(actor=None, at=NOON, via="test")


def test_what_priya_does_and_what_she_looks_at_is_chained(cast):
    plans.add_step(cast.maya, title="Call the clinic", responsible=cast.maya, act=cast.act(cast.priya))
    record_viewing(cast.maya, "checkins", "assigned", act=cast.act(cast.priya))
    report = verified()
    assert report.well
    assert report.rows["ledger_entry"] == Entry.objects.count() and report.rows["ledger_viewing"] == 1
    assert report.checked == Entry.objects.count() + 1 == Link.objects.count()


def test_nothing_happened_yet_and_all_is_well(house):
    assert verified().well


def test_what_is_rolled_back_leaves_no_link(house):
    with pytest.raises(RuntimeError), transaction.atomic():
        announce(happened(), act=house)
        settle()
        raise RuntimeError
    assert not Link.objects.exists()


def test_python_and_the_database_hash_the_same_whatever_was_written(house):
    strange = [
        "",
        "ñandú ✓ \U0001f331",
        'quote " and \\ back',
        "tab\tline\nbell\x07\x1f\x7f",
        "\u2028 \u202e",
    ]
    for word in strange:
        announce(happened(word=word), act=house)
    announce(PromiseMadeTrue(1, None, "x", 2**60), act=Act(None, NOON + timedelta(microseconds=1), "test"))
    announce(happened(), act=Act(None, datetime(1960, 1, 1, 0, 0, 0, 7, tzinfo=UTC), "ü"))
    assert verified().flaws == []


def test_the_time_zone_of_a_session_changes_nothing(house):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL TIME ZONE 'Asia/Kathmandu'")
    announce(happened(), act=house)
    settle()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL TIME ZONE 'America/St_Johns'")
    assert verified().well


@pytest.mark.parametrize(
    "change",
    [
        "kind = 'plans.step.added'",
        "at = at + interval '1 microsecond'",
        "actor_id = NULL",
        "facts = '{}'",
        "via = ''",
    ],
)
def test_an_edited_entry_is_named(cast, change):
    entries = [
        plans.add_step(cast.maya, title=f"Step {n}", responsible=cast.maya, act=cast.act(cast.priya))
        for n in range(3)
    ]
    edited = Entry.objects.get(kind="plans.step.added", subject=entries[1].pk)
    as_owner(f"UPDATE ledger_entry SET {change}, subject = 0 WHERE id = {edited.pk}")
    assert [flaw.says for flaw in verified().flaws] == [f"ledger_entry {edited.pk} is not what was written"]


def test_an_edited_look_is_named(cast):
    record_viewing(cast.maya, "checkins", "assigned", act=cast.act(cast.priya))
    as_owner(f"UPDATE ledger_viewing SET viewer_id = {cast.sam.pk}")
    assert [flaw.says for flaw in verified().flaws] == [
        f"ledger_viewing {Viewing.objects.get().pk} is not what was written"
    ]


def test_a_removed_entry_is_named(house):
    entries = announce_all([happened(n) for n in range(5)], act=house)
    as_owner(f"DELETE FROM ledger_entry WHERE id = {entries[2].pk}")
    assert [flaw.says for flaw in verified().flaws] == [f"ledger_entry {entries[2].pk} was removed"]


def test_an_entry_removed_together_with_its_link_leaves_a_hole(house):
    entries = announce_all([happened(n) for n in range(5)], act=house)
    as_owner(
        f"DELETE FROM ledger_link WHERE row = {entries[2].pk}; DELETE FROM ledger_entry WHERE id = {entries[2].pk}"
    )
    flaw = verified().flaws[0]
    assert (flaw.says, flaw.number) == ("Links 3 to 3 were removed, and what they covered", 3)


def test_an_entry_put_in_past_the_chain_is_named(house):
    announce(happened(), act=house)
    as_owner("INSERT INTO ledger_entry (id, kind, at, via, facts) VALUES (99999999, 'x', now(), '', '{}')")
    assert [flaw.says for flaw in verified().flaws] == [
        "ledger_entry 99999999 has no link: it was put in past the ledger"
    ]


def test_a_cut_end_does_not_fit_the_head(house):
    announce_all([happened(n) for n in range(5)], act=house)
    as_owner("DELETE FROM ledger_entry WHERE subject = 4; DELETE FROM ledger_link WHERE number = 5")
    assert "head says 5 links, and there are 4" in verified().flaws[0].says


@pytest.mark.parametrize(
    "change", ["UPDATE ledger_link SET row = 0", "DELETE FROM ledger_link", "DELETE FROM ledger_lane"]
)
def test_links_and_lanes_cannot_be_changed_or_removed(house, change):
    announce(happened(), act=house)
    settle()
    with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic():
        connection.cursor().execute(change)


def test_the_ledger_cannot_be_emptied(house):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ledger_viewing ENABLE TRIGGER rows_are_not_emptied")
    with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic():
        connection.cursor().execute("TRUNCATE ledger_viewing")


def test_a_further_table_is_covered_by_one_call_and_what_stood_in_it_too(house):
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE handed_over (id bigserial PRIMARY KEY, on_day date, parts text[], sealed bytea);"
            "INSERT INTO handed_over (on_day, parts, sealed) VALUES ('2026-11-19', '{a,b}', '\\x0102')"
        )
        cursor.execute("SELECT ledger_cover('handed_over', '{id,on_day,parts,sealed}')")
        cursor.execute("INSERT INTO handed_over (on_day, parts) VALUES (NULL, '{}'), ('2026-11-20', NULL)")
    report = verified()
    assert (report.flaws, report.rows["handed_over"]) == ([], 3)
    as_owner("UPDATE handed_over SET sealed = NULL WHERE id = 1")
    assert [flaw.says for flaw in verified().flaws] == ["handed_over 1 is not what was written"]


def test_since_a_point_only_what_came_later_is_recomputed(house):
    announce_all([happened(n) for n in range(5)], act=house)
    before = verified().points
    announce(happened(9), act=house)
    settle()
    report = verify(connection.connection, since=before)
    assert (report.flaws, report.checked) == ([], 1)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(st.integers(1, 4), st.just("undone"), st.just("commit")), max_size=12))
def test_whatever_is_written_undone_and_committed_in_turn_every_row_has_its_link(house, steps):
    for step in steps:
        if step == "commit":
            settle()
        elif step == "undone":
            with transaction.atomic():
                announce(happened(), act=house)
                transaction.set_rollback(True)
        else:
            announce_all([happened(n) for n in range(int(step))], act=house)
    report = verified()
    assert report.flaws == []
    assert sum(point.count for point in report.points.values()) == Entry.objects.count()


@pytest.mark.django_db(transaction=True)
def test_eight_writers_at_once_leave_no_gap_and_never_wait_for_each_other_in_a_ring():
    maya = Person.objects.create(preferred_name="Maya P.", made_at=NOON)

    def write(number: int) -> None:
        act = Act(actor=None, at=NOON, via="test")
        try:
            for turn in range(25):
                with transaction.atomic():
                    Person.objects.select_for_update().get(pk=maya.pk) if turn % 3 == 0 else None
                    announce_all([happened(number), PromiseMadeTrue(turn, maya.pk, "x", turn)], act=act)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as writers:
        list(writers.map(write, range(8)))
    with psycopg.connect(**connection.get_connection_params() | {"autocommit": True}) as other:
        report = verify(other)
    assert report.flaws == []
    assert report.rows["ledger_entry"] == 8 * 25 * 2 == sum(lane.count for lane in Lane.objects.all())
