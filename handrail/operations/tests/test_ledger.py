"""A cut end and a full rewrite fit together again; the signed checkpoints outside the database tell them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction

from handrail.foundation.ledger import checkpoints
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce_all
from handrail.foundation.ledger.events import PromiseMadeTrue
from handrail.foundation.ledger.models import Entry, Lane
from handrail.foundation.ledger.signing import KeyNotKept, key_in, public_from, public_words
from handrail.operations import ledger_command, ledger_findings, ledger_keeping

NOON = datetime(2026, 11, 19, 12, tzinfo=UTC)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def place(tmp_path: Path, settings) -> Path:
    settings.CHECKPOINTS, settings.CHECKPOINT_KEY = tmp_path / "elsewhere", tmp_path / "key"
    return tmp_path / "elsewhere"


def write(*subjects: int) -> None:
    announce_all([PromiseMadeTrue(n, None, "x", n) for n in subjects], act=Act(None, NOON, "test"))


def as_owner(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL session_replication_role = replica; {statement}")


def rewrite_the_chain() -> None:
    """Everything again from its rows, as an owner would who read our source."""
    as_owner(
        "DELETE FROM ledger_link; DELETE FROM ledger_lane;"
        "SELECT ledger_chain_what_stands(of, id, ledger_body(of, columns)) FROM ledger_form"
    )


def test_a_ledger_with_its_checkpoints_is_as_it_was_written():
    write(1, 2, 3)
    assert ledger_command.checkpoint()[0] == 0
    write(4)
    code, words = ledger_command.verify()
    assert (code, words.splitlines()[0]) == (0, "The ledger is as it was written.")
    assert "4 links recomputed in 8 lanes, 1 checkpoints. Rows: 4 in ledger_entry" in words


def test_a_cut_end_with_its_head_set_back_is_found_by_the_checkpoint():
    write(1, 2)
    write(3, 4)
    ledger_keeping.checkpoint()
    lane = Lane.objects.filter(count__gt=0).last()
    as_owner(
        f"DELETE FROM ledger_entry WHERE id IN (SELECT row FROM ledger_link WHERE lane = {lane.pk} AND number = {lane.count});"
        f"DELETE FROM ledger_link WHERE lane = {lane.pk} AND number = {lane.count};"
        f"UPDATE ledger_lane SET count = count - 1, head = (SELECT hash FROM ledger_link WHERE lane = {lane.pk}"
        f" AND number = {lane.count - 1}) WHERE lane = {lane.pk}"
    )
    code, words = ledger_command.verify()
    assert code == 1
    assert f"counted {lane.count} links, and there are {lane.count - 1}: the end was cut off" in words


def test_a_full_rewrite_after_an_edit_is_found_by_the_checkpoint_and_only_by_it(place):
    write(1, 2, 3)
    ledger_keeping.checkpoint()
    edited = Entry.objects.get(subject=2)
    as_owner(f"UPDATE ledger_entry SET actor_id = NULL, kind = 'x' WHERE id = {edited.pk}")
    rewrite_the_chain()
    code, words = ledger_command.verify()
    assert code == 1
    assert "of the checkpoints, of " in words
    checkpoints.file_in(place).unlink()
    assert ledger_command.verify()[0] == 0


def test_everything_removed_is_found_by_the_checkpoint():
    write(1, 2, 3)
    ledger_keeping.checkpoint()
    as_owner("DELETE FROM ledger_link; DELETE FROM ledger_lane; DELETE FROM ledger_entry")
    assert ledger_command.verify()[0] == 1


@pytest.mark.parametrize("way", ["number", "unsigned", "other key"])
def test_a_changed_line_of_the_checkpoints_is_found(place, tmp_path, way):
    write(1)
    ledger_keeping.checkpoint()
    file = checkpoints.file_in(place)
    line = json.loads(file.read_text())
    if way == "number":
        line["lanes"] = {lane: [0, ""] for lane in line["lanes"]}
    elif way == "unsigned":
        del line["signature"]
    if way == "other key":
        other = public_words(key_in(tmp_path / "other").public_key())
        code, words = ledger_command.verify(public=other)
    else:
        file.write_text(json.dumps(line) + "\n")
        code, words = ledger_command.verify()
    assert (code, "Line 1 of the checkpoints is not signed with this key" in words) == (1, True)


def test_a_copy_of_checkpoints_and_a_noted_key_can_be_believed_instead(place, tmp_path):
    write(1)
    ledger_keeping.checkpoint()
    noted = ledger_command.public_key()[1]
    assert public_words(public_from(noted)) == noted
    before = checkpoints.file_in(place).read_bytes()
    assert ledger_command.verify(public=noted, place=place)[0] == 0
    assert checkpoints.file_in(place).read_bytes() == before


def test_after_a_restore_the_lost_end_is_known_and_a_later_cut_is_not():
    write(1, 2)
    write(3)
    ledger_keeping.checkpoint()
    as_owner("DELETE FROM ledger_entry WHERE subject = 3")
    rewrite_the_chain_without_the_last()
    assert ledger_command.verify()[0] == 1
    ledger_keeping.note_restored(NOON)
    assert ledger_command.verify()[0] == 0
    as_owner("DELETE FROM ledger_entry; DELETE FROM ledger_link; DELETE FROM ledger_lane")
    assert ledger_command.verify()[0] == 1


def rewrite_the_chain_without_the_last() -> None:
    as_owner(
        "DELETE FROM ledger_link l WHERE NOT EXISTS (SELECT FROM ledger_entry e WHERE e.id = l.row);"
        "UPDATE ledger_lane n SET count = coalesce((SELECT max(number) FROM ledger_link l WHERE l.lane = n.lane), 0),"
        " head = coalesce((SELECT hash FROM ledger_link l WHERE l.lane = n.lane ORDER BY number DESC LIMIT 1),"
        " sha256(convert_to('handrail ledger lane ' || lane, 'UTF8')))"
    )


def test_the_key_is_made_for_its_owner_alone_and_refused_when_open_to_others(tmp_path):
    made = key_in(tmp_path / "made")
    assert (tmp_path / "made").stat().st_mode & 0o777 == 0o600
    assert key_in(tmp_path / "made").private_bytes_raw() == made.private_bytes_raw()
    (tmp_path / "made").chmod(0o640)
    with pytest.raises(KeyNotKept, match="open to others"):
        key_in(tmp_path / "made")


def test_the_worker_writes_each_five_minutes_and_what_verifies_goes_on_where_it_was(place):
    keeper, began = ledger_keeping.Keeper(), datetime.now(UTC)
    write(1)
    for minute in [0, 1, 6]:
        keeper.keep(began + timedelta(minutes=minute))
    for hour in [0, 1, 26]:
        assert ledger_keeping.verify_in_turn(began + timedelta(hours=hour)).well
    lines = [json.loads(raw) for raw in checkpoints.file_in(place).read_text().splitlines()]
    steps = [line["step"] + (" whole" if line.get("whole") else "") for line in lines]
    assert steps == ["checkpoint", "checkpoint", "verified whole", "verified", "verified whole"]
    assert [line["checked"] for line in lines if line["step"] == "verified"] == [1, 0, 1]


def test_where_the_database_is_away_the_verifier_says_so_without_its_address_and_fails(tmp_path):
    away = {"DATABASE_URL": "postgresql://riverbend@127.0.0.1:1/away", "HANDRAIL_DATA": str(tmp_path)}
    command = [sys.executable, "-m", "django", "run_verifier"]
    told = subprocess.run(command, env=os.environ | away, capture_output=True, text=True, timeout=120)
    said = [json.loads(line) for line in told.stderr.splitlines()]
    assert told.returncode == 1
    assert [(one["event"], one["trouble"]) for one in said] == [("ledger_not_verified", "OperationalError")]


def test_the_doctor_says_how_old_the_last_ones_are_and_makes_no_key(tmp_path):
    def found():
        return ledger_findings.checkpoint(connection.connection), ledger_findings.verification()

    connection.ensure_connection()
    assert [(one.well, one.says) for one in found()] == [(False, "none yet"), (False, "never verified")]
    assert not (tmp_path / "key").exists()
    ledger_keeping.Keeper().keep(datetime.now(UTC))
    ledger_keeping.verify_in_turn(datetime.now(UTC))
    assert [(one.well, one.says) for one in found()] == [
        (True, "last 0 min ago, nothing since"),
        (True, "as written, verified 0 min ago"),
    ]
    write(1)
    ledger_keeping.checkpoint()
    as_owner("DELETE FROM ledger_entry")
    assert not ledger_keeping.verify_in_turn(datetime.now(UTC)).well
    assert (found()[1].well, found()[1].says) == (False, "1 flaws, verified 0 min ago")
