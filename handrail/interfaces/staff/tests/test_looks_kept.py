"""When the ledger cannot be written Noor still reads what cannot wait, and it is written down later, once; nobody else reads."""

from __future__ import annotations

from contextlib import contextmanager
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from handrail.foundation.ledger import beside
from handrail.foundation.ledger.models import Entry, Viewing
from handrail.foundation.ledger.verifying import verify
from handrail.interfaces.staff.tests.conftest import text_of
from handrail.operations.crisis_findings import looks_beside
from handrail.pillars.crisis import actions as crisis

REFUSE = """
    CREATE FUNCTION refuse_viewing() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no room'; END $$;
    CREATE TRIGGER refuse_viewings BEFORE INSERT ON ledger_viewing EXECUTE FUNCTION refuse_viewing()
"""


@contextmanager
def a_ledger_that_takes_no_look():
    """The database itself refuses; it is taken back with the test's transaction at the latest."""
    with connection.cursor() as cursor:
        cursor.execute(REFUSE)
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER refuse_viewings ON ledger_viewing; DROP FUNCTION refuse_viewing()")


@pytest.fixture
def alert(team, settings, tmp_path):
    settings.SPOOL = tmp_path / "spool"
    made = crisis.ask_for_help(team.maya, key=uuid4(), words="I am at the creek.", act=team.act(team.maya))
    crisis.acknowledge(made, act=team.act(team.noor))
    return made


def get(team, who, address):
    """The answer's status and words; what it left half done in the database is taken back."""
    browser = team.browser(team.people[who])
    browser.raise_request_exception = False
    with transaction.atomic():
        answer = browser.get(address)
    return answer.status_code, text_of(answer)


def looks(team):
    return Viewing.objects.filter(viewer=team.noor, person=team.maya)


def test_noor_is_served_and_the_look_is_kept_and_nobody_else_is(team, alert, settings, tmp_path):
    console, story = reverse("staff:alert", args=[alert.pk]), reverse("staff:person", args=[team.maya.pk])
    with a_ledger_that_takes_no_look():
        for address in (console, story):
            status, words = get(team, "noor", address)
            assert status == 200 and "What cannot wait" in words
        assert not Viewing.objects.exists() and beside.waiting() == 4 and not looks_beside(None).well
        kept = b"".join(path.read_bytes() for path in (settings.SPOOL / "viewings").iterdir())
        assert b"medications" not in kept and b"staff" not in kept
        for who, address in (("priya", story), ("sam", story), ("sam", console), ("noor", f"{story}plan/")):
            status, words = get(team, who, address)
            assert status in {404, 500} and "Maya" not in words, (who, address)
        assert get(team, "theo", console)[0] == get(team, "theo", story)[0] == 404
        with pytest.raises(DatabaseError), transaction.atomic():
            beside.bring_in(now=team.now)
        assert beside.waiting() == 4
        settings.SPOOL.rename(tmp_path / "away")
        settings.SPOOL.write_text("")
        status, words = get(team, "noor", console)
        assert status == 500 and "Maya" not in words
    settings.SPOOL.unlink()
    (tmp_path / "away").rename(settings.SPOOL)
    again = {path: path.read_bytes() for path in (settings.SPOOL / "viewings").iterdir()}
    assert beside.bring_in(now=team.now) == 4 and looks_beside(None).well
    found = sorted(looks(team).values_list("resource", "at"))
    assert {"crisis_episodes", "safety_plan", "medications", "demographics"} <= {name for name, _at in found}
    assert len(found) == len(set(found))
    for path, content in again.items():  # as if the power went between the commit and the file's end
        path.write_bytes(content)
    assert beside.bring_in(now=team.now) == 4
    assert sorted(looks(team).values_list("resource", "at")) == found
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    assert verify(connection.connection).well
    assert Entry.objects.filter(kind="ledger.viewings.brought_in", person=team.maya).count() == 4


def test_elin_reads_that_it_was_written_down_late_and_what_does_not_open_is_set_aside(team, alert, settings):
    with a_ledger_that_takes_no_look():
        get(team, "noor", reverse("staff:alert", args=[alert.pk]))
    torn = next((settings.SPOOL / "viewings").iterdir())
    torn.write_bytes(torn.read_bytes()[:-1] + b"x")
    assert beside.bring_in(now=team.now) == 1
    assert beside.broken() == 1 and not looks_beside(None).well
    assert "1 look written down late" in get(team, "elin", reverse("staff:today"))[1]
    status, words = get(team, "elin", reverse("staff:looks"))
    assert status == 200 and "Written down late" in words and "Noor A., Maya P.’s record, today" in words
    for who in ("theo", "priya", "noor"):
        assert "Maya P.’s record" not in get(team, who, reverse("staff:looks"))[1]
