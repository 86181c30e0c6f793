"""Somebody carries off a dump of the database. Nothing that Maya and her people wrote can be read in it."""

from __future__ import annotations

import os
import subprocess
from uuid import uuid4

import pytest
from django.db import connection

from handrail.foundation.measures.models import CheckIn
from handrail.foundation.people.models import RelatedPerson
from handrail.foundation.plans.models import Step
from handrail.operations import binaries, places

CANARY = "Quellwasser-7731"
ROSAS_NUMBER = "+15550147731"


@pytest.mark.django_db(transaction=True)
def test_nothing_that_was_written_can_be_read_in_a_dump(live_cast):
    maya, priya = live_cast.browser(live_cast.maya), live_cast.browser(live_cast.priya)
    maya.post("/me/check-ins/", {"key": str(uuid4()), "reach_out": "no", "words": f"Called {CANARY}"})
    step = {"title": f"Call {CANARY}", "why": CANARY, "responsible": "person"}
    priya.post(f"/team/people/{live_cast.maya.pk}/steps/", step)
    RelatedPerson.objects.create(
        person=live_cast.maya, name=CANARY, relationship="Sister", phone=ROSAS_NUMBER
    )

    assert CheckIn.objects.get().words == f"Called {CANARY}"
    assert f"Call {CANARY}" in [one.title for one in Step.objects.all()]
    assert CANARY in priya.get(f"/team/people/{live_cast.maya.pk}/").content.decode()
    told = dump()
    assert b"measures_checkin" in told and b"Maya" in told
    for text in (CANARY, ROSAS_NUMBER, ROSAS_NUMBER[2:]):
        assert text.encode() not in told and text.encode().hex().encode() not in told


def dump() -> bytes:
    """The database of this test, as a backup by hand would hold it."""
    at = connection.settings_dict
    program = binaries.folder(places.data_folder()) / "pg_dump"
    there = ["--host", at["HOST"], "--username", at["USER"], "--dbname", at["NAME"]]
    known = {**os.environ, "PGPASSWORD": at["PASSWORD"], "PGPORT": str(at["PORT"])}
    return subprocess.run(
        [str(program), *there, "--inserts"],
        env=known,
        check=True,
        capture_output=True,
        timeout=120,
    ).stdout
