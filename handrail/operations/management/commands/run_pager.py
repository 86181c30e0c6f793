"""`run_pager`: the pager process."""

from __future__ import annotations

import signal
from typing import Any

from django.core.management.base import BaseCommand

from handrail.operations.pager import Pager


class Command(BaseCommand):
    help = "Call one human after another about each open alert, until told to stop."
    # The checks load every page; the pager serves none.
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        pager = Pager()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda _number, _frame: pager.stop())
        pager.run()
