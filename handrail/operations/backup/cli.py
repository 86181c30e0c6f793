"""`handrail backup` and `handrail restore`, as they are typed. Imports nothing heavy."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from handrail.operations.options import Data, finish, folder

backing_up = typer.Typer(help="Back up now; more in its subcommands.", invoke_without_command=True)


@backing_up.callback()
def backup(
    context: typer.Context,
    days: Annotated[int, typer.Option(min=1, help="Every moment of these days stays.")] = 35,
    weeks: Annotated[int, typer.Option(min=0, help="Then one backup a week.")] = 8,
    months: Annotated[int, typer.Option(min=0, help="Then one a month.")] = 12,
    data: Data = None,
) -> None:
    """Back up now: the whole database, encrypted and read back; old backups go."""
    if context.invoked_subcommand:
        return
    from handrail.operations.backup import command
    from handrail.operations.backup.retention import Keeping

    command.backup(folder(data), Keeping(days, weeks, months))


@backing_up.command("key")
def backup_key(file: Annotated[Path, typer.Argument(help="A new file.", show_default=False)]) -> None:
    """Make a key that opens backups; keep it elsewhere."""
    from handrail.operations.backup import command

    finish(command.make_key(file))


@backing_up.command("check")
def check_backups(data: Data = None) -> None:
    """Read every piece again and compare it; needs no secret key."""
    from handrail.operations.backup import command

    finish(command.check(folder(data)))


def restore(
    identity: Annotated[Path, typer.Option(help="The file with the secret key.", show_default=False)],
    shelf: Annotated[Path | None, typer.Option("--from", help="Folder of backups.")] = None,
    until: Annotated[str | None, typer.Option(help="A moment: 2026-11-30T14:05Z. Default: the last.")] = None,
    backup: Annotated[str | None, typer.Option(help="Name of a backup. Default: the newest before.")] = None,
    timeline: Annotated[
        int | None, typer.Option(min=1, help="Which line of restores to follow. Default: the newest.")
    ] = None,
    kept: Annotated[
        Path | None,
        typer.Option(help="An old data folder: its promises, checkpoints and keys are taken over."),
    ] = None,
    promises_as_found: Annotated[
        bool,
        typer.Option("--promises-as-found", help="Go on with a promise ledger that is lost or was changed."),
    ] = False,
    data: Data = None,
) -> None:
    """Restore a backup into an empty data folder, keeping what was promised since."""
    from handrail.operations.backup import command

    moment = command.moment_of(until)
    wanted = command.Wanted(folder(data), identity, shelf, moment, backup, kept, timeline, promises_as_found)
    finish(command.restore(wanted))


def drill(
    identity: Annotated[
        Path | None, typer.Option(help="From your own folder of backups, with this secret key.")
    ] = None,
    data: Data = None,
) -> None:
    """Back up, restore twice into a scratch folder, and prove that what was promised holds."""
    from handrail.operations.backup import drilling

    raise typer.Exit(drilling.drill(folder(data), identity))
