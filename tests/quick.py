"""What each test would do again and need not: hash passwords at a cost, list static files, look through what lasts."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.template import Template
from django.test.utils import _TestState
from whitenoise.middleware import WhiteNoiseMiddleware
from xdist.scheduler import LoadScopeScheduling

#: Before all others: they need no database, which a second worker makes meanwhile.
WITHOUT_DATABASE = ("handrail/clinical/", "tests/architecture/")
#: All that take the fixture `looks` or `forms`, which goes to every page as each of the cast.
WITH_FORMS = tuple(
    f"tests/trust/test_{name}.py"
    for name in ("bad_input", "no_word_in_a_log", "sealed", "swapped", "what_the_evaluator_is_asked")
)
#: Each of these goes to one worker: they share what takes seconds to make.
TOGETHER = (
    WITHOUT_DATABASE, WITH_FORMS, ("tests/faults/",), ("tests/operations/test_restore.py",),
    ("tests/operations/test_server_findings.py",), ("handrail/foundation/consent/tests/test_every_cell.py",),
    ("handrail/interfaces/client/tests/test_copy.py",),
    *((f"handrail/operations/demo/tests/test_{name}.py",) for name in ("moving_on", "rows", "stories", "volumes")),
)  # fmt: skip
#: Whole files for the same reason, in folders with one.
BY_FILE = ("tests/browser/", "handrail/ui/tests/")
#: What takes long comes first, so that no worker ends with it while the other has nothing left.
FIRST = (
    *WITHOUT_DATABASE, *WITH_FORMS, "tests/browser/", "tests/operations/test_up.py",
    "handrail/foundation/consent/tests/test_no_path_shows.py", "tests/faults/", "tests/operations/", "tests/journeys/",
    "handrail/operations/demo/", "handrail/ui/tests/", "handrail/foundation/consent/",
)  # fmt: skip

#: Hardly anything of what loading and collecting makes is garbage, and looking for it took half of the time.
gc.disable()


class Together(LoadScopeScheduling):
    """Each test goes to whichever worker is free, in the order collected, but for those that share something costly."""

    def _split_scope(self, nodeid: str) -> str:
        if nodeid.startswith(BY_FILE):
            return nodeid.partition("::")[0]
        return next((files[0] for files in TOGETHER if nodeid.startswith(files)), nodeid)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(
        key=lambda item: next(
            (n for n, start in enumerate(FIRST) if item.nodeid.startswith(start)), len(FIRST)
        )
    )


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Together:
    # Here only the workers collect.
    gc.enable()
    config.option.loadscopereorder = False
    return Together(config, log)


def pytest_collection_finish() -> None:
    """What is loaded by now stays: the collector of garbage need not look through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    gc.enable()


class QuickArgon2(Argon2PasswordHasher):
    """Argon2 with the least memory and passes that it takes; the way through our code is the same."""

    time_cost, memory_cost, parallelism = 1, 8, 1


@pytest.fixture(scope="session", autouse=True)
def quick_passwords(django_test_environment: None) -> None:
    """Hash passwords cheaply in the tests' own processes; a server that a test starts does it in earnest."""
    settings.PASSWORD_HASHERS = [f"{QuickArgon2.__module__}.{QuickArgon2.__qualname__}"]


@pytest.fixture(scope="session", autouse=True)
def templates_drawn_as_in_earnest(django_test_environment: None) -> None:
    """Django copies the context of each piece of a page for tests that look at it; ours look at the page."""
    Template._render = _TestState.saved_data.template_render  # type: ignore[method-assign]


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
