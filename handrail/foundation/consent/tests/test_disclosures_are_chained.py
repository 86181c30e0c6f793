"""What left stands in the ledger's chain; whoever takes it out of the accounting is found."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection

from handrail.foundation.consent import actions as consent
from handrail.foundation.consent.models import Disclosure
from handrail.foundation.ledger.verifying import verify
from tests.partners import harbor_house, packet_for


def settle():
    """What the database does as a transaction commits, done now."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


def handed_over(cast):
    harbor_house(cast)
    agreed = packet_for(cast).consent
    act = cast.act(cast.hana, cast.now + timedelta(minutes=1))
    consent.disclose(agreed, ["demographics", "care_plan"], how=Disclosure.How.PAGE, act=act)
    settle()
    return Disclosure.objects.get()


def test_what_harbor_house_read_of_maya_is_chained(cast):
    handed_over(cast)
    report = verify(connection.connection)
    assert report.well and report.rows["consent_disclosure"] == 1


def test_somebody_who_owns_the_database_and_shortens_what_left_is_found(cast):
    row = handed_over(cast)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("UPDATE consent_disclosure SET resources = '{demographics}' WHERE id = %s", [row.pk])
        cursor.execute("SET session_replication_role = origin")
    report = verify(connection.connection)
    assert not report.well and "consent_disclosure" in str(report.flaws)
