"""`handrail keys`: rotating while everybody works on, retiring what seals nothing, and refusing what would lose words."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection

from handrail.foundation.ledger.models import Entry
from handrail.foundation.measures.models import CheckIn
from handrail.foundation.people.models import CarePreferences, ContactPoint
from handrail.foundation.sealing import key_ring, proving
from handrail.foundation.sealing.columns import all_columns
from handrail.foundation.sealing.envelope import key_name
from handrail.foundation.sealing.models import KnownKey
from handrail.operations import keys
from handrail.operations.trouble import Trouble


@pytest.fixture
def path(tmp_path, settings):
    settings.KEYS = tmp_path / "keys" / "keys.json"
    return settings.KEYS


@pytest.fixture
def ours(path, db):
    """Keys of this installation, which the database knows."""
    keys.make()
    return path


@pytest.fixture
def written(ours, cast):
    rows = [
        CheckIn(person=cast.maya, key=uuid4(), day=cast.today, made_at=cast.now, words=f"Words {n}")
        for n in range(7)
    ]
    for row in rows:
        row.save()
    return rows


def names():
    return [name.hex() for name in key_ring.ring().keys]


def used():
    return {
        key_name(value).hex() for column in all_columns() for rows in column.rows() for _row, value in rows
    }


def rotate(**more):
    said = []
    return (*keys.rotate(said.append, **more), said)


def grown_old():
    """As if the newest key had been known for two days."""
    for known in KnownKey.objects.all():
        known.known_at -= timedelta(days=2)
        known.save()


def test_an_empty_installation_makes_its_keys_once_and_says_where(path, db, capsys):
    assert keys.see_that_they_fit()
    assert path.stat().st_mode & 0o777 == 0o600
    assert str(path) in capsys.readouterr().out
    before = path.read_bytes()
    assert keys.see_that_they_fit() and path.read_bytes() == before
    assert capsys.readouterr().out == ""


def test_no_key_stands_in_the_database(ours):
    known = KnownKey.objects.get()
    (key,) = key_ring.ring().keys.values()
    assert known.name == key.name.hex()
    assert key.material not in bytes(known.proof)
    entry = Entry.objects.get(kind="sealing.key.added")
    assert entry.facts == {"key": known.name} and entry.person is None


def test_rotating_seals_everything_with_the_new_key_and_tells_how_far_it_is(written):
    (old,) = names()
    code, told, said = rotate()
    assert code == 0 and names()[0] == old and used() == {names()[1]}
    assert names()[1] in told
    assert "measures_checkin.words: 7 of 7" in said
    assert [CheckIn.objects.get(pk=row.pk).words for row in written] == [f"Words {n}" for n in range(7)]
    assert (
        ContactPoint.objects.exclude(value="").first().value and CarePreferences.objects.first().what_matters
    )


def test_what_is_written_between_two_batches_is_kept(written):
    """Maya changes her words while they are sealed anew: hers stay, and are found by going on."""
    key_ring.write(key_ring.settings.KEYS, key_ring.ring().with_new_key("2026-12-01"))
    keys.note_new()
    (column,) = (one for one in all_columns() if str(one.place) == "measures_checkin.words")
    read = [row for rows in column.rows() for row in rows]
    row = CheckIn.objects.get(pk=written[0].pk)
    row.words = "Changed meanwhile"
    row.save()
    column.rows = lambda: iter([read])
    assert sum(column.seal_anew(key_ring.ring())) == 7
    assert CheckIn.objects.get(pk=row.pk).words == "Changed meanwhile"
    assert rotate(go_on=True)[0] == 0 and len(names()) == 2


def test_a_rotation_that_was_stopped_goes_on_without_another_key(written):
    key_ring.write(key_ring.settings.KEYS, key_ring.ring().with_new_key("2026-12-01"))
    assert len(names()) == 2 and used() == {names()[0]}
    assert rotate(go_on=True)[0] == 0
    assert len(names()) == 2 and used() == {names()[1]}


def test_the_list_names_each_key_and_how_much_it_sealed(written):
    rotate()
    code, told = keys.listing()
    first, second = told.splitlines()
    assert code == 0 and first.startswith(names()[0]) and "  0 values" in first
    assert second.startswith(names()[1]) and second.endswith("seals now")
    for key in key_ring.ring().keys.values():
        assert key.material.hex() not in told


def test_a_key_retires_once_nothing_is_sealed_with_it(written):
    (old,) = names()
    rotate()
    grown_old()
    code, told = keys.retire(old)
    assert code == 0 and old not in names() and "Backups made before today need it" in told
    assert Entry.objects.get(kind="sealing.key.retired").facts == {"key": old}
    assert proving.can_read() and CheckIn.objects.get(pk=written[0].pk).words == "Words 0"
    assert keys.make()[0] == 0 and len(names()) == 1


@pytest.mark.parametrize("why", ["unknown", "seals now", "sealed with it", "too soon"])
def test_a_key_that_is_or_may_be_needed_stays(written, why):
    (old,) = names()
    if why in {"too soon", "sealed with it"}:
        key_ring.write(key_ring.settings.KEYS, key_ring.ring().with_new_key("2026-12-01"))
        keys.note_new()
    if why == "too soon":
        rotate(go_on=True)
    before = names()
    code, told = keys.retire("00000000" if why == "unknown" else old)
    assert code == 1 and told.endswith("Nothing was changed.")
    assert names() == before and not Entry.objects.filter(kind="sealing.key.retired").exists()


def test_check_names_what_does_not_open_and_nothing_that_stands_there(written):
    assert keys.check()[0] == 0
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE measures_checkin SET words = (SELECT words FROM measures_checkin WHERE id = %s) WHERE id = %s",
            [written[0].pk, written[1].pk],
        )
    code, told = keys.check()
    assert code == 1 and f"measures_checkin.words {written[1].pk}" in told and "Words" not in told
    assert rotate()[0] == 1
    assert CheckIn.objects.get(pk=written[0].pk).words == "Words 0"


def test_without_the_file_nothing_is_made_for_a_database_that_was_sealed(written, capsys):
    path = key_ring.settings.KEYS
    path.rename(path.with_name("away"))
    assert not keys.see_that_they_fit() and not path.exists()
    assert "Only help pages will be answered" in capsys.readouterr().out
    for command in (
        keys.make,
        keys.listing,
        keys.check,
        lambda: keys.rotate(print),
        lambda: keys.retire("00"),
    ):
        with pytest.raises(Trouble, match="no keys to be read"):
            command()
    assert not path.exists()


def test_the_keys_of_another_installation_are_told_from_ours(written):
    path = key_ring.settings.KEYS
    path.unlink()
    key_ring.make(path, "2026-11-01")
    assert not keys.see_that_they_fit() and not proving.can_read()
    with pytest.raises(Trouble, match="does not hold the key"):
        keys.listing()


def test_a_key_of_the_same_name_and_another_content_is_told_too(ours):
    ring = key_ring.ring()
    other = key_ring.new_ring("2026-11-01").newest
    forged = key_ring.Key(ring.newest.name, "2026-11-01", other.material)
    key_ring.write(ours, key_ring.Ring({forged.name: forged}))
    assert not proving.can_read()
