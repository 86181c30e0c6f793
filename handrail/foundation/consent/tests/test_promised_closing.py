"""After a restore, what closed Maya's record is closed again; what would open it again holds only when it was kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from handrail.foundation.consent import actions as consent
from handrail.foundation.consent.actions.restrictions import Against
from handrail.foundation.consent.evaluator import may, people_for
from handrail.foundation.consent.models import (
    Conflict,
    EmergencyAccess,
    RestrictedReader,
    RestrictedRecord,
    Restriction,
)
from handrail.foundation.ledger import promise_file
from handrail.foundation.ledger.promises import made_after, place, replay

MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def apart(tmp_path, settings):
    settings.PROMISES = tmp_path / "promises"


def again(cast, *, kept=True):
    """Replay every promise, as after a restore to long ago."""
    made = made_after(cast.now - timedelta(days=9999), promise_file.read(place()))
    act = cast.act(None, cast.now + timedelta(hours=1))
    return [changed for _one, changed in replay([replace(one, kept=kept) for one in made], act=act)]


def later(cast, who):
    return cast.act(cast.people[who], cast.now + timedelta(hours=2))


def restriction(cast):
    asked = consent.ask_restriction(
        "Not him.", act=cast.act(cast.maya), against=Against(reader=cast.sam), what=["checkins"]
    )
    return consent.agree_restriction(asked, answer="Yes.", act=cast.act(cast.elin))


@pytest.mark.parametrize("lost", [True, False])
@pytest.mark.parametrize("kept", [True, False])
def test_an_agreed_restriction_holds_again_also_when_its_row_was_lost(cast, lost, kept):
    agreed = Restriction.objects.filter(pk=restriction(cast).pk)
    agreed.delete() if lost else agreed.update(state="asked", decided_at=None, decided_by=None)
    assert may(later(cast, "sam"), "checkins", cast.maya)
    assert again(cast, kept=kept) == [True]
    assert not may(later(cast, "sam"), "checkins", cast.maya)
    assert may(later(cast, "priya"), "checkins", cast.maya)
    assert again(cast, kept=kept) == [False]


@pytest.mark.parametrize(("kept", "sees"), [(True, True), (False, False)])
def test_an_ended_restriction_opens_again_only_when_it_was_surely_ended(cast, kept, sees):
    agreed = restriction(cast)
    consent.end_restriction(agreed, act=cast.act(cast.maya, cast.now + MINUTE))
    Restriction.objects.filter(pk=agreed.pk).update(state="agreed", ended_at=None)
    again(cast, kept=kept)
    assert may(later(cast, "sam"), "checkins", cast.maya) == sees


def test_a_conflict_a_restricted_record_and_an_ended_emergency_are_closed_again(cast):
    consent.note_conflict(cast.maya, cast.priya, tie=Conflict.Tie.FAMILY, act=cast.act(cast.priya))
    access = consent.open_emergency_access(
        cast.maya, reason=EmergencyAccess.Reason.LIFE, words="Not breathing.", act=cast.act(cast.noor)
    )
    consent.end_emergency_access(access, act=cast.act(cast.noor, cast.now + MINUTE))
    Conflict.objects.all().delete()
    EmergencyAccess.objects.update(ended_at=None)
    assert again(cast, kept=False) == [True, True]
    assert not may(later(cast, "priya"), "demographics", cast.maya)
    assert not may(later(cast, "noor"), "medications", cast.maya)


def test_a_lost_restricted_record_is_closed_to_all_but_the_officer(cast):
    consent.restrict_record(
        cast.maya, reason=RestrictedRecord.Reason.SAFETY, readers=[cast.priya], act=cast.act(cast.elin)
    )
    RestrictedReader.objects.all().delete()
    RestrictedRecord.objects.all().delete()
    assert again(cast, kept=False) == [True]
    for who in ("priya", "sam", "ravi", "theo"):
        assert cast.maya not in people_for(later(cast, who), "demographics")
    assert list(RestrictedReader.objects.values_list("reader", flat=True)) == [cast.elin.pk]


def test_nobody_is_listed_twice_or_left_listed(cast):
    act = cast.act(cast.elin)
    record = consent.restrict_record(
        cast.maya, reason=RestrictedRecord.Reason.SAFETY, readers=[cast.priya], act=act
    )
    consent.unlist_reader(record, cast.priya, act=cast.act(cast.elin, cast.now + MINUTE))
    RestrictedReader.objects.filter(reader=cast.priya).update(until_at=None)
    again(cast, kept=False)
    assert cast.maya not in people_for(later(cast, "priya"), "demographics")


def all_and_ended(cast):
    """One of each, closed and opened again."""
    soon = cast.act(cast.elin, cast.now + MINUTE)
    consent.end_restriction(restriction(cast), act=cast.act(cast.maya, cast.now + MINUTE))
    tie = consent.note_conflict(cast.maya, cast.priya, tie=Conflict.Tie.FAMILY, act=cast.act(cast.priya))
    consent.end_conflict(tie, act=soon)
    reason = RestrictedRecord.Reason.SAFETY
    consent.reopen_record(
        consent.restrict_record(cast.maya, reason=reason, readers=[], act=cast.act(cast.elin)), act=soon
    )


def test_what_was_closed_and_opened_again_before_the_restore_stays_as_it_is(cast):
    all_and_ended(cast)
    assert not any(again(cast))
    assert not any(again(cast, kept=False))


def test_what_was_lost_with_its_ending_ends_as_it_ended(cast):
    all_and_ended(cast)
    for model in (Restriction, Conflict, RestrictedReader, RestrictedRecord):
        model.objects.all().delete()
    assert all(again(cast))
    assert may(later(cast, "sam"), "checkins", cast.maya)
    assert cast.maya in people_for(later(cast, "priya"), "demographics")


def test_what_was_lost_with_an_ending_that_may_not_have_been_stays_closed(cast):
    all_and_ended(cast)
    for model in (Restriction, Conflict, RestrictedReader, RestrictedRecord):
        model.objects.all().delete()
    again(cast, kept=False)
    for who in ("sam", "priya", "theo"):
        assert cast.maya not in people_for(later(cast, who), "checkins")


def test_what_was_closed_anew_after_its_ending_stays_closed(cast):
    all_and_ended(cast)
    after = cast.now + 2 * MINUTE
    asked = consent.ask_restriction(
        "Not him.", act=cast.act(cast.maya, after), against=Against(reader=cast.sam), what=["checkins"]
    )
    consent.agree_restriction(asked, answer="Yes.", act=cast.act(cast.elin, after))
    consent.note_conflict(cast.maya, cast.priya, tie=Conflict.Tie.FAMILY, act=cast.act(cast.priya, after))
    reason = RestrictedRecord.Reason.SAFETY
    consent.restrict_record(cast.maya, reason=reason, readers=[cast.sam], act=cast.act(cast.elin, after))
    assert not any(again(cast))
    assert not may(later(cast, "sam"), "checkins", cast.maya)
    for who in ("priya", "lena", "theo"):
        assert cast.maya not in people_for(later(cast, who), "demographics")
