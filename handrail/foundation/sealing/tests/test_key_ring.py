"""The file of keys: whole or not there, for its owner's eyes, and never repeated in a message."""

from __future__ import annotations

import json
import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from handrail.foundation.sealing import key_ring
from handrail.foundation.sealing.key_ring import KeysMissing

DAY = "2026-11-01"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "keys" / "keys.json"


def test_what_was_written_is_read_again_in_its_order(path):
    ring = key_ring.new_ring(DAY).with_new_key("2026-12-01")
    key_ring.write(path, ring)
    assert key_ring.read(path) == ring and key_ring.read(path).newest == ring.newest


def test_only_its_owner_can_read_file_and_folder(path):
    key_ring.make(path, DAY)
    assert path.stat().st_mode & 0o777 == 0o600 and path.parent.stat().st_mode & 0o777 == 0o700
    assert key_ring.closed_to_others(path)
    path.chmod(0o640)
    assert not key_ring.closed_to_others(path)


def test_keys_that_are_there_are_never_made_again(path):
    assert key_ring.make(path, DAY)
    before = path.read_bytes()
    assert not key_ring.make(path, DAY) and path.read_bytes() == before


def test_of_many_who_make_them_at_once_one_does_and_nothing_is_left_beside(path):
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: key_ring.make(path, DAY), range(24)))
    assert made.count(True) == 1
    assert os.listdir(path.parent) == [path.name]


def test_a_changed_file_is_read_at_once(path, settings):
    settings.KEYS = path
    key_ring.make(path, DAY)
    first = key_ring.ring()
    key_ring.write(path, first.with_new_key(DAY))
    assert key_ring.ring().newest != first.newest
    path.unlink()
    with pytest.raises(KeysMissing):
        key_ring.ring()


@pytest.mark.parametrize(
    "spoilt",
    [
        "", "{", "[]", "{}", '{"keys": []}', '{"keys": [{}]}', '{"keys": "abc"}', '{"keys": {"name": 1}}',
        '{"keys": [{"name": "00", "made_on": "x", "key": "c2VjcmV0"}]}',
        '{"keys": [{"name": "00000000", "made_on": "x", "key": "c2VjcmV0"}]}',
    ],
)  # fmt: skip
def test_a_file_that_is_none_is_refused_without_repeating_it(path, spoilt):
    path.parent.mkdir()
    path.write_text(spoilt)
    with pytest.raises(KeysMissing) as missing:
        key_ring.read(path)
    assert "c2VjcmV0" not in str(missing.value)
    assert missing.value.__suppress_context__ or missing.value.__context__ is None


def test_two_keys_of_one_name_are_refused(path):
    key_ring.make(path, DAY)
    told = json.loads(path.read_text())
    path.write_text(json.dumps({"keys": told["keys"] * 2}))
    with pytest.raises(KeysMissing):
        key_ring.read(path)


def test_no_key_shows_itself_when_it_is_printed():
    ring = key_ring.new_ring(DAY)
    assert repr(ring.newest.material)[2:-1] not in repr(ring) + repr(ring.newest) + str(ring)


def test_the_newest_key_cannot_be_left_out():
    ring = key_ring.new_ring(DAY)
    with pytest.raises(ValueError):
        ring.without(ring.newest.name)
