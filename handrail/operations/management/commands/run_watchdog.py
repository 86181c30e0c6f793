"""`run_watchdog`: the process that calls the desk when the pager is silent."""

from __future__ import annotations

import signal
from typing import Any

from django.core.management.base import BaseCommand

from handrail.operations.watchdog import Watchdog


class Command(BaseCommand):
    help = "Call the desk when the pager has been silent for a minute, until told to stop."
    # The checks load every page; the watchdog serves none.
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        watchdog = Watchdog()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda _number, _frame: watchdog.stop())
        watchdog.run()
