"""`run_worker`: the worker process."""

from __future__ import annotations

import signal
from typing import Any

from django.core.management.base import BaseCommand

from handrail.operations.worker import Worker


class Command(BaseCommand):
    help = "Do what is owed, and what time brings, until told to stop."
    # The checks load every page; the worker serves none.
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        worker = Worker()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda _number, _frame: worker.stop())
        worker.run()
