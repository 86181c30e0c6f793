"""`run_verifier`: one verification of the ledger, in a process that ends with it."""

from __future__ import annotations

import os
import sys
from typing import Any

import structlog
from django.core.management.base import BaseCommand
from django.utils import timezone

from handrail.operations.ledger_keeping import verify_in_turn

log = structlog.get_logger("verifier")
#: As low as it goes: whatever else this machine has to do comes first.
PRIORITY = 19


class Command(BaseCommand):
    help = "Verify what is new in the ledger, and once a day all of it. The supervisor runs this every hour."
    # The checks load every page; this serves none.
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        os.nice(PRIORITY)
        try:
            verify_in_turn(timezone.now())
        except Exception as trouble:  # noqa: BLE001 - said, and tried again; what a driver says may hold an address
            log.error("ledger_not_verified", trouble=type(trouble).__name__)
            sys.exit(1)
