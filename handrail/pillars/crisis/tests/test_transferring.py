"""Maya is taken to the emergency room: what was said stands at once, somebody asks after her, and her way back is owned."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from handrail.foundation.consent.evaluator import Refused
from handrail.foundation.consent.models import Disclosure
from handrail.pillars.crisis import actions as crisis
from handrail.pillars.crisis.actions import TransferFacts
from handrail.pillars.crisis.models import Alert, FollowUp, Transfer

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
EMERGENCY, AGREED = Transfer.Basis.EMERGENCY, Transfer.Basis.AGREED


@pytest.fixture
def held(desk, alert):
    crisis.acknowledge(alert, act=desk.act(desk.noor))
    return alert


def due(alert):
    return {
        one.kind: (one.owner, one.due_at)
        for one in alert.follow_ups.select_related("owner").filter(done_at=None)
    }


def take(desk, alert, basis=EMERGENCY, **more):
    return crisis.note_transfer(
        alert, basis=basis, place="General, by ambulance", act=desk.act(desk.noor), **more
    )


def test_a_missing_fact_is_owed_in_a_quarter_hour_and_then_the_supervisors_at_once(desk, held):
    made = take(
        desk, held, told=["demographics", "sud_counseling_notes"], said="Her name, and what she took."
    )
    assert made.lacks == ["personnel", "affiliation", "nature", "told_at"]
    disclosed = Disclosure.objects.get()
    # Noor cannot hand over notes that they may not see.
    assert (disclosed.ground, disclosed.how, disclosed.resources) == ("emergency", "spoken", ["demographics"])
    assert due(held)["facts"] == (desk.noor, desk.now + 15 * MINUTE)
    assert crisis.hand_on_missed_follow_ups(desk.now + 14 * MINUTE) == 0
    assert crisis.hand_on_missed_follow_ups(desk.now + 15 * MINUTE) == 1
    assert due(held)["facts"][0] == desk.ravi
    some = TransferFacts(personnel="Dr. Oak", affiliation="General", told_at=desk.now)
    crisis.write_transfer_facts(made, some, act=desk.act(desk.noor, desk.now + 16 * MINUTE))
    assert "facts" in due(held)
    rest = TransferFacts(personnel="Somebody else", nature="Overdose")
    crisis.write_transfer_facts(made, rest, act=desk.act(desk.ravi, desk.now + 17 * MINUTE))
    made.refresh_from_db()
    assert (made.personnel, made.nature, made.lacks) == ("Dr. Oak", "Overdose", [])
    assert "facts" not in due(held)


@pytest.mark.parametrize("basis", [b for b in Transfer.Basis if b != EMERGENCY])
def test_no_other_ground_owes_facts_or_writes_a_disclosure(desk, held, basis):
    take(desk, held, basis, told=["demographics"])
    assert not Disclosure.objects.exists()
    assert set(due(held)) == {"arrival"}


def test_somebody_asks_whether_she_arrived_then_whether_she_is_out_and_then_three_things_are_owned(
    desk, held
):
    made = take(desk, held, AGREED)
    assert due(held) == {"arrival": (desk.noor, desk.now + HOUR)}
    crisis.close(held, outcome=Alert.Outcome.EMERGENCY_CARE, words="", owner=desk.sam, follow_up_at=desk.now + 20 * HOUR, act=desk.act(desk.noor))  # fmt: skip
    crisis.hand_on_missed_follow_ups(desk.now + 75 * MINUTE)
    assert due(held)["arrival"] == (desk.ravi, desk.now + 105 * MINUTE)
    crisis.confirm_arrival(
        made, expected_at=desk.now + 30 * HOUR, act=desk.act(desk.ravi, desk.now + 80 * MINUTE)
    )
    assert due(held)["discharge"] == (desk.ravi, desk.now + 30 * HOUR)
    back = desk.now + 31 * HOUR
    crisis.note_return(made, act=desk.act(desk.priya, back))
    assert {
        kind: row
        for kind, row in due(held).items()
        if kind in {"contact", "plan", "meetings", "arrival", "discharge"}
    } == dict.fromkeys(("contact", "plan", "meetings"), (desk.priya, back + 24 * HOUR))
    with pytest.raises(ValueError, match="here already"):
        crisis.note_return(made, act=desk.act(desk.priya, back))


def test_what_cannot_be_is_refused_and_changes_nothing(desk, held):
    with pytest.raises(ValueError, match="Say where"):
        crisis.note_transfer(held, basis=AGREED, place=" ", act=desk.act(desk.noor))
    with pytest.raises(ValueError, match="before now"):
        take(desk, held, facts=TransferFacts(told_at=desk.now + HOUR))
    with pytest.raises(crisis.NotYours):
        crisis.note_transfer(held, basis=AGREED, place="General", act=desk.act(desk.idris))
    made = take(desk, held, AGREED)
    with pytest.raises(ValueError, match="in emergency care already"):
        take(desk, held, AGREED)
    with pytest.raises(ValueError, match="a time ahead"):
        crisis.confirm_arrival(made, expected_at=desk.now, act=desk.act(desk.noor))
    for attempt in (crisis.confirm_arrival, crisis.note_return):
        with pytest.raises(Refused):
            attempt(made, act=desk.act(desk.theo))
    assert due(held) == {"arrival": (desk.noor, desk.now + HOUR)}
    assert FollowUp.objects.count() == 1


def test_somebody_without_a_name_is_taken_to_care_and_nothing_of_a_record_is_disclosed(desk):
    nobody = crisis.ask_for_help(None, key=uuid4(), act=desk.act(desk.noor))
    crisis.acknowledge(nobody, act=desk.act(desk.noor))
    made = take(desk, nobody, told=["demographics"])
    assert (made.disclosure, len(made.lacks)) == (None, 4)
