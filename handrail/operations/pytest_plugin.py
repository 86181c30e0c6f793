"""Tests on a private PostgreSQL of their own: `-p handrail.operations.pytest_plugin` in pyproject.toml.

One cluster without fsync lies in `test/` of the data folder; all test runs on the machine share it, each in
databases of its own. Nothing is started until a test asks for the database; the last run stops it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Generator

import pytest

from handrail.operations import messages
from handrail.operations.scratch import Scratch


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None, None, None]:
    """Compile the translations, and say where the database will be, before pytest-django reads the settings."""
    os.environ["HANDRAIL_TESTING"] = "yes"
    _keep_what_is_compiled()
    messages.compile_stale()
    if "DATABASE_URL" not in os.environ:
        scratch = Scratch.of_this_run()
        early_config.stash[OWN] = scratch
        scratch.join()
    return (yield)


def _keep_what_is_compiled() -> None:
    """Two workers and some fifty programs load the same modules: where Python is told to keep nothing, each compiles
    all of them anew, which takes longer than most tests."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the cluster when this was the last test run that used it."""
    if scratch := config.stash.get(OWN, None):
        scratch.leave()


OWN = pytest.StashKey[Scratch]()
