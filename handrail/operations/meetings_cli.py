"""`handrail import meetings`. Nothing heavy is imported before the command needs it."""

from __future__ import annotations

from typing import Annotated

import typer

from handrail.operations.options import Data, finish, folder

Url = Annotated[str, typer.Argument(help="https:// address of a Meeting Guide feed or a calendar.")]
Name = Annotated[str, typer.Option(help="Whose meetings: the same name each time.")]
Again = Annotated[
    bool, typer.Option("--again", help="Ask every address that is kept, for instance each night.")
]
Forget = Annotated[bool, typer.Option("--forget", help="Ask the address of this --name no more.")]
MayShrink = Annotated[bool, typer.Option("--may-shrink", help="More than half of the meetings may go.")]


def import_meetings(
    url: Url = "", name: Name = "", again: Again = False, forget: Forget = False, may_shrink: MayShrink = False,
    data: Data = None,
) -> None:  # fmt: skip
    """Load a directory of open meetings from its address, and keep the address."""
    from handrail.operations import starting

    with starting.django_on(folder(data)):
        from handrail.operations import meetings_command as command

        if again:
            finish(command.run_again())
        if forget:
            finish(command.run_forget(name))
        finish(command.run(url, name, may_shrink=may_shrink))
