"""What lies outside the database and its backups, brought to where a restored installation looks for it."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from handrail.foundation.ledger import promise_file
from handrail.operations import trouble
from handrail.operations.backup import troubles
from handrail.operations.trouble import Trouble

#: Each thing, the variable that may name its place, and its place in a data folder.
THINGS = {
    "promises": ("HANDRAIL_PROMISES", "promises/promises.jsonl"),
    "checkpoints": ("HANDRAIL_CHECKPOINTS", "checkpoints"),
    "checkpoint key": ("HANDRAIL_CHECKPOINT_KEY", "checkpoint_key"),
    "keys": ("HANDRAIL_KEYS", "keys/keys.json"),
    "secret key": ("", "secret_key"),
    "recipients": ("HANDRAIL_BACKUP_RECIPIENTS", "backup_recipients"),
}


@dataclass(frozen=True, slots=True)
class Aside:
    """Where each thing is to be had now, and where it belongs; absent things are not in `found`."""

    found: dict[str, Path]
    belongs: dict[str, Path]

    def carry(self) -> None:
        """Copy what does not lie where it belongs. Raises Trouble."""
        for name, path in self.found.items():
            there = self.belongs[name]
            if there == path:
                continue
            try:
                there.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                shutil.copytree(path, there) if path.is_dir() else shutil.copy2(path, there)
            except OSError as error:
                raise trouble.from_os_error(error, there) from error


def aside(data: Path, kept: Path | None, *, as_found: bool) -> Aside:
    """Look where the environment says, then in `kept`, an old data folder or a copy of it. Raises Trouble.

    The promise ledger must be there and whole, unless the operator says to go on `as_found`.
    """
    belongs = {
        name: Path(os.environ.get(variable) or data / inside).expanduser().absolute()
        for name, (variable, inside) in THINGS.items()
    }
    found = dict(belongs)
    if kept:
        found |= {name: kept / inside for name, (_, inside) in THINGS.items() if not belongs[name].exists()}
    there = {name: path for name, path in found.items() if path.exists()}
    if not as_found:
        _see_promises(there.get("promises"), found["promises"])
    return Aside(there, belongs)


def _see_promises(path: Path | None, wanted: Path) -> None:
    if path is None:
        raise Trouble(
            f"The promise ledger is not at {wanted}: without it what people withdrew after the backup opens again.",
            kept="Nothing was restored.",
            do="Name it in HANDRAIL_PROMISES, or the folder that holds promises/ with --kept; if it is lost or was never begun, say --promises-as-found.",
        )
    broken = promise_file.read(path).broken
    if broken is not None:
        raise Trouble(
            f"The promise ledger {path} was changed at or before line {broken}.",
            kept="Nothing was restored.",
            do=f"Bring a copy that is whole; if there is none, say --promises-as-found, which replays what can be read: {troubles.RECIPE}.",
        )
