"""What the commands share: the data folder they work on, and how they end. Imports nothing heavy."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

WHERE = "Data folder. Default: HANDRAIL_DATA, else .data."
Data = Annotated[str | None, typer.Option(help=WHERE, show_default=False)]


def folder(data: str | None) -> Path:
    """The data folder: as given, else as the environment says, else the default."""
    from handrail.operations import places

    return places.data_folder(data)


def finish(result: tuple[int, str]) -> None:
    """Print a command's last words, to stderr when it failed, and end with its exit code."""
    code, text = result
    out = sys.stdout if code == 0 else sys.stderr
    # A terminal that cannot show a letter (or a file's name that is no text) gets its number, never a fault.
    encoding = getattr(out, "encoding", None) or "utf-8"
    shown = text.rstrip("\n").encode(encoding, "backslashreplace").decode(encoding)
    out.write(shown + "\n")
    raise typer.Exit(code)
