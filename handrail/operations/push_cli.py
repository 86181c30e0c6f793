"""`handrail push …`. Nothing heavy is imported before a command needs it."""

from __future__ import annotations

import typer

from handrail.operations.options import Data, finish, folder

pushing = typer.Typer(no_args_is_help=True, help="Notes to browsers: off until there is a key.")


@pushing.callback()
def push() -> None:
    """Notes to browsers: off until there is a key."""


@pushing.command("make-key")
def make_key(data: Data = None) -> None:
    """Make the key that signs notes to browsers, unless there is one. From then on people can let them in."""
    from handrail.operations import starting

    with starting.django_on(folder(data)):
        from handrail.operations import push_command

        finish(push_command.make_key())
