"""A process of its own in which Django runs on one data folder: call functions in it by name."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from handrail.operations.cluster import Cluster


class Caller:
    """Calls by name, and waits; `later` does not wait, and gives what has `get()`."""

    def __init__(self, pool: Any) -> None:
        self.pool = pool

    def __call__(self, function: str, *arguments: object) -> Any:
        return self.pool.apply(_run, (function, *arguments))

    def later(self, function: str, *arguments: object) -> Any:
        return self.pool.apply_async(_run, (function, *arguments))


@contextmanager
def inside(data: Path) -> Iterator[Caller]:
    """Gives `call("bench.module.function", *arguments)`. The database is started when it does not run, and then
    stopped again."""
    cluster = Cluster(data)
    found_running = cluster.runs()
    url = cluster.adopt_or_start()
    try:
        with get_context("spawn").Pool(1, _open, (url, str(data))) as pool:
            yield Caller(pool)
    finally:
        if not found_running:
            cluster.stop()


def _open(url: str, data: str) -> None:
    os.environ.update(DATABASE_URL=url, HANDRAIL_DATA=data, DJANGO_SETTINGS_MODULE="handrail.config.settings")
    import django

    django.setup()


def _run(function: str, *arguments: object) -> object:
    module, _, name = function.rpartition(".")
    return getattr(import_module(module), name)(*arguments)
