"""The key that signs checkpoints: Ed25519, in a file outside the database that only its owner reads."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

Line = dict[str, Any]
OTHERS = 0o077


class KeyNotKept(Exception):
    """The key's file is open to others, or holds no key of this kind."""


def key_in(path: Path) -> Ed25519PrivateKey:
    """The key in that file (PEM, mode 0600); made the first time. Raises KeyNotKept."""
    if not path.exists():
        _make(path)
    if path.stat().st_mode & OTHERS:
        raise KeyNotKept(f"{path} is open to others: chmod 600 {path}, and think who may have read it.")
    try:
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except ValueError as error:
        raise KeyNotKept(f"{path} holds no key that can be read.") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyNotKept(f"{path} holds a key of another kind than Ed25519.")
    return key


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    pem = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    # Written whole under another name first: a second process must never read half a key.
    half = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(pem)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(half, path)
    except FileExistsError:
        return
    finally:
        half.unlink()


def public_words(public: Ed25519PublicKey) -> str:
    """The public key as 64 hexadecimal characters, to be noted somewhere else."""
    return public.public_bytes_raw().hex()


def public_from(words: str) -> Ed25519PublicKey:
    """The public key from those characters. Raises ValueError."""
    return Ed25519PublicKey.from_public_bytes(bytes.fromhex(words))


def sealed_by(key: Ed25519PrivateKey) -> Callable[[Line], Line]:
    """What signs one line: all of it, number, time and the digest of the line before."""
    return lambda line: {**line, "signature": key.sign(_signed(line)).hex()}


def is_signed(line: Line, public: Ed25519PublicKey) -> bool:
    """Whether the holder of the key wrote this line as it stands."""
    try:
        public.verify(bytes.fromhex(line.get("signature", "")), _signed(line))
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True


def _signed(line: Line) -> bytes:
    said = {name: value for name, value in line.items() if name != "signature"}
    return json.dumps(said, sort_keys=True, separators=(",", ":")).encode()
