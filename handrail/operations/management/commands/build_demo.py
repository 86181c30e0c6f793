"""`build_demo`: writes the demo organisation, or tells its story up to now."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any, TextIO

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from handrail.operations.demo.building import build
from handrail.operations.demo.cast import PASSWORD, accounts_to_show
from handrail.operations.trouble import Trouble

BAR = 30


class Command(BaseCommand):
    help = "Build the demo organisation in an empty database, or add the days since it was built."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--people", type=int, default=600)
        parser.add_argument("--seed", type=int, default=7)
        parser.add_argument("--days", type=int, default=730)

    def handle(self, *args: Any, people: int, seed: int, days: int, **options: Any) -> None:
        began = time.monotonic()
        try:
            told = build(people, seed, days, progress=Bar(sys.stdout))
        except Trouble as refused:
            sys.stderr.write(refused.written() + "\n")
            sys.exit(1)
        self.stdout.write(f"  {told.in_words()} ({time.monotonic() - began:.1f} s)")
        show = {"password": PASSWORD, "accounts": accounts_to_show()}
        Path(settings.DATA, "demo.json").write_text(json.dumps(show))


class Bar:
    """How many people are done: a bar on a terminal, a line for each tenth elsewhere."""

    def __init__(self, out: TextIO) -> None:
        self.out, self.tenth = out, 0

    def __call__(self, done: int, of: int) -> None:
        """Show that `done` of `of` people are done."""
        if self.out.isatty():
            end = "\n" if done >= of else ""
            filled = BAR * done // max(of, 1)
            self.out.write(f"\r  [{'#' * filled:<{BAR}}] {done} of {of} people{end}")
        elif done * 10 // max(of, 1) > self.tenth:
            self.tenth = done * 10 // of
            self.out.write(f"  {done} of {of} people\n")
        self.out.flush()
