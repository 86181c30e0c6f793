"""The installation's secret key: from the environment, else made once and kept in the data folder."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def secret_key(data: Path) -> str:
    """Return the key; makes `data/secret_key` (0600) the first time."""
    if given := os.environ.get("HANDRAIL_SECRET_KEY"):
        return given
    path = data / "secret_key"
    if path.exists():
        return path.read_text().strip()
    return _make(path)


def _make(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    key = secrets.token_urlsafe(48)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(descriptor, "w") as file:
        file.write(key)
    return key
