"""Keys of the backups, in age's format: public recipients here, the identity that opens them somewhere else."""

from __future__ import annotations

import os
from pathlib import Path

from pyrage import IdentityError, RecipientError, x25519

from handrail.operations.trouble import Trouble, from_os_error


def recipients(file: Path) -> list[x25519.Recipient]:
    """The public keys in `file`, one a line; # begins a note. Raises Trouble when there is none or one is wrong."""
    try:
        found = [x25519.Recipient.from_str(line) for line in _lines(file)]
    except RecipientError as error:
        raise Trouble(
            f"{file} holds a line that is no public key ({error}).",
            kept="Nothing was backed up.",
            do="Keep only lines that begin with age1, as `handrail backup key` prints them.",
        ) from error
    if not found:
        raise _nothing_in(file, "public key that begins with age1")
    return found


def identities(file: Path) -> list[x25519.Identity]:
    """The secret keys in `file`. Raises Trouble when there is none or one is wrong; never repeats what it read."""
    try:
        found = [x25519.Identity.from_str(line) for line in _lines(file)]
    except IdentityError as error:
        # The library's words could repeat the key.
        raise _nothing_in(file, "secret key that begins with AGE-SECRET-KEY-1") from error
    if not found:
        raise _nothing_in(file, "secret key that begins with AGE-SECRET-KEY-1")
    return found


def make(file: Path) -> str:
    """Make a new identity in `file`, which must not be there, readable by its owner only; returns its public key."""
    identity = x25519.Identity.generate()
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as written:
            written.write(f"# public key: {identity.to_public()}\n{identity}\n")
            written.flush()
            os.fsync(written.fileno())
    except FileExistsError as error:
        raise Trouble(
            f"{file} is there already: a key that is written over can never open its backups again.",
            kept="It was left as it is.",
            do="Choose another name.",
        ) from error
    except OSError as error:
        raise from_os_error(error, file) from error
    return str(identity.to_public())


def _lines(file: Path) -> list[str]:
    try:
        lines = [line.strip() for line in file.read_text().splitlines()]
    except (OSError, UnicodeDecodeError) as error:
        raise Trouble(
            f"The key file {file} cannot be read ({getattr(error, 'strerror', None) or 'it is not text'}).",
            kept="Nothing was changed.",
            do="Name the right file: docs/recipes/back-up-and-restore.md says which is which.",
        ) from error
    return [line for line in lines if line and not line.startswith("#")]


def _nothing_in(file: Path, what: str) -> Trouble:
    return Trouble(
        f"{file} holds no {what}.",
        kept="Nothing was changed.",
        do="Name the right file: docs/recipes/back-up-and-restore.md says which is which.",
    )
