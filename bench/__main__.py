"""`python -m bench [part …]`: measure, and print one table."""

from __future__ import annotations

import argparse
import sys
import traceback
from dataclasses import replace
from pathlib import Path

from bench import data
from bench.parts import known, rows_of, usual
from bench.table import Row, table


def main() -> int:
    """Exit code 1 when a target was missed or a part failed."""
    asked = _arguments()
    if asked.list:
        print("\n".join(f"{name:<14}{what}" for name, what in known().items()))
        return 0
    data.given = data.Given(asked.data600, asked.data6000, asked.full, asked.diary)
    rows = [row for name in asked.parts or usual() for row in _measured(name)]
    print(table(rows))
    return 1 if any(row.ok is False for row in rows) else 0


def _arguments() -> argparse.Namespace:
    reads = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    reads.add_argument("parts", nargs="*", metavar="part", help="see --list; default: all but lighthouse")
    reads.add_argument("--list", action="store_true", help="name the parts and measure nothing")
    reads.add_argument("--full", action="store_true", help="also build and measure 6,000 people")
    reads.add_argument("--data600", type=Path, help="a data folder with a demo of 600 people")
    reads.add_argument("--data6000", type=Path, help="a data folder with a demo of 6,000 people")
    reads.add_argument("--diary", type=Path, help="the diary of Jang et al. (2024), a CSV file")
    asked = reads.parse_args()
    if unknown := [name for name in asked.parts if name not in known()]:
        reads.error(f"There is no part {', '.join(unknown)}. There are {', '.join(known())}.")
    return asked


def _measured(name: str) -> list[Row]:
    """The rows of a part; when it fails, a row that says so, and the other parts go on."""
    print(f"measuring: {name} …", file=sys.stderr, flush=True)
    try:
        rows = list(rows_of(name))
    except Exception as failed:  # noqa: BLE001 - the other parts are still worth their row
        traceback.print_exc()
        rows = [Row("could not be measured", f"{type(failed).__name__}, told above the table", ok=False)]
    return [replace(row, what=f"{name}: {row.what}") for row in rows]


if __name__ == "__main__":
    sys.exit(main())
