"""The doctor on PostgreSQL: waits that end, a plain role, a closed way there. Each seen on a server really set otherwise."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from handrail.operations import binaries, findings, server, server_findings, starting
from handrail.operations.cluster import Cluster


@pytest.fixture(scope="module")
def private() -> Iterator[Cluster]:
    place = Path(tempfile.mkdtemp(prefix="hr-", dir="/tmp"))
    place.chmod(0o755)
    cluster = Cluster(place)
    cluster.start()
    yield cluster
    cluster.stop(patience=2)
    shutil.rmtree(place)


@pytest.fixture
def owner(private: Cluster) -> Iterator[psycopg.Connection]:
    with psycopg.connect(private.url(), autocommit=True) as connection:
        yield connection
        connection.execute("ALTER SYSTEM RESET ALL")
        connection.execute("SELECT pg_reload_conf()")


def again(cluster: Cluster, **more: str) -> psycopg.Connection:
    return psycopg.connect(cluster.url(), autocommit=True, **more)


def test_the_private_server_is_as_it_should_be_and_says_what_it_is(owner: psycopg.Connection) -> None:
    assert findings.durable(owner).well
    assert server_findings.patience(owner).says == (
        "statement_timeout=30s, lock_timeout=10s, idle_in_transaction_session_timeout=60s"
    )
    role = server_findings.role(owner)
    assert (
        role.well and "owns this private server: superuser" in role.says and "this machine only" in role.says
    )
    assert server_findings.transport(owner).says == "a socket"


@pytest.mark.parametrize("name", server_findings.PATIENCE)
@pytest.mark.parametrize("value", ["0", "2h"])
def test_a_wait_without_an_end_or_of_hours_fails(
    private: Cluster, owner: psycopg.Connection, name: str, value: str
) -> None:
    owner.execute(f"ALTER ROLE handrail SET {name} = '{value}'")
    with again(private) as connection:
        found = server_findings.patience(connection)
    owner.execute(f"ALTER ROLE handrail RESET {name}")
    assert not found.well and found.says.startswith(name)
    with again(private) as connection:
        assert server_findings.patience(connection).well


@pytest.mark.parametrize(
    ("name", "value"), [("synchronous_commit", "off"), ("full_page_writes", "off"), ("fsync", "off")]
)
def test_a_setting_that_could_lose_a_commit_fails(
    private: Cluster, owner: psycopg.Connection, name: str, value: str
) -> None:
    owner.execute(f"ALTER SYSTEM SET {name} = {value}")
    owner.execute("SELECT pg_reload_conf()")
    for _look in range(600):
        if owner.execute(f"SHOW {name}").fetchone() == (value,):
            break
        owner.execute("SELECT pg_sleep(0.1)")
    with again(private) as connection:
        found = findings.durable(connection)
    assert not found.well and found.says == f"{name}={value}"


def test_a_statement_that_takes_too_long_ends_and_an_operators_command_does_not(private: Cluster) -> None:
    with again(private, options="-c statement_timeout=50") as connection:
        with pytest.raises(psycopg.errors.QueryCanceled):
            connection.execute("SELECT pg_sleep(20)")
    with again(private, options=starting.NO_HURRY) as connection:
        for name in server_findings.PATIENCE:
            assert connection.execute(f"SHOW {name}").fetchone() == ("0",)


@pytest.mark.parametrize("right", ["SUPERUSER", "CREATEROLE", "BYPASSRLS", "REPLICATION"])
def test_reached_by_network_a_role_with_rights_over_the_server_fails(
    folder: Path, unused_port: int, right: str
) -> None:
    cluster = Cluster(folder)
    with psycopg.connect(cluster.start(), autocommit=True) as connection:
        connection.execute(f"CREATE ROLE worker LOGIN PASSWORD 'a' {right}")
        connection.execute("CREATE ROLE plain LOGIN PASSWORD 'a'")
        connection.execute("ALTER SYSTEM SET listen_addresses = '127.0.0.1'")
        connection.execute(f"ALTER SYSTEM SET port = {unused_port}")
    server.run(binaries.folder(folder), "pg_ctl", "-D", cluster.files, "-l", cluster.log, "-w", "restart")
    there = f"host=127.0.0.1 port={unused_port} dbname=handrail password=a"
    with psycopg.connect(f"{there} user=worker") as connection:
        found = server_findings.role(connection)
        assert not found.well and found.says.startswith("worker: ") and "owns only this database" in found.do
        assert server_findings.transport(connection).says == "127.0.0.1, on this machine"
    with psycopg.connect(f"{there} user=plain") as connection:
        assert server_findings.role(connection).says == "plain, without rights over the server"


def test_over_a_network_it_goes_encrypted_and_to_whom_it_should() -> None:
    host = "db.example.org"
    assert not server_findings.over_network(host, encrypted=False, mode="prefer").well
    assert "nobody checks" in server_findings.over_network(host, encrypted=True, mode="require").says
    assert server_findings.over_network(host, encrypted=True, mode="verify-full").well


def test_each_start_on_a_server_of_the_operators_own_says_what_is_wrong_with_it(
    private: Cluster,
    owner: psycopg.Connection,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    owner.execute("ALTER ROLE handrail SET lock_timeout = 0")
    monkeypatch.setenv("DATABASE_URL", private.url())
    monkeypatch.setenv("HANDRAIL_DATA", str(private.data))
    assert starting.open_database(private.data) is None
    owner.execute("ALTER ROLE handrail RESET lock_timeout")
    assert "Time-outs: lock_timeout=none" in capsys.readouterr().err
