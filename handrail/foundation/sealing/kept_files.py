"""What must not be lost while the database cannot take it: sealed files beside it, on disk before anybody is told so."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from handrail.foundation.sealing.envelope import Place, SealBroken, seal, unseal
from handrail.foundation.sealing.key_ring import ring

BROKEN = ".broken"


@dataclass(frozen=True, slots=True)
class KeptFiles:
    """The files of one kind in one folder. `suffix` begins with a dot; each is sealed to `place` and its own name."""

    folder: Path
    suffix: str
    place: Place

    def keep(self, name: str, text: str) -> None:
        """Write it down so that a power cut does not lose it. Raises OSError, KeysMissing."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        sealed, path = seal(text, self.place, name, ring()), self.folder / f"{name}{self.suffix}"
        half = path.with_suffix(".half")
        with half.open("wb") as file:
            file.write(sealed)
            file.flush()
            os.fsync(file.fileno())
        half.replace(path)
        _sync(self.folder)

    def waiting(self) -> Iterator[tuple[Path, str]]:
        """Each that waits, by name, with its text. One that does not open is set aside. Raises KeysMissing."""
        for path in sorted(self.folder.glob(f"*{self.suffix}")):
            try:
                text = unseal(path.read_bytes(), self.place, path.stem, ring())
            except SealBroken:
                set_aside(path)
                continue
            yield path, text

    def count(self) -> int:
        """How many wait."""
        return sum(1 for _path in self.folder.glob(f"*{self.suffix}"))

    def broken(self) -> int:
        """How many were set aside: somebody has to look."""
        return sum(1 for _path in self.folder.glob(f"*{BROKEN}"))


def set_aside(path: Path) -> None:
    """It cannot be brought in: it is kept under another name, never thrown away."""
    path.rename(path.with_suffix(BROKEN))


def _sync(folder: Path) -> None:
    with suppress(PermissionError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
