"""The tables of a file: a zip, a folder or one CSV. What a hostile file tries ends here, before anything is read."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path, PurePosixPath

from handrail.operations.importing.report import Refused, shown

MB = 1_000_000
LARGEST_FILE, LARGEST_UNPACKED = 50 * MB, 250 * MB
MOST_PARTS = 200
#: Text packs ten or twenty times smaller; more is a file made to burst.
MOST_PACKED = 200
PIECE = 64 * 1024


def content(path: Path) -> bytes:
    """The bytes of a file of at most 50 MB. Raises Refused."""
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise Refused(
                f"The file has {size / MB:.0f} MB; at most {LARGEST_FILE // MB} MB are read.",
                "Pack the tables as a zip, or split the file by organization.",
            )
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise Refused(f"{path} cannot be read ({reason}).", "Check its name and who may read it.") from None


def tables_of_folder(folder: Path) -> dict[str, bytes]:
    """Each file directly in a folder, by its name. Raises Refused."""
    files = sorted(path for path in folder.iterdir() if path.suffix in {".csv", ".json"} and path.is_file())
    return {path.name: content(path) for path in files}


def tables_of_zip(path: Path) -> dict[str, bytes]:
    """Each table of a zip, by its name without folders. Raises Refused."""
    try:
        with zipfile.ZipFile(path) as packed:
            parts = [one for one in packed.infolist() if not one.is_dir()]
            for one in parts:
                _look_at(one)
            if len(parts) > MOST_PARTS or sum(one.file_size for one in parts) > LARGEST_UNPACKED:
                raise Refused(
                    f"Unpacked it would be more than {LARGEST_UNPACKED // MB} MB or {MOST_PARTS} files.",
                    "Split it into several packages.",
                )
            return _unpacked(packed, parts)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError, OSError):
        raise Refused("The zip is broken or locked.", "Pack it again, without a password.") from None


def _look_at(part: zipfile.ZipInfo) -> None:
    name = part.filename
    inside = PurePosixPath(name.replace("\\", "/"))
    if inside.is_absolute() or ".." in inside.parts or ":" in name or "\\" in name:
        raise Refused(
            f"The zip holds a path that leads outside of it: {shown(name)}.", "Pack only the tables."
        )
    if stat.S_ISLNK(part.external_attr >> 16):
        raise Refused(f"The zip holds a link instead of a file: {shown(name)}.", "Pack only the tables.")
    if part.file_size > MB and part.file_size > MOST_PACKED * max(part.compress_size, 1):
        raise Refused(f"{shown(name)} would burst when it is unpacked.", "Pack the tables again.")


def _unpacked(packed: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    left = LARGEST_UNPACKED
    for part in parts:
        path = PurePosixPath(part.filename)
        if path.suffix not in {".csv", ".json"} or "__MACOSX" in path.parts:
            continue
        if path.name in found:
            raise Refused(f"The zip holds {shown(path.name)} twice.", "Pack each table once.")
        found[path.name] = _read(packed, part, left)
        left -= len(found[path.name])
    return found


def _read(packed: zipfile.ZipFile, part: zipfile.ZipInfo, left: int) -> bytes:
    # What a zip says of its own sizes may be a lie: what really comes out is counted.
    pieces, size = [], 0
    with packed.open(part) as stream:
        while piece := stream.read(PIECE):
            size += len(piece)
            if size > min(left, max(part.file_size, 0)):
                raise Refused(
                    f"{shown(part.filename)} is larger than the zip says.", "Pack the tables again."
                )
            pieces.append(piece)
    return b"".join(pieces)
