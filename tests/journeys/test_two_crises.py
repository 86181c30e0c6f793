"""Two stories, minute by minute, and the month after them: a job lost and urges with it; an overdose that naloxone reversed."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from uuid import uuid4

import pytest

from handrail.continuum import clock
from handrail.continuum.responses.models import CoordinatedResponse, Proposal
from handrail.foundation.consent.evaluator import may
from handrail.foundation.consent.models import Disclosure
from handrail.foundation.ledger.delivering import deliver_due
from handrail.foundation.ledger.models import Delivery
from handrail.foundation.scheduling.models import Appointment, Availability
from handrail.pillars.crisis import actions as crisis
from handrail.pillars.crisis import pager
from handrail.pillars.crisis.actions import CheckIn, LookBack, Slot, TransferFacts
from handrail.pillars.crisis.free_slots import free_slots
from handrail.pillars.crisis.models import Alert, CallIn, FollowUp, SetOff, Transfer
from tests.cast import NEW_YORK

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
REACHED, TRIED, UNREACHED = FollowUp.Outcome.REACHED, FollowUp.Outcome.TRIED, FollowUp.Outcome.UNREACHED


@pytest.fixture
def story(cast, settings, tmp_path, monkeypatch):
    """Noor is on call; `at(minute)` says somebody's act then; `turn(minute)` is a turn of the pager and the clock."""
    settings.SMS_FILE = tmp_path / "texts.jsonl"
    crisis.add_shift(
        cast.noor, place=1, from_at=cast.now - DAY, until_at=cast.now + DAY, act=cast.act(cast.ravi)
    )
    for who, weekday in (("sam", 4), ("priya", 4)):
        Availability.objects.create(
            worker=cast.people[who],
            weekday=weekday,
            from_time=time(9),
            until_time=time(17),
            from_on=cast.today - DAY,
        )

    def turn(minute: float) -> int:
        monkeypatch.setattr(pager, "database_clock", lambda: cast.now + minute * MINUTE)
        steps = pager.page_due().steps
        deliver_due(cast.now + minute * MINUTE)
        assert not Delivery.objects.owed().exists()
        return steps

    cast.turn = turn
    cast.at = lambda who, minute: cast.act(cast.people[who], cast.now + minute * MINUTE)
    return cast


def open_ones(kind=None):
    found = FollowUp.objects.filter(done_at=None).order_by("due_at")
    return list(found.filter(kind=kind) if kind else found)


def roles_asked(playbook):
    return sorted(Proposal.objects.filter(response__playbook=playbook).values_list("role", flat=True))


def test_a_job_is_lost_and_urges_come(story):
    cast, at = story, story.at
    alert = crisis.ask_for_help(
        cast.maya, key=uuid4(), words="They let me go. I am outside the bar.", act=at("maya", 0)
    )
    assert cast.turn(0) == 1
    crisis.acknowledge(alert, act=at("noor", 2))
    for minute, question, value in (
        (3, "safe_place", "yes"),
        (3, "taken", "no"),
        (4, "thoughts", "no"),
        (4, "means", "no"),
        (5, "company", "no"),
    ):
        crisis.answer(alert, check="safety", given={question: value}, act=at("noor", minute))
    crisis.tell_around(
        alert, told={"set_off": SetOff.JOB, "place": "Outside the bar on Mill Street"}, act=at("noor", 6)
    )
    crisis.set_urgency(alert, tier=3, act=at("noor", 7))
    cast.turn(8)
    assert CoordinatedResponse.objects.get().playbook == "job_loss"
    assert roles_asked("job_loss") == [
        "case_manager",
        "case_manager",
        "case_manager",
        "client",
        "counselor",
        "crisis_responder",
        "peer_specialist",
    ]

    # 7:45 pm: the next three days, with Noor, who has it and books in their calendars in one go.
    tomorrow = datetime(2026, 11, 20, 9, 0, tzinfo=NEW_YORK)
    soonest = {one.worker: one for one in reversed(free_slots(cast.maya, at("noor", 15)))}
    assert {worker.preferred_name: one.starts_at for worker, one in soonest.items()} == {
        "Sam R.": tomorrow,
        "Priya N.": tomorrow,
    }
    slots = [Slot(cast.sam, tomorrow, "peer"), Slot(cast.priya, tomorrow + 2 * HOUR, "counsel")]
    words = {"tonight": "At Rosa’s. She is home.", "triggers": "Payday friends.", "contacts": "Rosa. Sam."}
    tonight = cast.now + 3 * HOUR
    crisis.make_coping_plan(
        alert, words, slots=slots, check_ins=[CheckIn(cast.sam, tonight)], act=at("noor", 20)
    )
    assert Appointment.objects.filter(person=cast.maya).count() == 2
    crisis.close(
        alert, outcome=Alert.Outcome.SETTLED, words="Rosa picked her up.", owner=cast.sam,
        follow_up_at=cast.now + 25 * HOUR, act=at("noor", 30),
    )  # fmt: skip

    # Sam forgets the check-in of tonight: within the hour it is the supervisor's.
    clock.tick(tonight + HOUR)
    assert open_ones("check_in")[0].owner == cast.ravi
    crisis.finish_follow_up(
        open_ones("check_in")[0], outcome=REACHED, act=cast.act(cast.ravi, tonight + HOUR + MINUTE)
    )
    crisis.finish_follow_up(
        open_ones("next_day")[0], outcome=REACHED, act=cast.act(cast.sam, cast.now + 25 * HOUR)
    )
    _the_month_after(cast)


