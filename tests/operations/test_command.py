"""The command answers at once, and a mistake is a line, never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from handrail.operations import places
from handrail.operations.places import PROJECT


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    surroundings = {**os.environ, **environment}
    command = [sys.executable, "-m", "handrail", *arguments]
    return subprocess.run(command, env=surroundings, cwd=PROJECT, capture_output=True, text=True, timeout=120)


def test_help_names_every_command() -> None:
    told = run("--help")
    assert told.returncode == 0
    for name in (
        "up",
        "stop",
        "migrate",
        "doctor",
        "demo",
        "import",
        "watch",
        "score",
        "instruments",
        "lint-language",
        "worker",
        "backup",
        "restore",
        "drill",
    ):
        assert f"  {name} " in told.stdout


def test_help_imports_neither_django_nor_the_database_driver() -> None:
    look = (
        "import sys, handrail.cli\n"
        "try: handrail.cli.app(['--help'])\n"
        "except SystemExit: pass\n"
        "print(sorted({'django', 'psycopg', 'structlog', 'yaml', 'rich'} & set(sys.modules)))"
    )
    told = subprocess.run(
        [sys.executable, "-c", look], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    assert told.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    "command",
    [["score", "phq9", "--answers", "{}"], ["instruments", "list"], ["lint-language", "nowhere.txt"]],
)
def test_what_needs_no_database_imports_neither_django_nor_its_driver(command: list[str]) -> None:
    look = (
        "import sys, handrail.cli\n"
        f"try: handrail.cli.app({command!r})\n"
        "except SystemExit as end: print('ended', end.code, file=sys.stderr)\n"
        "print(sorted({'django', 'psycopg', 'structlog'} & set(sys.modules)), file=sys.stderr)"
    )
    told = subprocess.run(
        [sys.executable, "-c", look], cwd=PROJECT, capture_output=True, text=True, timeout=120
    )
    assert told.stderr.splitlines()[-1] == "[]"
    assert f"ended {0 if command == ['instruments', 'list'] else 2}" in told.stderr


@pytest.mark.parametrize("command", [["up"], ["demo", "--people", "5"], ["migrate"]])
def test_a_folder_that_cannot_be_used_is_one_line(command: list[str]) -> None:
    told = run(*command, "--data", "/dev/null/handrail", DATABASE_URL="")
    assert told.returncode == 1
    assert told.stderr.count("\n") == 1
    assert told.stderr.startswith("handrail: The folder /dev/null/handrail cannot be written to")


@pytest.mark.parametrize("command", ["up", "migrate", "worker"])
def test_nothing_opens_a_folder_while_a_restore_into_it_is_not_through(folder: Path, command: str) -> None:
    places.begin_restore(folder)
    told = run(command, "--data", str(folder), DATABASE_URL="")
    assert (told.returncode, told.stderr.count("\n")) == (1, 1)
    assert "what people withdrew could be open in it again" in told.stderr
    assert not (folder / "postgres").exists()


def test_a_taken_port_is_one_line_and_starts_nothing(folder: Path, unused_port: int) -> None:
    import socket

    with socket.create_server(("127.0.0.1", unused_port)):
        told = run("up", "--data", str(folder), "--port", str(unused_port), DATABASE_URL="")
    assert told.returncode == 1
    assert told.stderr.count("\n") == 1
    assert f"Port {unused_port} on 127.0.0.1 is taken" in told.stderr
    assert not (folder / "postgres").exists()


def test_nothing_to_stop_is_said_and_is_no_fault(folder: Path) -> None:
    told = run("stop", "--data", str(folder))
    assert (told.returncode, told.stdout) == (0, "Nothing runs on this data folder.\n")


def test_the_doctor_of_an_installation_that_does_not_run_says_what_to_do(folder: Path) -> None:
    told = run("doctor", "--data", str(folder), DATABASE_URL="")
    assert told.returncode == 1
    assert "does not answer" in told.stdout
    assert "handrail up" in told.stdout
    assert "Traceback" not in told.stdout + told.stderr


def test_a_database_elsewhere_that_does_not_answer_is_one_line(folder: Path, unused_port: int) -> None:
    began = time.monotonic()
    nowhere = f"postgresql://someone:secret@127.0.0.1:{unused_port}/handrail"
    told = run("migrate", "--data", str(folder), DATABASE_URL=nowhere)
    assert told.returncode == 1
    assert told.stderr.count("\n") == 1
    assert "secret" not in told.stderr
    assert time.monotonic() - began < 30
