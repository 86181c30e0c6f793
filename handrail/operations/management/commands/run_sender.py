"""`run_sender`: the process that sends reminders."""

from __future__ import annotations

import signal
from typing import Any

from django.core.management.base import BaseCommand

from handrail.operations.reminder_loop import Sender


class Command(BaseCommand):
    help = "Send the reminders that people asked for, until told to stop."
    # The checks load every page; the sender serves none.
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        sender = Sender()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda _number, _frame: sender.stop())
        sender.run()
