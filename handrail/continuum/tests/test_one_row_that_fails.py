"""A row that the database refuses holds back nobody else: it is put off, said by the doctor, and tried again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from handrail.continuum import asking
from handrail.foundation.consent.carrying import carried_by
from handrail.foundation.ledger.models import PutOff
from handrail.foundation.measures import actions as measures
from handrail.foundation.measures.models import Assignment, Schedule
from handrail.foundation.teams import actions as teams
from handrail.foundation.teams.models import Programme
from handrail.operations.crisis_findings import days
from tests.due_rows import MESSAGE, STORIES

HOUR, DAY, SOON = timedelta(hours=1), timedelta(days=1), timedelta(seconds=1)


@pytest.fixture(autouse=True)
def carried():
    carried_by(MESSAGE, lambda _handed, _recipient: None)
    yield
    carried_by(MESSAGE, None)


def refuse(model, column, key):
    """From now on the database refuses each change of those rows, as if what they hold could not be."""
    with connection.cursor() as cursor:
        # What waits for the end of the transaction would forbid it.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        cursor.execute(
            "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'refused'; END $$;"
            f"CREATE TRIGGER a BEFORE INSERT OR UPDATE ON {model._meta.db_table} FOR EACH ROW"
            f" WHEN (NEW.{column} = {key}) EXECUTE FUNCTION refuse();"
            f"CREATE TRIGGER b BEFORE DELETE ON {model._meta.db_table} FOR EACH ROW"
            f" WHEN (OLD.{column} = {key}) EXECUTE FUNCTION refuse()"
        )


def refuse_no_more():
    with connection.cursor() as cursor:
        cursor.execute(
            "SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED; DROP FUNCTION refuse() CASCADE"
        )


def said_by_the_doctor():
    """What it says of now; the days of the cast are long ago."""
    PutOff.objects.update(until_at=timezone.now())
    with connection.cursor() as cursor:
        finding = days(cursor)
    return "" if finding.well else finding.says


@pytest.mark.parametrize("told", STORIES, ids=lambda told: told.__name__)
def test_one_that_fails_holds_back_nobody_else_is_said_and_tried_again(cast, told):
    story = told(cast)
    refuse(story.model, story.column, story.key)
    with pytest.raises(ExceptionGroup, match="all others of this turn were"):
        story.do(story.at)
    assert story.served()
    left = PutOff.objects.get()
    assert (left.part, left.row, left.tries) == (story.part, story.row or story.key, 1)
    assert f"{story.part} 1" in said_by_the_doctor()
    PutOff.objects.update(until_at=story.at + SOON)
    assert story.do(story.at) == 0
    refuse_no_more()
    assert story.do(story.at + SOON) == 1
    assert not PutOff.objects.exists()


def test_one_who_cannot_be_asked_leaves_the_scale_for_the_others_of_the_program(cast):
    outpatient = Programme.objects.get(name="Outpatient")
    teams.enrol(cast.omar, outpatient, act=cast.act(None, cast.now - DAY))
    measures.schedule(
        instrument_id="phq9", when=Schedule.When.EVERY, every_days=30, programme=outpatient, act=cast.act(cast.ravi)
    )  # fmt: skip
    refuse(Assignment, "person_id", cast.maya.pk)
    assert asking.ask_due(cast.now) == 1
    assert Assignment.objects.get().person == cast.omar
    assert PutOff.objects.get().row == cast.maya.pk and "people_asked 1" in said_by_the_doctor()
    refuse_no_more()
    assert asking.ask_due(cast.now + HOUR) == 1 and not PutOff.objects.exists()
