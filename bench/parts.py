"""The parts, in the order they run. Each is a module with `rows() -> Iterable[Row]`."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec

from bench.table import Row

#: Name of the part and what it measures. A part that is not there yet is left out.
PARTS = {
    "command": "how soon `handrail --help` answers",
    "load": "building the demo organisation",
    "checkin": "CPU of one check-in against a bare view that inserts one row",
    "sealing": "what sealing costs: a value, a check-in with words, the team's Today and a record",
    "evaluator": "who may see what: its share of a page, and among 40,000 people",
    "ledger": "entries a second, chained in eight lanes",
    "live": "from a check-in to the proposal on an open board",
    "message": "from a message to the other's open page, with 200 people connected",
    "pages": "server time of the three pages most used",
    "paging": "from a request for help to the first message, and ten thousand open alerts",
    "crowd": "asking for help while 100 other requests a second run",
    "console": "first byte of the crisis console while the nightly sweep runs",
    "wave": "ten thousand reminders through the local sender, and check-ins meanwhile",
    "copy": "a person's copy of everything: page, PDF, JSON",
    "directory": "a directory of 100,000 services: taken in, and searched",
    "gaps": "gaps looked for over 40,000 people",
    "reviews": "a case review of forty people: its list, and each turn",
    "memory": "memory of an idle installation",
    "weight": "bytes of a first visit",
    "healing": "clean stop, and healing after kill -9",
    "scoring": "sets of answers scored in a second",
    "language": "the language linter over a note of 2,000 words",
    "early_warning": "the early-warning engine on made-up people",
    "early_warning_diary": "the early-warning engine on a real diary (with --diary)",
    "early_warning_readings": "which reading of the early-warning design gives its figures",
    "sweep": "the early-warning engine over a population with NumPy",
    "replay": "how long `handrail watch replay` takes",
    "lighthouse": "Lighthouse scores (only when named; needs npx)",
}
#: Not run unless named: they need programs the project itself does without.
OPTIONAL = {"lighthouse"}


def known() -> dict[str, str]:
    """The parts that are here."""
    return {name: what for name, what in PARTS.items() if find_spec(f"bench.{name}")}


def usual() -> list[str]:
    return [name for name in known() if name not in OPTIONAL]


def rows_of(name: str) -> Iterable[Row]:
    """Measure one part."""
    found: Iterable[Row] = import_module(f"bench.{name}").rows()
    return found
