"""What PostgreSQL hands over lies on the shelf once, whole, and for nobody else's database; what is missing is named."""

from __future__ import annotations

import json
import struct
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from handrail.operations import backup_findings
from handrail.operations.backup import archiving, choosing, drilling, keys, shelf, taking, wrapping
from handrail.operations.backup.retention import Keeping
from handrail.operations.backup.segments import SIZE, Segment
from handrail.operations.backup.shelf import Manifest, Shelf
from handrail.operations.backup.where import Where, handing_over, server_settings
from handrail.operations.trouble import Trouble

NOON = datetime(2026, 11, 19, 12, tzinfo=UTC)
OURS, ANOTHERS = 7_001, 7_002


@pytest.fixture
def where(tmp_path: Path) -> Where:
    (tmp_path / "backup_recipients").write_text(keys.make(tmp_path / "identity"))
    for name in ("wal", "backups", "log"):
        (tmp_path / name).mkdir()
    return Where.of(tmp_path)


def hand_over(where: Where, *places: int, cluster: int = OURS, last: bytes = b"") -> None:
    for place in places:
        first = struct.pack("<24xQ", cluster)
        content = first + b"\0" * (SIZE - len(first) - len(last)) + last
        (where.handed / Segment(place, 1).name).write_bytes(content)


def backed_up(where: Where, name: str, at: datetime, place: int) -> None:
    """A whole backup, but for what is in it."""
    folder = where.folder / "base" / name
    folder.mkdir(parents=True)
    (folder / shelf.BASE).write_bytes(name.encode())
    position, when = f"0/{place * SIZE + 40:X}", at.isoformat()
    digest = wrapping.digest(folder / shelf.BASE)
    made = Manifest(
        name, when, when, str(OURS), 18, 1, position, position, 9, 9, digest, "", "handrail", "handrail", "1"
    )
    shelf.keep(made, folder)


def needed(where: Where, **asked: object) -> choosing.Needed:
    identities = keys.identities(where.data / "identity")
    return choosing.needed(Shelf(where.folder), identities, **{"until": None, "name": None, **asked})  # type: ignore[arg-type]


def test_what_was_handed_over_is_kept_once_and_an_interrupted_start_over_is_no_fault(where: Where) -> None:
    hand_over(where, 3, 4)
    (where.handed / "000000010000000000000003.00000028.backup").write_text("a note")
    assert archiving.sweep(where) == 2
    assert list(where.handed.iterdir()) == []
    hand_over(where, 4)
    assert archiving.sweep(where) == 1
    assert list(Shelf(where.folder).noted()) == [Segment(3, 1).name, Segment(4, 1).name]
    hand_over(where, 4, last=b"other")
    with pytest.raises(Trouble, match="another database"):
        archiving.sweep(where)


def test_the_wal_of_another_database_is_refused_and_stays_where_it_is(where: Where) -> None:
    hand_over(where, 3)
    archiving.sweep(where)
    hand_over(where, 4, cluster=ANOTHERS)
    with pytest.raises(Trouble, match="another database"):
        archiving.sweep(where)
    assert len(archiving.handed(where)) == 1


def test_a_restore_takes_the_newest_backup_before_the_moment_and_all_wal_on_from_it(where: Where) -> None:
    backed_up(where, "1 old", NOON, 3)
    backed_up(where, "2 new", NOON + timedelta(days=1), 5)
    hand_over(where, 3, 4, 5, 6, 7)
    archiving.sweep(where)
    assert [piece.name[-1] for piece in needed(where).wal] == ["5", "6", "7"]
    early = needed(where, until=NOON + timedelta(hours=1))
    assert (early.manifest.name, len(early.wal)) == ("1 old", 5)
    assert needed(where, name="1 old").manifest.name == "1 old"
    with pytest.raises(Trouble, match="no whole backup before 2026-11-18"):
        needed(where, until=NOON - timedelta(days=1))


