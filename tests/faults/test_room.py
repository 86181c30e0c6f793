"""F04: the volume of the data fills up. It is said before, and full it takes no answer away."""

from __future__ import annotations

import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from django.urls import reverse
from django.utils import timezone

from handrail.foundation.ledger.room import LEAST_FREE, Room, room_at
from handrail.operations import findings
from handrail.operations.scratch import Scratch
from handrail.pillars.crisis import spool
from handrail.pillars.crisis.models import Alert
from tests.cast import build_cast
from tests.faults.own_server import OwnServer, django_over, in_time

SIZE = 460
GIB = 1024**3
MOST = 60


@pytest.fixture(scope="module")
def small():
    """A volume of so many megabytes."""
    place = Path(tempfile.mkdtemp(prefix="hr-", dir="/tmp"))
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}m,mode=755", "tmpfs", str(place)]
    try:
        done = subprocess.run(mount, capture_output=True, timeout=20, check=False).returncode
    except FileNotFoundError:
        done = 1
    if done:
        place.rmdir()
        pytest.skip("this machine lets nobody here mount a small volume")
    yield place
    subprocess.run(["umount", "-l", str(place)], timeout=20, check=True)
    place.rmdir()


@pytest.mark.parametrize(
    ("used", "free", "enough"),
    [(79, 21, True), (80, 20, False), (84, 16, False), (100, 0, False), (0, 0.9, False), (0, 1, True)],
)
def test_it_is_said_before_eighty_five_percent_and_below_a_gibibyte(used, free, enough):
    assert Room(int(used * GIB), int(free * GIB)).enough == enough
    assert LEAST_FREE == GIB


def test_the_doctor_and_the_supervisor_read_of_a_volume_that_fills_up_and_nobody_else(
    small, live_cast, settings
):
    (small / "data").mkdir()
    settings.DATA = small / "data"
    filler = small / "filler"
    filler.write_bytes(b"x" * (SIZE * 1024**2 * 84 // 100))
    found = findings.room(settings.DATA)
    assert not found.well
    assert found.says.startswith("84 percent used")
    pages = [reverse("staff:today"), reverse("staff:alerts")]
    for who, told in (("ravi", True), ("noor", False), ("theo", False)):
        browser = live_cast.browser(live_cast.people[who])
        assert [("84 percent full" in browser.get(page).text) for page in pages] == [told, told]
    filler.unlink()


@pytest.fixture
def full(small, django_db_blocker, settings, tmp_path):
    """A server on the small volume, with the cast, and nothing left on it; its log of changes has room."""
    settings.SPOOL, settings.ROSTER = tmp_path / "spool", tmp_path / "roster.json"
    settings.SMS_FILE = tmp_path / "texts.jsonl"
    scratch = Scratch.inherited()
    if scratch is None:
        pytest.skip("the tests' own server has its tables from the template that a run of its own makes")
    one = OwnServer(small / "data")
    one.start()
    one.copy_tables(scratch.cluster.url(scratch.template()))
    way = one.way()
    with django_db_blocker.unblock(), django_over(way):
        one.cast = build_cast(timezone.now())
        yield one
    way.close()
    one.cluster.stop(patience=2)


def fill(place: Path) -> Path:
    """A file that takes all that is left."""
    filler = place / "filler"
    with suppress(OSError), filler.open("wb", buffering=0) as file:
        while True:
            file.write(b"x" * 4096)
    return filler


def test_full_it_keeps_what_was_answered_and_help_takes_the_other_way_until_there_is_room(small, full):
    maya = in_time(lambda: full.cast.browser(full.cast.maya))
    assert in_time(lambda: maya.get("/me/")).status_code == 200
    filler = fill(small)
    assert room_at(small).free < 2 * 4096
    answered = {}
    for _press in range(MOST):
        key = uuid4()
        sent = {"key": str(key), "words": "At the creek. " * 250}
        answered[key] = in_time(lambda sent=sent: maya.post("/help/someone/", sent)).status_code
        if answered[key] != 302:
            break
    assert list(answered.values())[-1] == 202, "a table could not grow any more, and help took the other way"
    with psycopg.connect(full.cluster.url()) as reading:
        assert reading.execute("SELECT count(*) FROM crisis_asking").fetchone() == (len(answered) - 1,)
    filler.unlink()
    assert in_time(lambda: spool.bring_in(now=timezone.now())) == 1
    kept = in_time(lambda: [Alert.objects.filter(askings__key=key).count() for key in answered])
    assert kept == [1] * len(answered)
