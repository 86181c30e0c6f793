"""The keys of an installation: one file outside database and backup, which nobody but its owner can read.

The file is JSON: {"keys": [{"name", "made_on", "key"}, …]}, keys in base64, the newest last. Old keys stay until they
are retired: whatever was sealed with them, in a backup too, still opens.
"""

from __future__ import annotations

import base64
import json
import os
import secrets
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

KEY_BYTES, NAME_BYTES = 32, 4
OWNER_ONLY = 0o600


class KeysMissing(Exception):
    """The file of keys is not there, or cannot be read as one."""


@dataclass(frozen=True)
class Key:
    """One key. Its name, which stands in each value it sealed, is no secret."""

    name: bytes
    made_on: str
    material: bytes

    @cached_property
    def cipher(self) -> AESGCM:
        return AESGCM(self.material)

    def __repr__(self) -> str:
        return f"<key {self.name.hex()}>"


@dataclass(frozen=True)
class Ring:
    """All keys. The newest seals; any opens."""

    keys: dict[bytes, Key]

    @cached_property
    def newest(self) -> Key:
        return list(self.keys.values())[-1]

    def __repr__(self) -> str:
        return f"<ring of {', '.join(name.hex() for name in self.keys)}>"

    def with_new_key(self, made_on: str) -> Ring:
        """A ring with one more key, which seals from now on."""
        made = Key(secrets.token_bytes(NAME_BYTES), made_on, secrets.token_bytes(KEY_BYTES))
        return Ring({**self.keys, made.name: made})

    def without(self, name: bytes) -> Ring:
        """A ring that lacks one key. Raises ValueError for the newest."""
        if name == self.newest.name:
            raise ValueError("The newest key seals.")
        return Ring({other: key for other, key in self.keys.items() if other != name})


def new_ring(made_on: str) -> Ring:
    """A ring of one key, never seen before."""
    return Ring({}).with_new_key(made_on)


def ring() -> Ring:
    """The ring at settings.KEYS, read again as soon as the file changes. Raises KeysMissing."""
    path = settings.KEYS
    try:
        found = os.stat(path)
    except OSError as error:
        raise KeysMissing(f"There are no keys at {path}.") from error
    return _read(path, (found.st_mtime_ns, found.st_ino, found.st_size))


@lru_cache(maxsize=4)
def _read(path: Path, _changed: tuple[int, int, int]) -> Ring:
    return read(path)


def read(path: Path) -> Ring:
    """The ring in the file at `path`. Raises KeysMissing, which repeats nothing of what stands there."""
    try:
        told = json.loads(path.read_text())
        keys = [Key(bytes.fromhex(k["name"]), k["made_on"], _bytes(k["key"])) for k in told["keys"]]
    except (OSError, ValueError, KeyError, TypeError):
        raise KeysMissing(f"{path} cannot be read as a file of keys.") from None
    if not keys or any(len(k.name) != NAME_BYTES for k in keys) or len({k.name for k in keys}) < len(keys):
        raise KeysMissing(f"{path} holds no keys, or keys without names of their own.")
    return Ring({key.name: key for key in keys})


def _bytes(written: str) -> bytes:
    key = base64.b64decode(written, validate=True)
    if len(key) != KEY_BYTES:
        raise ValueError("A key is 32 bytes.")
    return key


def write(path: Path, ring: Ring) -> None:
    """Put the ring into the file, whole or not at all, on disk before the caller goes on. Raises OSError."""
    _beside(path, ring).replace(path)
    _settle(path.parent)


def make(path: Path, made_on: str) -> bool:
    """Make the file with one key, unless it is there. Returns whether it was made. Raises OSError."""
    if path.exists():
        return False
    beside = _beside(path, new_ring(made_on))
    try:
        # A link, unlike a rename, fails when somebody else made the file meanwhile: of two first keys one wins.
        os.link(beside, path)
    except FileExistsError:
        return False
    finally:
        beside.unlink()
    _settle(path.parent)
    return True


def _beside(path: Path, ring: Ring) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    with os.fdopen(descriptor, "w") as file:
        json.dump({"keys": [_written(key) for key in ring.keys.values()]}, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    return beside


def _settle(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)


def _written(key: Key) -> dict[str, str]:
    return {
        "name": key.name.hex(),
        "made_on": key.made_on,
        "key": base64.b64encode(key.material).decode(),
    }


def closed_to_others(path: Path) -> bool:
    """Whether nobody but its owner can read or change the file."""
    return not path.stat().st_mode & 0o077