def _the_month_after(cast):
    """Seven contacts in thirty days. One is tried three times and ends in words; one is missed and goes on."""
    crisis.look_back(
        open_ones("debrief")[0], LookBack(helped="Rosa came."), act=cast.act(cast.priya, cast.now + 3 * DAY)
    )
    month = open_ones()
    assert [one.kind for one in month] == ["text", "call", "booster", "call", "text", "booster", "call"]
    assert month[-1].due_at - cast.now <= 30 * DAY
    first = month[0]
    for _try in (1, 2):
        act = cast.act(cast.sam, first.due_at)
        crisis.finish_follow_up(first, outcome=TRIED, again_at=act.at + 4 * HOUR, act=act)
        first = open_ones("text")[0]
    crisis.finish_follow_up(
        first,
        outcome=UNREACHED,
        words="Her phone is off; Rosa says she is well.",
        act=cast.act(cast.sam, first.due_at),
    )
    missed = open_ones()[0]
    clock.tick(missed.due_at + 24 * HOUR)
    assert FollowUp.objects.get(pk=missed.pk).outcome == "missed"
    while rest := open_ones():
        crisis.finish_follow_up(rest[0], outcome=REACHED, act=cast.act(rest[0].owner, rest[0].due_at))
    assert FollowUp.objects.filter(kind__in=FollowUp.MONTH, outcome="reached").count() == 6
    theo = cast.act(cast.theo)
    assert not Alert.objects.visible_to(theo).exists()
    assert not may(theo, "safety_plan", cast.maya)


def test_naloxone_reversed_an_overdose(story):
    cast, at = story, story.at
    alert = crisis.ask_for_help(
        cast.maya, key=uuid4(), words="She woke up. We used the spray.", act=at("maya", 0)
    )
    cast.turn(0)
    crisis.acknowledge(alert, act=at("noor", 1))
    crisis.answer(alert, check="overdose", given={"awake": "yes", "naloxone": "yes"}, act=at("noor", 2))
    assert crisis.set_urgency(alert, tier=1, act=at("noor", 2)).least == 1
    cast.turn(3)
    assert roles_asked("overdose_bridge") == [
        "case_manager",
        "client",
        "counselor",
        "counselor",
        "crisis_responder",
        "peer_specialist",
    ]
    assert {p.due_at - p.response.opened_at for p in Proposal.objects.filter(role="peer_specialist")} == {DAY}
    crisis.call_in(alert, kind=CallIn.Kind.BESIDE, act=at("noor", 4))
    assert cast.turn(4) == 1
    crisis.come(alert, act=at("ravi", 5))

    # 7:36 pm: 911. The crew is told who she is; what is missing of the four facts is owed at once.
    facts = TransferFacts(
        personnel="Medic Oak", affiliation="County ambulance", told_at=cast.now + 6 * MINUTE
    )
    taken = crisis.note_transfer(
        alert, basis=Transfer.Basis.EMERGENCY, place="General, by ambulance", told=["demographics"],
        said="Her name and what she took.", facts=facts, act=at("noor", 6),
    )  # fmt: skip
    assert taken.lacks == ["nature"]
    assert Disclosure.objects.get().person == cast.maya
    clock.tick(cast.now + 21 * MINUTE)
    assert open_ones("facts")[0].owner == cast.ravi
    crisis.write_transfer_facts(taken, TransferFacts(nature="Opioid overdose, reversed"), act=at("ravi", 22))
    assert not open_ones("facts")
    crisis.confirm_arrival(taken, expected_at=cast.now + 6 * HOUR, act=at("noor", 40))
    crisis.close(
        alert,
        outcome=Alert.Outcome.EMERGENCY_CARE,
        words="",
        owner=cast.priya,
        follow_up_at=cast.now + 26 * HOUR,
        act=at("noor", 45),
    )

    # Nobody asks whether she is out: the supervisor does. Once she is back, three things are owned for a day.
    clock.tick(cast.now + 7 * HOUR)
    assert open_ones("discharge")[0].owner == cast.ravi
    back = cast.now + 9 * HOUR
    crisis.note_return(taken, act=cast.act(cast.priya, back))
    owned = [one for one in open_ones() if one.kind in {"contact", "plan", "meetings"}]
    assert {(one.owner, one.due_at) for one in owned} == {(cast.priya, back + DAY)}
    assert len(owned) == 3
    for one in owned:
        outcome = REACHED if one.kind == "contact" else FollowUp.Outcome.DONE
        crisis.finish_follow_up(one, outcome=outcome, act=cast.act(cast.priya, back + HOUR))
    assert len(open_ones("next_day")) == 1
    assert len([one for one in open_ones() if one.kind in FollowUp.MONTH]) == 7
