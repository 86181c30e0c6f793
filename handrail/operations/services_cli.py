"""`handrail import services` and `handrail services …`. Nothing heavy is imported before a command needs it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from handrail.operations.options import Data, finish, folder

services = typer.Typer(no_args_is_help=True, help="The directory of services.")

Taken = Annotated[
    Path, typer.Argument(help="HSDS 3 JSON, a zip or folder of its tables, or a CSV.", show_default=False)
]
Name = Annotated[str, typer.Option(help="Who publishes it: the same name at each new file.")]
Apply = Annotated[bool, typer.Option("--apply", help="Write it. Without this: only report, row by row.")]
MayShrink = Annotated[
    bool, typer.Option("--may-shrink", help="More than half of the services may leave the directory.")
]


def import_services(
    file: Taken, source: Name = "", apply: Apply = False, may_shrink: MayShrink = False, data: Data = None
) -> None:
    """Load a directory of services (Human Services Data Specification)."""
    from handrail.operations import starting

    with starting.django_on(folder(data)):
        from handrail.operations.importing.hsds import command

        finish(command.run(file, source, apply, may_shrink))


@services.callback()
def directory() -> None:
    """The directory of services."""


@services.command("export")
def export_services(
    file: Annotated[Path, typer.Argument(help="Where the JSON goes.", show_default=False)], data: Data = None
) -> None:
    """Write every listed service as HSDS 3.0 JSON."""
    from handrail.operations import starting

    with starting.django_on(folder(data)):
        from handrail.operations.importing.hsds import export

        finish(export.run(file))
