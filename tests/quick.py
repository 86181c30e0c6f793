"""What each test would do again and need not: costly hashes of passwords, and the list of static files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from whitenoise.middleware import WhiteNoiseMiddleware


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
