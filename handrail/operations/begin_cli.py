"""`handrail begin`, `handrail first-code`, `handrail forget-second-step`, `handrail change-address`. Nothing heavy is imported before a command needs it."""

from __future__ import annotations

from typing import Annotated

import typer

from handrail.operations.options import Data, finish, folder

Name = Annotated[
    str, typer.Option("--organization", help="What the organization is called.", prompt="Organization")
]
Zone = Annotated[
    str, typer.Option("--time-zone", help="Where it is, like America/Chicago.", prompt="Time zone")
]
Programme = Annotated[str, typer.Option("--program", help="Its first program.", prompt="First program")]
Address = Annotated[str, typer.Argument(show_default=False)]
Who = 'like "Ada Lark <ada@example.org>"'
Administrator = Annotated[
    str,
    typer.Option("--administrator", help=f"Who gives roles, {Who}.", prompt="Administrator (Name <address>)"),
]
Officer = Annotated[
    str,
    typer.Option(
        "--privacy-officer", help=f"Another person, {Who}.", prompt="Privacy officer (Name <address>)"
    ),
]


def begin(
    name: Name, time_zone: Zone, programme: Programme, administrator: Administrator, officer: Officer,
    data: Data = None,
) -> None:  # fmt: skip
    """Begin an organization on an empty installation: its first program and the first two people."""
    from handrail.operations import starting

    with starting.django_on(folder(data)):
        from handrail.operations import begin_command

        finish(begin_command.begin(name, time_zone, programme, administrator, officer))


def first_code(email: Address, data: Data = None) -> None:
    """Give somebody a new way in who has lost every other; what opened their account before does not any more."""
    from handrail.operations import starting

    with starting.django_on(folder(data)):
        from handrail.operations import begin_command

        finish(begin_command.first_code(email))


def forget_second_step(email: Address, data: Data = None) -> None:
    """Let somebody who lost phone and codes set up their second step anew."""
    from handrail.operations import starting

    with starting.django_on(folder(data)):
        from handrail.operations import account_command

        finish(account_command.forget(email))


def change_address(email: Address, new: Address, data: Data = None) -> None:
    """Let somebody sign in with another email address: the one now, then the new one."""
    from handrail.operations import starting

    with starting.django_on(folder(data)):
        from handrail.operations import account_command

        finish(account_command.change_address(email, new))
