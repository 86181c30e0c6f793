"""The promise ledger's file outlives what kills those who write to it, and shows what was done to it."""

from __future__ import annotations

import json
import multiprocessing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handrail.foundation.ledger import promise_file

MEANT = {"step": "meant", "kind": "consent.grant.withdrawn", "subject": 7}


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return tmp_path / "elsewhere" / "promises.jsonl"


def test_lines_are_numbered_and_each_holds_the_digest_of_the_one_before(ledger: Path) -> None:
    assert [promise_file.append(ledger, MEANT) for _ in range(3)] == [1, 2, 3]
    found = promise_file.read(ledger)
    assert [line["number"] for line in found.lines] == [1, 2, 3]
    assert (found.torn, found.broken) == (0, None)


def test_a_ledger_that_is_not_there_yet_is_empty(ledger: Path) -> None:
    assert promise_file.read(ledger).lines == []


@given(cut=st.integers(min_value=1, max_value=400))
@settings(deadline=None)
def test_a_last_line_cut_short_anywhere_is_passed_over_and_writing_goes_on(
    tmp_path_factory: pytest.TempPathFactory, cut: int
) -> None:
    ledger = tmp_path_factory.mktemp("torn") / "promises.jsonl"
    for _ in range(3):
        promise_file.append(ledger, MEANT)
    whole = ledger.read_bytes()
    first_two = whole[: whole.index(b"\n", whole.index(b"\n") + 1) + 1]
    last = whole[len(first_two) :]
    ledger.write_bytes(first_two + last[: min(cut, len(last) - 2)])
    assert len(promise_file.read(ledger).lines) == 2
    assert promise_file.append(ledger, MEANT) == 3
    found = promise_file.read(ledger)
    assert ([line["number"] for line in found.lines], found.torn, found.broken) == ([1, 2, 3], 1, None)


@pytest.mark.parametrize("harm", ["changed", "left out", "cut in front"])
def test_a_line_changed_or_left_out_is_named(ledger: Path, harm: str) -> None:
    for subject in range(5):
        promise_file.append(ledger, {**MEANT, "subject": subject})
    lines = ledger.read_bytes().splitlines(keepends=True)
    if harm == "changed":
        lines[2] = json.dumps({**json.loads(lines[2]), "subject": 99}).encode() + b"\n"
    elif harm == "left out":
        del lines[2]
    else:
        del lines[:3]
    ledger.write_bytes(b"".join(lines))
    assert promise_file.read(ledger).broken == 4


def _write_many(ledger: Path) -> None:
    for _ in range(20):
        promise_file.append(ledger, MEANT)


def test_several_processes_write_one_chain(ledger: Path) -> None:
    writers = [
        multiprocessing.get_context("fork").Process(target=_write_many, args=[ledger]) for _ in range(4)
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(30)
        writer.kill()
    found = promise_file.read(ledger)
    assert ([line["number"] for line in found.lines], found.broken) == (list(range(1, 81)), None)


def test_a_place_without_room_is_an_error_and_not_a_promise(tmp_path: Path) -> None:
    full = tmp_path / "promises.jsonl"
    full.symlink_to("/dev/full")
    with pytest.raises(OSError, match="No space left"):
        promise_file.append(full, MEANT)
