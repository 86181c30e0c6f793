"""Maya asks that her record is erased: Elin opens the case, Ravi decides, Theo is refused, and Maya may think again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from handrail.continuum.erasing.carrying_out import erase_due
from handrail.continuum.erasing.keeping import day_of, last_service
from handrail.foundation.consent import actions as consent
from handrail.foundation.consent.evaluator import Refused
from handrail.foundation.consent.models import Case
from handrail.foundation.ledger.models import Delivery, Entry
from handrail.foundation.people.models import RelatedPerson
from handrail.foundation.rights import actions as rights
from handrail.foundation.rights.models import Erasure
from handrail.foundation.rights.queries import erasures, waiting_erasures
from handrail.foundation.teams.models import Enrolment

WEEK, DAY = timedelta(days=7), timedelta(days=1)


@pytest.fixture
def opened(cast) -> Erasure:
    return rights.open_erasure(cast.maya, "She came to my office.", act=cast.act(cast.elin))


def test_only_the_privacy_officer_opens_a_case_and_only_one_for_a_client(cast):
    for who in ("maya", "priya", "ravi", "theo", "rosa"):
        with pytest.raises(Refused):
            rights.open_erasure(cast.maya, "Please.", act=cast.act(cast.people[who]))
    for nobody in (cast.rosa, cast.priya):
        with pytest.raises((Refused, rights.CannotBeErased)):
            rights.open_erasure(nobody, "Please.", act=cast.act(cast.elin))
    rights.open_erasure(cast.maya, "Please.", act=cast.act(cast.elin))
    with pytest.raises(rights.CannotBeErased):
        rights.open_erasure(cast.maya, "Again.", act=cast.act(cast.elin))


def test_a_second_person_decides_and_nobody_else_learns_of_it(cast, opened):
    for who in ("elin", "maya", "priya", "theo", "noor", "rosa"):
        act = cast.act(cast.people[who])
        assert waiting_erasures(act) == 0, who
        assert bool(erasures(act)) == (who == "elin"), who
        with pytest.raises(Refused):
            rights.approve_erasure(opened, answer="Yes.", act=act)
    assert waiting_erasures(cast.act(cast.ravi)) == 1
    agreed = rights.approve_erasure(opened, answer="It goes.", act=cast.act(cast.ravi))
    assert agreed.look_at == cast.now + WEEK and agreed.state == "approved"
    with pytest.raises(Refused):
        rights.decline_erasure(opened, answer="No.", act=cast.act(cast.ravi))
    told = [
        (one.kind, one.facts)
        for one in Entry.objects.filter(kind__startswith="rights.erasure").order_by("pk")
    ]
    assert told == [("rights.erasure.opened", {}), ("rights.erasure.approved", {})]
    with pytest.raises(IntegrityError), transaction.atomic():
        Erasure.objects.filter(pk=opened.pk).update(decided_by=cast.elin)


def test_maya_thinks_again_within_the_week_and_everything_stays(cast, opened):
    rights.approve_erasure(opened, answer="It goes.", act=cast.act(cast.ravi))
    with pytest.raises(Refused):
        rights.call_off_erasure(opened, act=cast.act(cast.theo))
    rights.call_off_erasure(opened, act=cast.act(cast.maya))
    assert erase_due(cast.now + 2 * WEEK) == 0 and RelatedPerson.objects.filter(person=cast.maya).exists()
    with pytest.raises(rights.NotNow):
        rights.call_off_erasure(opened, act=cast.act(cast.maya))


def test_nothing_goes_while_somebody_looks_into_a_matter_or_something_is_owed(cast, opened):
    rights.approve_erasure(opened, answer="It goes.", act=cast.act(cast.ravi))
    case = consent.open_case(
        "C-7", purpose=Case.Purpose.COMPLAINT, reader=cast.elin, role=Case.Role.PRIVACY_OFFICER,
        people=[cast.maya], until_at=cast.now + 90 * DAY, act=cast.act(cast.elin),
    )  # fmt: skip
    Delivery.objects.owed().update(done_at=cast.now)
    assert erase_due(cast.now + WEEK) == 0
    consent.close_case(case, act=cast.act(cast.elin, cast.now + WEEK))
    entry = Entry.objects.filter(person=cast.maya).first()
    owed = Delivery.objects.create(entry=entry, person=cast.maya, reaction="x", due_at=cast.now)
    assert erase_due(cast.now + WEEK + DAY) == 0 and RelatedPerson.objects.filter(person=cast.maya).exists()
    owed.done_at = cast.now
    owed.save()
    assert erase_due(cast.now + WEEK + 2 * DAY) == 1
    assert not RelatedPerson.objects.filter(person=cast.maya).exists()


@pytest.mark.parametrize(
    ("born", "left", "seven", "ten"),
    [
        (date(1991, 3, 4), date(2026, 11, 19), date(2033, 11, 19), date(2036, 11, 19)),
        (date(1991, 3, 4), date(2024, 2, 29), date(2031, 3, 1), date(2034, 3, 1)),
        (date(2010, 6, 1), date(2026, 11, 19), date(2035, 6, 1), date(2038, 6, 1)),
        (None, date(2026, 11, 19), date(2033, 11, 19), date(2036, 11, 19)),
    ],
)
def test_years_count_from_the_last_service_and_for_a_minor_from_eighteen(cast, born, left, seven, ten):
    cast.maya.born_on = born
    Enrolment.objects.filter(person=cast.maya).update(from_on=date(2020, 1, 1), until_on=left)
    last = last_service(cast.maya)
    assert (day_of(7, last), day_of(10, last)) == (seven, ten)
    Enrolment.objects.filter(person=cast.maya).update(until_on=None)
    assert last_service(cast.maya) is None
