"""`handrail watch replay`. Nothing heavy is imported before the command runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from handrail.operations.options import finish

File = Annotated[Path, typer.Argument(help="A CSV file, or - for standard input.", show_default=False)]
Person = Annotated[str, typer.Option(help="The column that says whose row it is.", show_default=False)]
Day = Annotated[
    str,
    typer.Option(
        help="The column with the day: a whole number, or a date like 2026-02-28 (a time after it is not looked at).",
        show_default=False,
    ),
]
Out = Annotated[Path, typer.Option(help="The file that the alerts are written to.", show_default=False)]
Signals = Annotated[
    str | None,
    typer.Option(
        help="Only these columns, at most seven: a,b,c. A known one that the file lacks is left out, and said. "
        "Without this: all that are known or have a scale."
    ),
]
Scale = Annotated[
    list[str] | None,
    typer.Option(
        help="name:min:max:direction of a column that is not known, or known with other limits; direction is "
        "higher_is_worse or lower_is_worse. A fifth part is the smallest step between two answers. Once for each."
    ),
]
Explain = Annotated[bool, typer.Option("--explain", help="Add a column that says why, in a sentence.")]
SkipBad = Annotated[
    bool, typer.Option("--skip-bad", help="Leave out rows that cannot be read, and say how many.")
]
OwnEnd = Annotated[
    bool,
    typer.Option(
        "--own-end",
        help="End with each person's last row. Without this a person who has stopped is missed until the last day "
        "of the file.",
    ),
]


def replay(
    file: File, person: Person, day: Day, out: Out, signals: Signals = None, scale: Scale = None,
    explain: Explain = False, skip_bad: SkipBad = False, own_end: OwnEnd = False,
) -> None:  # fmt: skip
    """Run the shipped engine over a file of check-ins, evening by evening, knowing nothing later; needs no database.

    Known: craving, mood, stress, confidence, sleep_quality (0 to 10), sleep_hours (0 to 24), contacts (0 to 15).

    Rows may stand in any order. A skipped item is empty. A day without a row, or with none of the answers listened
    to, is a missed check-in. Of several rows for one person and day the highest craving counts, and the mean of
    anything else. A row that cannot be read ends the command with its line and why, exit code 2, and nothing is
    written.

    The output has one row for each evening on which the team is told: person,day,level,index. The level is alert
    (index from 1) or strong (from 1.2). Then seven days are quiet unless the index rises by half; while it lasts
    there is one reminder, and after it a new alert. What only offers the person support (watch, from 0.55) is not
    written. Rules that need no usual, such as reported use, look at other answers and are no part of this.
    """
    from handrail.operations.replaying.command import Wanted, run

    finish(run(Wanted(file, person, day, out, signals, scale or (), explain, skip_bad, own_end)))
