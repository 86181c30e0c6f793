"""What an operator is told when a backup or a restore cannot go on."""

from __future__ import annotations

import errno
from pathlib import Path

from handrail.operations.backup.wrapping import Damaged
from handrail.operations.trouble import Trouble

RECIPE = "docs/recipes/back-up-and-restore.md"
ROOM_ENDED = (errno.ENOSPC, errno.EDQUOT)
NOTHING_OPENED = "Nothing was opened: the backups were only read, and the data folder is empty again."


def in_folder(error: OSError | Damaged, folder: Path) -> Trouble:
    """The backup folder `folder` cannot be written to, or keeps something else than was written."""
    kept = "The backups that were whole before are kept; the half one was taken away."
    errno, why = getattr(error, "errno", None), getattr(error, "strerror", None) or error
    if errno in ROOM_ENDED:
        return Trouble(
            f"The disk that holds the backups in {folder} is full.",
            kept=kept,
            do="Free some space there, or name another folder in HANDRAIL_BACKUPS; then run it again.",
        )
    return Trouble(
        f"The folder of backups {folder} cannot be written to ({why}).",
        kept=kept,
        do="See that its disk is there and that you may write to it, or name another in HANDRAIL_BACKUPS.",
    )


def no_recipients(file: Path) -> Trouble:
    """Nobody is named whom a backup could be made for."""
    return Trouble(
        f"There are no recipients at {file}: a backup is made only for somebody who can open it.",
        kept="Nothing was backed up.",
        do=f"Make a key elsewhere with `handrail backup key FILE` and put its public line there: {RECIPE}.",
    )


def another_cluster(folder: Path) -> Trouble:
    """The folder belongs to another database."""
    return Trouble(
        f"The folder {folder} holds the backups of another database.",
        kept="Nothing was added to it.",
        do="Name a folder of this database's own in HANDRAIL_BACKUPS.",
    )


def damaged(what: str) -> Trouble:
    """A piece is missing or is not as it was written; `what` is a clause that names it."""
    return Trouble(
        f"{what.rstrip('.')}.",
        kept="Nothing was restored.",
        do=f"Bring that piece back from a copy, or name another backup with --backup or an earlier moment with --until: {RECIPE}.",
    )
