"""Compressed, then encrypted, before a byte of it reaches the backup folder; and back again."""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

import pyrage
from pyrage.x25519 import Identity, Recipient

PIECE = 1 << 20
FAST = 1


class Readable(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...


class Writable(Protocol):
    def write(self, content: bytes, /) -> int: ...


class Damaged(Exception):
    """What was read is not what was written: a byte differs, or the end is missing."""


class WrongIdentity(Exception):
    """None of the identities given opens this file."""


@dataclass(frozen=True, slots=True)
class Wrapped:
    """What was written: `size` in bytes and SHA-256 of the file, and SHA-256 of what is in it."""

    size: int
    digest: str
    inner: str


class _Compressing:
    """A stream to read from: what `source` gives, compressed."""

    def __init__(self, source: Readable) -> None:
        self.source, self.hash = source, hashlib.sha256()
        self._zip, self._ready, self._over = zlib.compressobj(FAST, wbits=31), b"", False

    def read(self, size: int = -1) -> bytes:
        while not self._over and (size < 0 or len(self._ready) < size):
            piece = self.source.read(PIECE)
            self.hash.update(piece)
            self._over = not piece
            self._ready += self._zip.compress(piece) if piece else self._zip.flush()
        size = len(self._ready) if size < 0 else size
        given, self._ready = self._ready[:size], self._ready[size:]
        return given


class _Expanding:
    """A stream to write to: passes on to `target` what was compressed, and knows whether its end came."""

    def __init__(self, target: Writable) -> None:
        self.target, self.hash, self._zip = target, hashlib.sha256(), zlib.decompressobj(wbits=31)
        self.trouble: OSError | None = None

    def write(self, content: bytes) -> int:
        rest = content
        while rest:
            piece = self._zip.decompress(rest, PIECE)
            rest = self._zip.unconsumed_tail
            self.hash.update(piece)
            self._pass_on(piece)
        return len(content)

    def _pass_on(self, piece: bytes) -> None:
        try:
            self.target.write(piece)
        except OSError as error:
            # The decryption library would turn this into a sentence about decryption.
            self.trouble = error
            raise

    def flush(self) -> None:
        """Nothing waits here."""

    @property
    def whole(self) -> bool:
        return self._zip.eof


class _Counting:
    """A file written to, its bytes counted and hashed."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.hash, self.size = file, hashlib.sha256(), 0
        self.trouble: OSError | None = None

    def write(self, content: bytes) -> int:
        try:
            self.file.write(content)
        except OSError as error:
            self.trouble = error
            raise
        self.hash.update(content)
        self.size += len(content)
        return len(content)

    def flush(self) -> None:
        self.file.flush()


def wrap(source: Readable, path: Path, to: Sequence[Recipient]) -> Wrapped:
    """Write what `source` gives to the new file `path`, wait for the disk, read it back. Raises OSError, Damaged."""
    compressed = _Compressing(source)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        counted = _Counting(file)
        try:
            pyrage.encrypt_io(compressed, counted, to)
            file.flush()
            os.fsync(file.fileno())
        except pyrage.EncryptError as error:
            raise counted.trouble or OSError(f"It could not be encrypted: {error}") from error
    written = Wrapped(counted.size, counted.hash.hexdigest(), compressed.hash.hexdigest())
    if digest(path) != written.digest:
        raise Damaged(f"{path} was read back otherwise than it was written")
    return written


def unwrap(path: Path, target: Writable, identities: Sequence[Identity]) -> str:
    """Pass what is in `path` on to `target`; returns its SHA-256. Raises Damaged, WrongIdentity, OSError."""
    expanded = _Expanding(target)
    with path.open("rb") as file:
        try:
            pyrage.decrypt_io(file, expanded, identities)
        except pyrage.DecryptError as error:
            raise _reason(error, path) from error
        except (OSError, zlib.error) as error:
            raise expanded.trouble or Damaged(f"{path} is damaged") from error
    if not expanded.whole:
        raise Damaged(f"{path} ends too early")
    return expanded.hash.hexdigest()


def _reason(error: Exception, path: Path) -> Exception:
    if "No matching keys" in str(error):
        return WrongIdentity(f"{path} was not encrypted for this identity")
    return Damaged(f"{path} is damaged")


def digest(path: Path) -> str:
    """SHA-256 of a file, as 64 characters."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
