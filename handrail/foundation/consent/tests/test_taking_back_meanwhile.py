"""Maya takes it back in the very moment in which something leaves: one waits for the other, and nothing slips by."""

from __future__ import annotations

from datetime import timedelta

import psycopg
import pytest
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from handrail.foundation.consent import actions as consent
from handrail.foundation.consent.evaluator import Refused
from handrail.foundation.consent.models import Disclosure
from tests.cast import build_cast
from tests.partners import HARBOR, packet_for

REVOKE = "UPDATE consent_consent SET revoked_at = now(), revoked_how = 'screen' WHERE id = %s"
#: Neither side waits in a test: whoever would have to is told so at once.
AT_ONCE = "SET lock_timeout = '1ms'"

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(transactional_db):
    return build_cast(timezone.now())


@pytest.fixture
def maya_elsewhere():
    """A second way into the same database, as her own request has one."""
    known = connection.get_connection_params()
    names = ("dbname", "user", "host", "port", "password")
    with psycopg.connect(**{name: known[name] for name in names if known.get(name)}) as other:
        other.execute(AT_ONCE)
        other.commit()
        yield other
        other.rollback()


def hand_over(cast, given):
    act = cast.act(cast.hana, timezone.now() + timedelta(seconds=1))
    return consent.disclose(given, HARBOR, how=Disclosure.How.PAGE, act=act)


def test_taking_it_back_waits_until_what_is_leaving_is_written_down(cast, maya_elsewhere):
    given = packet_for(cast).consent
    with transaction.atomic():
        hand_over(cast, given)
        with pytest.raises(psycopg.errors.LockNotAvailable):
            maya_elsewhere.execute(REVOKE, [given.pk])
    maya_elsewhere.rollback()
    maya_elsewhere.execute(REVOKE, [given.pk])
    maya_elsewhere.commit()
    with pytest.raises(Refused):
        hand_over(cast, given)
    assert Disclosure.objects.count() == 1


def test_what_would_leave_waits_until_it_is_taken_back_and_then_stays(cast, maya_elsewhere):
    given = packet_for(cast).consent
    maya_elsewhere.execute(REVOKE, [given.pk])
    with pytest.raises(OperationalError), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '1ms'")
        hand_over(cast, given)
    maya_elsewhere.commit()
    with pytest.raises(Refused):
        hand_over(cast, given)
    assert not Disclosure.objects.exists()