def test_a_gap_a_missing_file_a_changed_note_and_a_changed_manifest_are_named(where: Where) -> None:
    backed_up(where, "only", NOON, 3)
    hand_over(where, 3, 4, 6)
    archiving.sweep(where)
    with pytest.raises(Trouble, match=f"{Segment(5, 1).name} was never put on the shelf"):
        needed(where)
    assert len(needed(where, until=NOON).wal) == 2
    hand_over(where, 5)
    archiving.sweep(where)
    whole = needed(where)
    assert choosing.whole_part(whole, print, until=None) == whole
    whole.wal[1].path.unlink()
    with pytest.raises(Trouble, match=f"{Segment(4, 1).name}.age is missing"):
        choosing.whole_part(whole, print, until=None)
    assert choosing.whole_part(whole, print, until=NOON).wal == whole.wal[:1]
    manifest = where.folder / "base" / "only" / shelf.MANIFEST
    manifest.write_text(manifest.read_text().replace(f'"{OURS}"', f'"{ANOTHERS}"'))
    with pytest.raises(Trouble, match="not as it was written"):
        needed(where)
    noted = next(where.folder.glob("wal/*/noted.jsonl"))
    noted.write_text("\n".join(noted.read_text().splitlines()[1:]))
    with pytest.raises(Trouble, match=r"noted\.jsonl was changed"):
        needed(where)


def test_old_backups_go_with_the_wal_that_only_they_needed(where: Where) -> None:
    for age in (400, 60, 1):
        backed_up(where, f"{500 - age}", NOON - timedelta(days=age), 500 - age)
    hand_over(where, 100, 440, 450, 499)
    archiving.sweep(where)
    assert taking.let_go(Shelf(where.folder), NOON, Keeping(7, 0, 0)) == (1, 1)
    assert [one.name for one in Shelf(where.folder).manifests()] == ["440", "499"]
    assert not Shelf(where.folder).place(Segment(100, 1).name).exists()


def test_postgresql_hands_over_only_when_somebody_can_open_it(where: Where) -> None:
    where.handed.rmdir()
    assert "archive_mode = on" in server_settings(where.data)
    where.recipients.unlink()
    assert server_settings(where.data) == "archive_mode = off\n"


def test_a_stretch_is_handed_over_to_any_path_again_without_harm_and_never_over_another(
    tmp_path: Path,
) -> None:
    folder, stretch = tmp_path / "it's 100% ours", tmp_path / "stretch"
    folder.mkdir()
    line = handing_over(folder).splitlines()[-1].removeprefix("archive_command = ")[1:-1].replace("''", "'")
    line = line.replace("%p", str(stretch)).replace("%f", "00A").replace("%%", "%")
    for content, code in ((b"one", 0), (b"one", 0), (b"two", 1)):
        stretch.write_bytes(content)
        assert subprocess.run(["/bin/sh", "-c", line]).returncode == code
    assert [(path.name, path.read_bytes()) for path in folder.iterdir()] == [("00A", b"one")]


def test_the_doctor_tells_how_old_backup_wal_and_drill_are_and_the_last_trouble(where: Where) -> None:
    def found() -> dict[str, tuple[bool, str]]:
        return {one.name: (one.well, one.says) for one in backup_findings.backups(where.data)}

    assert not any(well for name, (well, _) in found().items() if name != "WAL")
    backed_up(where, "fresh", datetime.now(UTC) - timedelta(minutes=5), 3)
    told = {"at": (datetime.now(UTC) - timedelta(days=9)).isoformat(), "well": True}
    (where.data / drilling.NOTE).write_text(json.dumps(told))
    assert found()["Backups"] == (True, f"last 5 min ago, 1 in {where.folder}, on the database's own disk")
    assert found()["Drill"] == (True, "9 days ago, every promise held")
    archiving.trouble_file(where.data).write_text("The disk is full.")
    assert not found()["WAL"][0]
    where.recipients.unlink()
    assert found() == {"Backups": (False, "off: no recipients")}


def test_a_drill_fails_when_something_is_open_again_or_was_never_open() -> None:
    def row(before: bool, after: bool) -> bool:
        return drilling._of_promise("x", {"id": 1}, {"before": {"x": before}, "after": {"x": after}})[0]

    assert [row(False, True), row(False, False), row(True, True)] == [True, False, False]
