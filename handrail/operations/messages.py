"""`python -m handrail.operations.messages`: makes each .mo that is older than its .po.

--check  say what is wrong: guesses, lost placeholders, texts without translation, texts no page says any more
--renew  bring each .po up to the sources: what is new comes in empty, what is gone goes out
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from handrail.operations import catalogs, msgids
from handrail.operations.places import PROJECT

PACKAGE = PROJECT / "handrail"


def compile_stale(package: Path = PACKAGE) -> list[Path]:
    """Write each .mo file under `package` that is missing or older than its .po; returns them."""
    stale = [path for path in _catalogs(package) if _is_stale(path)]
    for path in stale:
        _write(path.with_suffix(".mo"), catalogs.binary(catalogs.read(path)))
    return [path.with_suffix(".mo") for path in stale]


def faults(package: Path = PACKAGE) -> list[str]:
    """What is wrong in the catalogs under `package`, a line each."""
    said = msgids.texts(package)
    return [fault for path in _catalogs(package) for fault in (*catalogs.faults(path), *_unlike(path, said))]


def renew(package: Path = PACKAGE) -> None:
    """Write each catalog anew in the order of the sources, with the translations it has."""
    said = msgids.texts(package)
    for path in _catalogs(package):
        _write(path, _anew(catalogs.read(path), said).encode())


def _anew(kept: list[catalogs.Message], said: dict[msgids.Text, list[str]]) -> str:
    """A catalog of these texts, with the header and the translations there were."""
    header, known = kept[0], {message.key(): message for message in kept}
    entries = [catalogs.entry([], header.parts)]
    for text, places in said.items():
        found = known.get(text.key())
        entries.append(catalogs.entry(places, found.parts if found else text.untranslated()))
    return "\n".join(entries)


def _unlike(path: Path, said: dict[msgids.Text, list[str]]) -> list[str]:
    kept = {message.key(): message for message in catalogs.read(path) if message.parts["msgid"]}
    wanted = {text.key(): text for text in said}
    missing = [text for key, text in wanted.items() if key not in kept or not kept[key].usable()]
    gone = [message for key, message in kept.items() if key not in wanted]
    return [
        *(f"{path}: not translated: {text.msgid!r} of {', '.join(said[text])}." for text in missing),
        *(f"{path}:{one.line}: no page says {one.parts['msgid']!r} any more. Take it out." for one in gone),
    ]


def _catalogs(package: Path) -> list[Path]:
    return sorted(package.rglob("LC_MESSAGES/*.po"))


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
    """Compile; with --check report what is wrong, with --renew write the catalogs anew. Returns the exit code."""
    if "--renew" in arguments:
        renew()
    if "--check" in arguments and (found := faults()):
        sys.stderr.write("\n".join(found) + "\n")
        return 1
    compile_stale()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
