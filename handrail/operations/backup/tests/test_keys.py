"""Who can read a backup: those whose public key it was made for, and nobody else."""

from __future__ import annotations

from pathlib import Path

import pytest

from handrail.operations.backup import keys
from handrail.operations.trouble import Trouble


def test_a_new_identity_is_its_owners_alone_and_opens_what_its_public_key_closed(tmp_path: Path) -> None:
    secret = tmp_path / "identity"
    public = keys.make(secret)
    assert secret.stat().st_mode & 0o777 == 0o600
    (tmp_path / "recipients").write_text(f"# Elin\n{public}\n\n")
    assert [str(one) for one in keys.recipients(tmp_path / "recipients")] == [public]
    assert [str(one.to_public()) for one in keys.identities(secret)] == [public]


def test_an_identity_is_never_written_over(tmp_path: Path) -> None:
    secret = tmp_path / "identity"
    keys.make(secret)
    before = secret.read_text()
    with pytest.raises(Trouble, match="there already.*left as it is"):
        keys.make(secret)
    assert secret.read_text() == before


def test_a_secret_key_where_a_public_one_belongs_is_refused_without_repeating_it(tmp_path: Path) -> None:
    secret = tmp_path / "identity"
    keys.make(secret)
    line = secret.read_text().splitlines()[1]
    with pytest.raises(Trouble) as refused:
        keys.recipients(secret)
    assert line not in str(refused.value)
    (tmp_path / "half").write_text(line[:-3])
    with pytest.raises(Trouble) as refused:
        keys.identities(tmp_path / "half")
    assert line[20:50] not in str(refused.value)


@pytest.mark.parametrize("content", [None, b"", b"# nobody yet\n", b"\xff\xfe\x00"])
def test_a_file_without_a_key_is_one_clear_line(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "keys"
    if content is not None:
        file.write_bytes(content)
    for read in (keys.recipients, keys.identities):
        with pytest.raises(Trouble) as refused:
            read(file)
        assert "\n" not in str(refused.value)
        assert str(file) in str(refused.value)
