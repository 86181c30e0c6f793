"""A machine that cannot install Handrail is told why in one line."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from handrail.operations.places import PROJECT


@pytest.fixture
def bootstrap() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bootstrap_script", PROJECT / "bootstrap.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """A folder with what a fresh clone has of the two commands."""
    shutil.copy(PROJECT / "bootstrap.py", tmp_path)
    shutil.copytree(PROJECT / "requirements", tmp_path / "requirements")
    return tmp_path


def run(fresh: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    offline = {
        "PATH": "/usr/bin:/bin",
        "HOME": str(fresh),
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_INDEX_URL": "http://127.0.0.1:9/",
        "PIP_NO_CACHE_DIR": "1",
    }
    command = [sys.executable, "bootstrap.py", *arguments]
    return subprocess.run(command, cwd=fresh, env=offline, capture_output=True, text=True, timeout=120)


def test_without_a_network_it_says_so_and_keeps_what_it_has(fresh: Path) -> None:
    told = run(fresh, "install")
    assert told.returncode == 1
    assert told.stderr.count("\n") == 1
    assert "handrail: The packages could not be fetched" in told.stderr
    assert (fresh / ".venv" / "bin" / "python").exists()
    assert not (fresh / ".venv" / "handrail-installed").exists()


def test_an_unknown_word_is_one_line(fresh: Path) -> None:
    told = run(fresh, "dmeo")
    assert told.returncode == 1
    assert told.stderr.startswith("handrail: Usage: python3 bootstrap.py demo|test")


def test_a_python_that_is_too_old_is_told_its_version(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "OLDEST", (99, 0))
    monkeypatch.setattr(bootstrap, "NEWER", ())
    with pytest.raises(
        SystemExit, match=r"needs Python .* or later; this is 3\.\d+\.\d+\. Nothing was changed"
    ):
        bootstrap.use_a_fit_python()


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("ERROR: Could not install: [Errno 28] No space left on device", "The disk is full."),
        (
            "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE",
            "not the one that the locked",
        ),
        ("error: Failed to fetch: dns error: failed to lookup address", "could not be fetched"),
        ("[Errno 13] Permission denied: '/x/.venv'", "cannot be written to"),
        ("something new went wrong", "Installing failed: something new went wrong."),
    ],
)
def test_what_an_installer_says_becomes_one_line(bootstrap: ModuleType, said: str, reason: str) -> None:
    with pytest.raises(SystemExit, match=reason) as stopped:
        bootstrap.explain(said)
    assert "\n" not in str(stopped.value)


def test_nothing_is_installed_again_until_a_list_changes(
    bootstrap: ModuleType, fresh: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "ROOT", str(fresh))
    before = bootstrap.fingerprint([bootstrap.CORE, bootstrap.TEST])
    with (fresh / "requirements" / "test.txt").open("a") as lock:
        lock.write("# changed\n")
    after = bootstrap.fingerprint([bootstrap.CORE, bootstrap.TEST])
    assert before[:2] == after[:2]
    assert before[2] != after[2]
