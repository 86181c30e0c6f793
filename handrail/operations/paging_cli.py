"""`handrail pager …`. Nothing heavy is imported before a command needs it."""

from __future__ import annotations

import typer

from handrail.operations.options import Data, finish, folder

paging = typer.Typer(no_args_is_help=True, help="Who would be called now, and about what.")


@paging.callback()
def pager() -> None:
    """Who would be called now, and about what."""


@paging.command("status")
def status(data: Data = None) -> None:
    """Show the pager, who is on call, and what waits; exit code 1 when something is not as it should be."""
    from handrail.operations import starting

    with starting.django_on(folder(data)):
        from handrail.operations import pager_command

        finish(pager_command.status())
