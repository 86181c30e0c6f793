"""The private database keeps what was committed, whoever starts it and however it ends."""

from __future__ import annotations

import multiprocessing
import os
import pwd
import signal
import time
from pathlib import Path

import psycopg
import pytest

from handrail.operations import binaries, places, server
from handrail.operations.backup import archiving, where
from handrail.operations.cluster import Cluster
from handrail.operations.trouble import Trouble


def say(cluster: Cluster, words: str) -> None:
    with psycopg.connect(cluster.url()) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS said (words text)")
        connection.execute("INSERT INTO said VALUES (%s)", [words])


def heard(cluster: Cluster) -> list[str]:
    with psycopg.connect(cluster.url()) as connection:
        return [row[0] for row in connection.execute("SELECT words FROM said")]


def kill(cluster: Cluster) -> None:
    pid = server.recorded_pid(cluster.files)
    assert pid
    os.kill(pid, signal.SIGKILL)
    until = time.monotonic() + 60
    while cluster.runs():
        assert time.monotonic() < until
        time.sleep(0.01)


def live_through_a_kill(data: Path) -> None:
    cluster = Cluster(data)
    cluster.adopt_or_start()
    say(cluster, "one small step")
    kill(cluster)
    cluster.adopt_or_start()
    assert heard(cluster) == ["one small step"]
    cluster.stop()
    assert not cluster.runs()
    cluster.start()
    assert heard(cluster) == ["one small step"]
    cluster.stop()


def test_what_was_committed_survives_a_kill_and_a_stop(folder: Path) -> None:
    live_through_a_kill(folder)


def _as(uid: int, gid: int, data: Path) -> None:
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(gid)
        os.setuid(uid)
    live_through_a_kill(data)


def test_the_same_holds_for_an_ordinary_user(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    user = pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.getuid())
    monkeypatch.setenv("HANDRAIL_POSTGRES_BIN", str(binaries.folder(folder)))
    data = folder / "data"
    data.mkdir()
    os.chown(data, user.pw_uid, -1)
    process = multiprocessing.get_context("fork").Process(target=_as, args=(user.pw_uid, user.pw_gid, data))
    process.start()
    process.join(60)
    exitcode = process.exitcode
    process.kill()
    assert exitcode == 0
    assert (data / "postgres").stat().st_uid == user.pw_uid


def test_the_database_never_runs_as_root(folder: Path) -> None:
    cluster = Cluster(folder)
    cluster.adopt_or_start()
    assert (folder / "postgres").stat().st_uid != 0
    assert (folder / "postgres").stat().st_mode & 0o777 == 0o700
    assert (folder / "run").stat().st_mode & 0o777 == 0o700


def test_a_running_database_is_adopted_and_not_started_twice(folder: Path) -> None:
    Cluster(folder).adopt_or_start()
    first = server.recorded_pid(folder / "postgres")
    Cluster(folder).adopt_or_start()
    assert server.recorded_pid(folder / "postgres") == first


def test_a_pid_file_that_names_another_process_is_not_believed(folder: Path) -> None:
    cluster = Cluster(folder)
    cluster.adopt_or_start()
    say(cluster, "still here")
    left_behind = (cluster.files / "postmaster.pid").read_text().splitlines()
    kill(cluster)
    (cluster.files / "postmaster.pid").write_text("\n".join([str(os.getpid()), *left_behind[1:]]))
    assert not cluster.runs()
    cluster.adopt_or_start()
    assert heard(cluster) == ["still here"]


def test_it_waits_for_the_disk_and_says_so_when_somebody_switched_that_off(folder: Path) -> None:
    cluster = Cluster(folder)
    cluster.adopt_or_start()
    with psycopg.connect(cluster.url(), autocommit=True) as connection:
        assert connection.execute("SHOW fsync").fetchone() == ("on",)
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("SELECT pg_reload_conf()")
    with pytest.raises(Trouble, match=r"fsync=off.*power cut"):
        for _ in range(100):
            cluster.adopt_or_start()
            time.sleep(0.05)


def test_a_folder_too_deep_for_a_socket_still_works(folder: Path) -> None:
    deep = folder / ("a" * 60) / ("b" * 60)
    cluster = Cluster(deep, durable=False)
    cluster.adopt_or_start()
    assert len(str(cluster.socket_folder() / places.SOCKET_NAME)) <= places.SOCKET_PATH_LIMIT
    assert cluster.socket_folder().stat().st_mode & 0o777 == 0o700
    cluster.stop()
    cluster.socket_folder().rmdir()


def test_data_of_another_postgresql_is_left_alone(folder: Path) -> None:
    cluster = Cluster(folder)
    cluster.adopt_or_start()
    cluster.stop()
    (cluster.files / "PG_VERSION").write_text("14\n")
    with pytest.raises(Trouble, match="written by PostgreSQL 14.*left as it is"):
        cluster.adopt_or_start()


def test_making_the_files_again_after_an_interruption(folder: Path) -> None:
    places.prepare(folder)
    half = places.own_folder(folder / "postgres.making")
    (half / "PG_VERSION").write_text("18\n")
    Cluster(folder, durable=False).adopt_or_start()
    assert not half.exists()


def test_a_copy_of_the_packaged_programs_is_whole(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packaged = binaries.packaged()
    assert packaged
    programs = binaries.copy(packaged, folder)
    assert binaries.copy(packaged, folder) == programs
    monkeypatch.setenv("HANDRAIL_POSTGRES_BIN", str(programs))
    Cluster(folder, durable=False).adopt_or_start()
    assert programs.is_relative_to(folder)


def test_copies_of_a_template_are_cheap_and_apart(folder: Path) -> None:
    cluster = Cluster(folder, durable=False)
    cluster.adopt_or_start()
    say(cluster, "in the template")
    cluster.create_database("copy", template="handrail")
    with psycopg.connect(cluster.url("copy")) as connection:
        assert connection.execute("SELECT words FROM said").fetchall() == [("in the template",)]
    cluster.drop_database("copy")
    assert "copy" not in cluster.databases()


def test_what_is_written_is_handed_over_by_itself_from_the_start_on(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(where, "HAND_OVER_EVERY", 1)
    (folder / "backup_recipients").touch()
    cluster = Cluster(folder, durable=False)
    cluster.adopt_or_start()
    cluster.stop()
    handed = archiving.handed(where.Where.of(folder))
    cluster.adopt_or_start()
    say(cluster, "soon in two places")
    until = time.monotonic() + 60
    while archiving.handed(where.Where.of(folder)) == handed:
        assert time.monotonic() < until
        time.sleep(0.1)


def test_what_people_typed_never_reaches_the_server_log(folder: Path) -> None:
    cluster = Cluster(folder, durable=False)
    cluster.adopt_or_start()
    with psycopg.connect(cluster.url(), autocommit=True) as connection:
        connection.execute("CREATE TABLE person (name text UNIQUE)")
        connection.execute("INSERT INTO person VALUES ('Maya')")
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute("INSERT INTO person VALUES ('Maya')")
        with pytest.raises(psycopg.errors.InvalidTextRepresentation):
            connection.execute("SELECT 'Maya'::int")
    cluster.stop()
    assert "Maya" not in cluster.log.read_text()
