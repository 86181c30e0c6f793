"""What `handrail doctor` says of the backups: how old the last one is, the last stretch of WAL, the last drill."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
from django.conf import settings

from handrail.operations.backup import archiving, drilling
from handrail.operations.backup.shelf import Shelf
from handrail.operations.backup.where import Where
from handrail.operations.findings import Finding
from handrail.operations.trouble import Trouble

RECIPE = "docs/recipes/back-up-and-restore.md"
#: One that is taken each night and was missed once is not late yet; a drill belongs to each quarter.
BACKUP_AGE_AT_MOST = timedelta(hours=36)
DRILL_AGE_AT_MOST = timedelta(days=100)
#: What was handed over is put on the shelf within a second, or after a rest.
WAITS_AT_MOST = timedelta(minutes=3)
ARCHIVER = """
    SELECT current_setting('archive_mode'), failed_count, last_failed_time, last_failed_wal,
           coalesce(last_failed_time > last_archived_time, last_failed_time IS NOT NULL)
    FROM pg_stat_archiver
"""


def backups(data: Path) -> list[Finding]:
    """All that is known without the database; where nothing is real, that there are none is well."""
    where = Where.of(data)
    if not where.wanted:
        return [_off(where)]
    return [backup(where), stretches(where), drill(data)]


def _off(where: Where) -> Finding:
    do = f"Name whom they are made for, then `handrail backup`: {RECIPE}."
    if waiting := archiving.handed(where):
        return Finding("Backups", False, f"off: no recipients, and {len(waiting)} stretches of WAL wait", do)
    demo = (where.data / "demo.json").exists()
    return Finding("Backups", demo, "off" + (", as in every demo" if demo else ": no recipients"), do)


def backup(where: Where) -> Finding:
    """The last whole one is young; says so when a lost disk would take it with the database."""
    try:
        whole = Shelf(where.folder).manifests()
    except Trouble as trouble:
        return Finding("Backups", False, trouble.happened, trouble.do)
    if not whole:
        return Finding("Backups", False, f"none yet in {where.folder}", "Run `handrail backup`.")
    age, beside = _age(whole[-1].at), ", on the database's own disk" if _same_disk(where) else ""
    says = f"last {_words(age)} ago, {len(whole)} in {where.folder}{beside}"
    do = "Run `handrail backup` now and each night, and see why it did not run."
    return Finding("Backups", age <= BACKUP_AGE_AT_MOST, says, do)


def _same_disk(where: Where) -> bool:
    return where.folder.stat().st_dev == where.data.stat().st_dev


def stretches(where: Where) -> Finding:
    """Nothing waits long on its way to the shelf."""
    waiting, last = archiving.handed(where), Shelf(where.folder).last_noted()
    says = f"last {_words(_age(last))} ago" if last else "none yet"
    said = archiving.trouble_file(where.data)
    if said.exists():
        return Finding("WAL", False, f"{says}, {len(waiting)} wait", said.read_text())
    late = any(_waits_long(path) for path in waiting)
    do = "See that the supervisor runs (`handrail up`), and its log for archive."
    return Finding("WAL", not late, says + (f", {len(waiting)} wait" if waiting else ""), do)


def _waits_long(path: Path) -> bool:
    try:
        return _age(datetime.fromtimestamp(path.stat().st_mtime, UTC)) > WAITS_AT_MOST
    except FileNotFoundError:  # it was put on the shelf between the two looks
        return False


def handing_over(connection: psycopg.Connection) -> Finding:
    """PostgreSQL hands over what it writes, and the last time went well."""
    row = connection.execute(ARCHIVER).fetchone()
    assert row
    mode, count, at, name, failing = row
    if not Where.of(Path(settings.DATA)).wanted:
        return Finding("Handing over", True, "off, as backups are")
    if mode == "off":
        do = "Stop Handrail and start it again; on a PostgreSQL of your own set archive_mode."
        return Finding("Handing over", False, "off: what was written since the last backup is in none", do)
    says = f"failing since {at:%Y-%m-%d %H:%M} UTC at {name}, {count} times" if failing else "on"
    return Finding("Handing over", not failing, says, "See log/postgres.log, and free some space.")


def drill(data: Path) -> Finding:
    """The last one was not long ago, and everything held."""
    do = "Run `handrail drill`."
    try:
        last = json.loads((data / drilling.NOTE).read_text())
    except (FileNotFoundError, ValueError):
        return Finding("Drill", False, "never", do)
    age = _age(datetime.fromisoformat(last["at"]))
    says = f"{_words(age)} ago, {'every promise held' if last['well'] else 'something did not hold'}"
    return Finding("Drill", last["well"] and age <= DRILL_AGE_AT_MOST, says, do)


def _age(at: datetime) -> timedelta:
    return datetime.now(UTC) - at


def _words(age: timedelta) -> str:
    minutes = int(age.total_seconds() // 60)
    if minutes < 120:
        return f"{minutes} min"
    return f"{minutes // 60} h" if minutes < 72 * 60 else f"{minutes // (24 * 60)} days"
