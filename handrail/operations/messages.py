"""`python -m handrail.operations.messages [--check]`: makes each .mo that is older than its .po."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from handrail.operations import catalogs
from handrail.operations.places import PROJECT

PACKAGE = PROJECT / "handrail"


def compile_stale(package: Path = PACKAGE) -> list[Path]:
    """Write each .mo file under `package` that is missing or older than its .po; returns them."""
    stale = [path for path in sorted(package.rglob("LC_MESSAGES/*.po")) if _is_stale(path)]
    for path in stale:
        _write(path.with_suffix(".mo"), catalogs.binary(catalogs.read(path)))
    return [path.with_suffix(".mo") for path in stale]


def _is_stale(path: Path) -> bool:
    made = path.with_suffix(".mo")
    return not made.exists() or made.stat().st_mtime < path.stat().st_mtime


def _write(path: Path, content: bytes) -> None:
    handle, half = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    os.chmod(half, 0o644)
    os.replace(half, path)


def main(arguments: list[str]) -> int:
    """Compile, or with --check report what is wrong; returns the exit code."""
    found = [fault for path in sorted(PACKAGE.rglob("LC_MESSAGES/*.po")) for fault in catalogs.faults(path)]
    if "--check" in arguments and found:
        sys.stderr.write("\n".join(found) + "\n")
        return 1
    compile_stale()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
