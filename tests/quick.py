"""What each test would do again and need not: hash passwords at a cost, list static files, look through what lasts."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from whitenoise.middleware import WhiteNoiseMiddleware
from xdist.scheduler import LoadScopeScheduling

#: Files with a fixture that takes seconds, which a second worker would make again; and a folder that shares one.
TOGETHER = (
    "handrail/foundation/consent/tests/test_every_cell.py", "handrail/interfaces/client/tests/test_copy.py",
    "handrail/operations/demo/tests/test_moving_on.py", "handrail/operations/demo/tests/test_rows.py",
    "handrail/operations/demo/tests/test_stories.py", "handrail/operations/demo/tests/test_volumes.py",
    "handrail/ui/tests/test_access_browser.py", "tests/faults/", "tests/operations/test_restore.py",
    "tests/operations/test_server_findings.py",
)  # fmt: skip


class Together(LoadScopeScheduling):
    """Each test goes to whichever worker is free, but for those of `TOGETHER`, which go to one, and first of all."""

    def _split_scope(self, nodeid: str) -> str:
        return next((files for files in TOGETHER if nodeid.startswith(files)), nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Together:
    return Together(config, log)


def pytest_collection_finish() -> None:
    """What is loaded by now stays: the collector of garbage need not look through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


class QuickArgon2(Argon2PasswordHasher):
    """Argon2 with the least memory and passes that it takes; the way through our code is the same."""

    time_cost, memory_cost, parallelism = 1, 8, 1


@pytest.fixture(scope="session", autouse=True)
def quick_passwords(django_test_environment: None) -> None:
    """Hash passwords cheaply in the tests' own processes; a server that a test starts does it in earnest."""
    settings.PASSWORD_HASHERS = [f"{QuickArgon2.__module__}.{QuickArgon2.__qualname__}"]


@pytest.fixture(scope="session", autouse=True)
def static_files_listed_once() -> Iterator[None]:
    """Every test client has a middleware of its own, and each would look at all static files again."""
    listed: dict[tuple[str, str], dict[str, Any]] = {}
    look = WhiteNoiseMiddleware.add_files_from_finders

    def look_once(self: WhiteNoiseMiddleware) -> None:
        known = (str(settings.STATIC_ROOT), self.static_prefix)
        if known not in listed:
            look(self)
            listed[known] = self.files
        self.files = listed[known]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WhiteNoiseMiddleware, "add_files_from_finders", look_once)
        yield
