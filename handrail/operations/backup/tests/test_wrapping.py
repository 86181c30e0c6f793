"""What reaches the backup folder is encrypted, and a changed byte or a missing end is found."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyrage.x25519 import Identity

from handrail.operations.backup import wrapping

ELIN, STRANGER = Identity.generate(), Identity.generate()
WORDS = b"Maya's plan. " * 100_000


def wrapped(path: Path, content: bytes = WORDS) -> wrapping.Wrapped:
    return wrapping.wrap(io.BytesIO(content), path, [ELIN.to_public()])


def test_it_comes_back_as_it_was_and_is_not_to_be_read_between(tmp_path: Path) -> None:
    path, back = tmp_path / "file.age", io.BytesIO()
    written = wrapped(path)
    assert b"Maya" not in path.read_bytes()
    assert wrapping.unwrap(path, back, [STRANGER, ELIN]) == written.inner
    assert back.getvalue() == WORDS
    assert (wrapping.digest(path), path.stat().st_size) == (written.digest, written.size)
    assert path.stat().st_mode & 0o777 == 0o600


def test_another_identity_opens_nothing(tmp_path: Path) -> None:
    wrapped(tmp_path / "file.age")
    back = io.BytesIO()
    with pytest.raises(wrapping.WrongIdentity):
        wrapping.unwrap(tmp_path / "file.age", back, [STRANGER])
    assert back.getvalue() == b""


def test_an_empty_stream_and_one_of_noise_come_back(tmp_path: Path) -> None:
    for name, content in (("empty", b""), ("noise", os.urandom(3_000_001))):
        back = io.BytesIO()
        wrapped(tmp_path / name, content)
        wrapping.unwrap(tmp_path / name, back, [ELIN])
        assert back.getvalue() == content


@settings(deadline=None)
@given(far=st.floats(0, 1, exclude_max=True), flip=st.integers(1, 255), cut=st.booleans())
def test_any_flipped_byte_and_any_missing_end_is_found(
    tmp_path_factory: pytest.TempPathFactory, far: float, flip: int, cut: bool
) -> None:
    path = tmp_path_factory.mktemp("wrapped") / "file.age"
    # The size differs from one encryption to the next.
    at = int(far * wrapped(path).size)
    content = bytearray(path.read_bytes())
    content[at] ^= flip
    if cut:
        content = bytearray(path.read_bytes()[:at])
    path.write_bytes(content)
    with pytest.raises((wrapping.Damaged, wrapping.WrongIdentity)):
        wrapping.unwrap(path, io.BytesIO(), [ELIN])


def test_nothing_is_written_over(tmp_path: Path) -> None:
    wrapped(tmp_path / "file.age")
    with pytest.raises(FileExistsError):
        wrapped(tmp_path / "file.age", b"other")


def test_a_full_disk_is_an_error_of_the_system_and_not_of_encryption() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    with Path("/dev/full").open("wb", buffering=0) as full:
        counted = wrapping._Counting(full)
        with pytest.raises(OSError, match="No space left"):
            counted.write(b"x")
    assert counted.trouble and counted.trouble.errno == 28
