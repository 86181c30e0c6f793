"""A folder that cannot be used is named, and nothing in it is changed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from handrail.operations import places, trouble
from handrail.operations.trouble import Trouble

as_root = os.geteuid() == 0


def test_the_folder_given_wins_over_the_environment_and_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HANDRAIL_DATA", "/srv/from-environment")
    assert places.data_folder("/srv/given") == Path("/srv/given")
    assert places.data_folder() == Path("/srv/from-environment")


def test_the_default_is_in_the_project_or_where_the_database_user_can_go(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HANDRAIL_DATA")
    assert places.data_folder(project=folder) == folder / ".data"
    folder.chmod(0o700)
    closed = places.data_folder(project=folder)
    assert closed.parent == (places.FOR_ROOT if as_root else folder)


def test_a_file_where_the_folder_should_be_is_one_clear_line(folder: Path) -> None:
    (folder / "taken").write_text("mine")
    with pytest.raises(Trouble, match=r"cannot be written to .*Nothing was changed.*DATA="):
        places.prepare(folder / "taken" / "data")
    assert (folder / "taken").read_text() == "mine"


@pytest.mark.parametrize("place", ["/proc/handrail", "/dev/null/handrail"])
def test_a_place_that_nobody_can_write_to_is_one_clear_line(place: str) -> None:
    with pytest.raises(Trouble, match="cannot be written to"):
        places.prepare(Path(place))


def test_a_folder_closed_to_the_database_user_is_not_opened(folder: Path) -> None:
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    data = closed / "data"
    if as_root:
        with pytest.raises(Trouble, match="cannot enter"):
            places.prepare(data)
    else:
        places.prepare(data)
    assert closed.stat().st_mode & 0o777 == 0o700


def test_a_full_disk_is_said_before_anything_is_begun(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "ROOM_NEEDED", 10**18)
    with pytest.raises(Trouble, match=r"is full.*Free some space"):
        places.prepare(folder)


def test_a_disk_that_fills_up_on_the_way_is_told_from_a_closed_folder() -> None:
    full = trouble.from_os_error(OSError(28, "No space left on device"), "/srv")
    closed = trouble.from_os_error(OSError(13, "Permission denied"), "/srv")
    assert "is full" in str(full)
    assert "cannot be written to (Permission denied)" in str(closed)


def test_a_run_folder_that_somebody_else_put_there_is_refused(folder: Path) -> None:
    (folder / "elsewhere").mkdir()
    (folder / "run").symlink_to(folder / "elsewhere")
    with pytest.raises(Trouble, match="left as it is"):
        places.own_folder(folder / "run")
