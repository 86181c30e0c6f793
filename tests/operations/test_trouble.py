"""A step in a process of its own fails in the words of whoever knew best."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from handrail.operations import places, starting
from handrail.operations.trouble import Trouble


def step(data: Path, source: str) -> None:
    places.prepare(data)
    starting.run_step(data, "step", "The step", [sys.executable, "-c", source])


def test_a_step_that_works_says_nothing(folder: Path) -> None:
    step(folder, "print('fine')")


def test_a_trouble_passes_through_word_for_word(folder: Path) -> None:
    source = (
        "import sys; from handrail.operations.trouble import Trouble\n"
        "sys.exit(Trouble('A happened.', kept='B is kept.', do='Do C.').written())"
    )
    with pytest.raises(Trouble, match=r"^A happened\. B is kept\. Do C\.$"):
        step(folder, source)


def test_an_unforeseen_error_is_named_and_its_log_is_pointed_to(folder: Path) -> None:
    with pytest.raises(Trouble, match=r"^The step failed: ZeroDivisionError: .*step\.log"):
        step(folder, "1/0")


def test_a_disk_that_fills_up_during_a_step_is_said_plainly(folder: Path) -> None:
    with pytest.raises(Trouble, match=r"is full\. Everything saved before this is kept"):
        step(folder, "raise OSError(28, 'No space left on device')")
