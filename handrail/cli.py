"""The command `handrail`. Nothing heavy is imported before a command needs it: --help must be instant."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from handrail.operations.backup.cli import backing_up, drill, restore
from handrail.operations.begin_cli import begin, change_address, first_code, forget_second_step
from handrail.operations.meetings_cli import import_meetings
from handrail.operations.options import Data, finish, folder
from handrail.operations.paging_cli import paging
from handrail.operations.push_cli import pushing
from handrail.operations.replay_cli import replay
from handrail.operations.services_cli import import_services, services

app = typer.Typer(
    help="Handrail: recovery support that works as one.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
)
imports = typer.Typer(no_args_is_help=True, help="Load people, check-ins, services or open meetings.")
watching = typer.Typer(no_args_is_help=True, help="The watch for early warnings.")
scales = typer.Typer(no_args_is_help=True, help="The instruments this version knows.")
chain = typer.Typer(no_args_is_help=True, help="The record of what happened.")
sealing = typer.Typer(no_args_is_help=True, help="The keys that seal what people wrote.")
app.add_typer(imports, name="import")
app.add_typer(backing_up, name="backup")
app.add_typer(chain, name="ledger")
app.add_typer(watching, name="watch")
app.add_typer(scales, name="instruments")
app.add_typer(sealing, name="keys")
app.add_typer(paging, name="pager")
app.add_typer(services, name="services")
app.add_typer(pushing, name="push")
imports.command("services")(import_services)
imports.command("meetings")(import_meetings)
watching.command("replay")(replay)

Host = Annotated[str, typer.Option(help="Address to listen at.")]
Port = Annotated[int, typer.Option(min=1, max=65535, help="Port to listen at.")]
File = Annotated[Path, typer.Argument(help="A CSV file.", show_default=False)]
Mapping = Annotated[Path | None, typer.Option(help="A file that says which column is what.")]
Apply = Annotated[bool, typer.Option("--apply", help="Write it. Without this: only report, row by row.")]


def main() -> None:
    """Run a command; a Trouble becomes one line on stderr and exit code 1."""
    from handrail.operations.trouble import Trouble

    try:
        app(prog_name="handrail")
    except Trouble as trouble:
        sys.stderr.write(f"handrail: {trouble}\n")
        sys.exit(1)


@app.command()
def up(data: Data = None, host: Host = "127.0.0.1", port: Port = 8000) -> None:
    """Start database, web and worker, and keep them running until Ctrl-C."""
    from handrail.operations import serving

    serving.up(folder(data), host, port)


@app.command()
def stop(data: Data = None) -> None:
    """Stop what runs on a data folder."""
    from handrail.operations import serving

    typer.echo("Stopped." if serving.stop(folder(data)) else "Nothing runs on this data folder.")


@app.command()
def migrate(data: Data = None) -> None:
    """Bring database and static files up to this code, and restart what runs."""
    from handrail.operations import serving

    serving.migrate(folder(data))


@app.command()
def demo(
    people: Annotated[int, typer.Option(min=1, max=100_000, help="How many people.")] = 600,
    seed: Annotated[int, typer.Option(help="The same seed makes the same organisation.")] = 7,
    days: Annotated[
        int,
        typer.Option(
            min=40, max=3650, help="How many days of history, ending today; the stories reach 40 back."
        ),
    ] = 730,
    data: Data = None,
    host: Host = "127.0.0.1",
    port: Port = 8000,
    serve: Annotated[bool, typer.Option(help="Serve it afterwards.")] = True,
) -> None:
    """Build the demo organisation and serve it."""
    from handrail.operations import serving

    serving.demo(folder(data), host, port, people=people, seed=seed, days=days, serve=serve)


@app.command()
def doctor(data: Data = None) -> None:
    """Look at everything this installation needs; changes nothing."""
    from handrail.operations import doctor as examination

    raise typer.Exit(0 if examination.run(folder(data)) else 1)


@app.command()
def worker(data: Data = None) -> None:
    """Run only the worker, in the foreground."""
    from handrail.operations import starting

    with starting.django_on(folder(data)):
        from django.core.management import call_command

        call_command("run_worker")


@chain.command("verify")
def verify_ledger(
    key: Annotated[str | None, typer.Option(help="The public key, as noted elsewhere.")] = None,
    checkpoints: Annotated[Path | None, typer.Option(help="A folder of checkpoints kept elsewhere.")] = None,
    data: Data = None,
) -> None:
    """Recompute the ledger and compare it with its checkpoints; exit code 1 when it is not as written."""
    from handrail.operations import starting

    with starting.django_on(folder(data)):
        from handrail.operations import ledger_command

        finish(ledger_command.verify(key, checkpoints))


@chain.command("checkpoint")
def checkpoint_ledger(data: Data = None) -> None:
    """Sign and keep where the ledger stands, now."""
    from handrail.operations import starting

    with starting.django_on(folder(data)):
        from handrail.operations import ledger_command

        finish(ledger_command.checkpoint())


@chain.command("key")
def ledger_key(data: Data = None) -> None:
    """Print the public key of the checkpoints: note it somewhere else."""
    from handrail.operations import starting

    with starting.django_on(folder(data)):
        from handrail.operations import ledger_command

        finish(ledger_command.public_key())


@imports.command("people")
def import_people(file: File, mapping: Mapping = None, apply: Apply = False, data: Data = None) -> None:
    """Load people from a CSV file."""
    from handrail.operations import starting

    with starting.django_on(folder(data)):
        from handrail.operations.importing import people

        finish(people.run(file, mapping, apply))


@imports.command("checkins")
def import_checkins(file: File, mapping: Mapping = None, apply: Apply = False, data: Data = None) -> None:
    """Load check-ins from a CSV file."""
    from handrail.operations import starting

    with starting.django_on(folder(data)):
        from handrail.operations.importing import checkins

        finish(checkins.run(file, mapping, apply))


@app.command()
def score(
    instrument: Annotated[str, typer.Argument(help="For example phq9.", show_default=False)],
    answers: Annotated[str, typer.Option(help='JSON, for example {"phq9_1": 2}.', show_default=False)],
    previous: Annotated[str | None, typer.Option(help="An earlier total or answers, as JSON.")] = None,
    bands: Annotated[str | None, typer.Option(help="Which published ranges, where they differ.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Score one instrument; needs no database."""
    from handrail.operations.score_command import score_command

    finish(score_command(instrument, answers, previous, as_json, bands))


@scales.command("list")
def list_instruments(as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """List the instruments, and those withheld and why; needs no database."""
    from handrail.operations.score_command import list_command

    finish(list_command(as_json))


@scales.command("export")
def export_instruments(
    fhir: Annotated[str, typer.Option(help="Folder for FHIR R4 Questionnaires.", show_default=False)],
) -> None:
    """Write each instrument as a FHIR R4 Questionnaire; needs no database."""
    from handrail.operations.export_command import export_fhir

    finish(export_fhir(fhir))


@app.command("lint-language")
def lint_language(
    source: Annotated[
        str, typer.Argument(metavar="FILE|-", help="A text, or - for input.", show_default=False)
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, with spans.")] = False,
) -> None:
    """Hint at words that label people; changes nothing, needs no database."""
    from handrail.operations.lint_command import lint_command

    finish(lint_command(source, sys.stdin.buffer if sys.stdin else None, as_json))


def _on_keys(data: str | None, do: Callable[[Any], tuple[int, str]]) -> None:
    from handrail.operations import starting

    with starting.django_on(folder(data)):
        from handrail.operations import keys

        finish(do(keys))


@sealing.command("make")
def make_keys(data: Data = None) -> None:
    """Make the file of keys, unless there is one."""
    _on_keys(data, lambda keys: keys.make())


@sealing.command("list")
def list_keys(data: Data = None) -> None:
    """Name each key and how much it sealed."""
    _on_keys(data, lambda keys: keys.listing())


@sealing.command("rotate")
def rotate_keys(
    go_on: Annotated[bool, typer.Option("--continue", help="Only finish a rotation that stopped.")] = False,
    data: Data = None,
) -> None:
    """Seal everything with a new key, while everybody works on. Stop it any time and continue later."""
    _on_keys(data, lambda keys: keys.rotate(typer.echo, go_on=go_on))


@sealing.command("retire")
def retire_key(name: Annotated[str, typer.Argument(show_default=False)], data: Data = None) -> None:
    """Take a key that seals nothing any more out of the file."""
    _on_keys(data, lambda keys: keys.retire(name))


@sealing.command("check")
def check_keys(data: Data = None) -> None:
    """Open every sealed value, and name those that do not open."""
    _on_keys(data, lambda keys: keys.check())


app.command()(restore)
app.command()(drill)
app.command()(begin)
app.command("first-code")(first_code)
app.command("forget-second-step")(forget_second_step)
app.command("change-address")(change_address)
