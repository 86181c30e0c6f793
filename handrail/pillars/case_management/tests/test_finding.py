"""Nobody reaches Maya, and Lena looks for her: whatever happens in whichever order, somebody tries next until it ends."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as Settings
from hypothesis import strategies as st

from handrail.clinical.triage.next_attempt import is_within
from handrail.foundation.consent.evaluator import Refused
from handrail.foundation.ledger.models import Entry
from handrail.foundation.people.models import ContactPoint
from handrail.foundation.teams.queries import local
from handrail.pillars.case_management import actions as cases
from handrail.pillars.case_management import finding
from handrail.pillars.case_management.models import Attempt, IllegalMove, Lead, Search
from tests.cast import NEW_YORK, build_cast

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
Status, Way, Outcome = Search.Status, Attempt.Way, Attempt.Outcome
REFUSALS = (Refused, IllegalMove, ValueError)
SAFE, UNKNOWN = ContactPoint.Safety.SAFE, ContactPoint.Safety.UNKNOWN


def try_to_reach(cast, who="lena", way=Way.CALL, outcome=Outcome.NO_ANSWER, lead=None, at=None, key=None):
    made = cases.Made(way, outcome, lead, "Rang twice.")
    return cases.log_attempt(cast.maya, made, key=key or uuid4(), act=cast.act(cast.people[who], at))


def look(cast, who="lena", at=None, owner=None):
    act = cast.act(cast.people[who], at)
    return cases.look_for(
        cast.maya, reason=Search.Reason.NO_CONTACT, owner=owner or cast.people[who], act=act
    )


def house(cast, at=None):
    return cast.act(None, at)


class Story:
    """Maya, those who may look for her, and time."""

    def __init__(self, cast):
        self.cast, self.now, self.last = cast, cast.now, None

    def do(self, move, who):
        cast, now = self.cast, self.now
        act, open_one = cast.act(cast.people[who], now), Search.objects.open().first()
        moves = {
            "look": lambda: look(cast, who, now), "miss": lambda: self._tried(who, Outcome.NO_ANSWER),
            "reach": lambda: self._tried(who, Outcome.REACHED), "take_back": lambda: cases.withdraw_attempt(self.last, act=act),
            "plan": lambda: cases.plan_next(open_one, at=now + DAY, way=Way.CALL, owner=act.actor, act=act),
            "moved": lambda: cases.end_search(open_one, status=Status.MOVED, words="", act=act),
            "peace": lambda: cases.end_search(open_one, status=Status.IN_PEACE, words="", act=act),
            "calls": lambda: cases.hear_from(cast.maya, act=house(cast, now)),
            "see": lambda: cases.see_search(Search.objects.newest(cast.maya), act=act),
        }  # fmt: skip
        needs = {"plan": open_one, "moved": open_one, "peace": open_one, "take_back": self.last, "see": Search.objects.first()}  # fmt: skip
        if move in needs and needs[move] is None:
            return False
        try:
            with transaction.atomic():
                moves[move]()
                return True
        except REFUSALS:
            return False

    def _tried(self, who, outcome):
        self.last = try_to_reach(self.cast, who, outcome=outcome, at=self.now)


MOVES = ["look", "miss", "reach", "take_back", "plan", "moved", "peace", "calls", "see"]
told = st.lists(
    st.tuples(st.sampled_from(MOVES), st.sampled_from(["lena", "lena", "sam", "ravi", "theo", "maya"]), st.sampled_from([1, 5, 20, 60])),
    min_size=4, max_size=14,
)  # fmt: skip


@pytest.mark.django_db
@Settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=told)
def test_until_it_ends_somebody_tries_next_and_within_her_rules(steps):
    with transaction.atomic():
        story = Story(build_cast(datetime(2026, 11, 19, 9, 30, tzinfo=NEW_YORK)))
        ContactPoint.objects.filter(person=story.cast.maya).update(earliest="10:00", latest="12:00")
        for move, who, hours in steps:
            story.now += hours * HOUR
            before = {one.pk: Status(one.status) for one in Search.objects.all()}
            done = story.do(move, who)
            assert not (done and who in {"theo", "maya"} and move != "calls"), "neither looks for her here"
            _is_sound(story, before)
        transaction.set_rollback(True)


def _is_sound(story, before):
    maya = story.cast.maya
    known = finding.windows(finding.points_of(maya), finding.leads_of(maya))
    for one in Search.objects.all():
        assert one.owner_id
        assert one.is_open == (one.next_at is not None) == (one.ended_at is None)
        was = before.get(one.pk, Status.OPEN)
        assert one.status == was or Status(one.status) in Search.MOVES[was]
        if one.is_open and one.next_way:
            assert is_within(local(maya, one.next_at), known, one.next_way), "never outside her rules"
    assert Search.objects.open().count() <= 1
    assert not Search.objects.visible_to(story.cast.act(story.cast.theo, story.now))


def test_when_she_calls_nobody_looks_for_her_any_more_and_lena_is_told(cast):
    search = look(cast)
    first = try_to_reach(cast, at=cast.now + HOUR)
    assert (first.search, Search.objects.get().next_why) == (search, "other_time")
    cases.hear_from(cast.maya, act=house(cast, cast.now + 2 * HOUR))
    search.refresh_from_db()
    assert (search.status, search.ended_by, bool(search.attention_at)) == (Status.CALLED, None, True)
    assert cases.hear_from(cast.maya, act=house(cast)) is None, "once is enough"
    cases.see_search(search, act=cast.act(cast.lena))
    again = look(cast, at=cast.now + 9 * DAY)
    assert again.pk != search.pk, "and who is lost again is looked for again"
    cases.end_search(again, status=Status.MOVED, words="To her aunt.", act=cast.act(cast.lena))
    cases.hear_from(cast.maya, act=house(cast, cast.now + 30 * DAY))
    again.refresh_from_db()
    assert again.status == Status.MOVED and again.heard_at and again.attention_at
    facts = " ".join(
        str(one.facts) for one in Entry.objects.filter(kind__startswith="case_management.search")
    )
    assert "aunt" not in facts


def test_tapped_twice_it_is_one_try_and_a_slip_is_taken_back(cast):
    search, key = look(cast), uuid4()
    slip = try_to_reach(cast, outcome=Outcome.REACHED, key=key)
    assert try_to_reach(cast, outcome=Outcome.REACHED, key=key) == slip
    with pytest.raises(ValueError, match="did not arrive whole"):
        try_to_reach(cast, who="ravi", key=key)
    assert Search.objects.get().status == Status.FOUND
    with pytest.raises(Refused):
        cases.withdraw_attempt(slip, act=cast.act(cast.ravi))
    cases.withdraw_attempt(slip, act=cast.act(cast.lena))
    search.refresh_from_db()
    assert search.is_open and search.next_at and not Attempt.objects.standing().exists()
    old = try_to_reach(cast)
    with pytest.raises(ValueError, match="more than a day ago"):
        cases.withdraw_attempt(old, act=cast.act(cast.lena, cast.now + 2 * DAY))


def test_nothing_is_left_and_nobody_is_asked_where_she_did_not_say_so(cast):
    lena, no = cast.act(cast.lena), pytest.raises(cases.NotAllowedThere)
    aunt = cases.note_lead(cast.maya, cases.Known(Lead.Kind.PERSON, "Her aunt", "+15550140", may_say=Lead.MaySay.US), act=lena)  # fmt: skip
    assert aunt.may_say == Lead.MaySay.NOTHING, "not agreed: nothing about us"
    with no:
        try_to_reach(cast, outcome=Outcome.LEFT_MESSAGE)
    with no:
        try_to_reach(cast, way=Way.VISIT, outcome=Outcome.LEFT_MESSAGE)
    with no:
        try_to_reach(cast, way=Way.THROUGH, lead=aunt)
    with pytest.raises(ValueError, match="does not fit"):
        try_to_reach(cast, way=Way.LETTER, outcome=Outcome.SEEN)
    cases.end_lead(aunt, act=cast.act(cast.maya))
    mine = cases.Known(
        Lead.Kind.PERSON, "My aunt", "+15550140", SAFE, Lead.MaySay.US, "Say you are from Riverbend."
    )
    aunt = cases.note_lead(cast.maya, mine, act=cast.act(cast.maya))
    assert cases.note_lead(cast.maya, mine, act=cast.act(cast.maya)) == aunt
    assert try_to_reach(cast, way=Way.THROUGH, outcome=Outcome.LEFT_MESSAGE, lead=aunt).lead == aunt
    assert not Lead.objects.visible_to(cast.act(cast.theo)) and not Attempt.objects.visible_to(
        cast.act(cast.theo)
    )
    with pytest.raises(Refused):
        cases.note_lead(cast.maya, mine, act=cast.act(cast.theo))


def test_a_time_chosen_by_hand_is_ahead_and_within_her_rules(cast):
    search, lena = look(cast), cast.act(cast.lena)
    ContactPoint.objects.filter(person=cast.maya).update(earliest="10:00", latest="12:00")
    noon = cast.now.replace(hour=11, minute=0) + DAY
    with pytest.raises(cases.NotAllowedThere):
        cases.plan_next(search, at=noon + 3 * HOUR, way=Way.CALL, owner=cast.lena, act=lena)
    with pytest.raises(ValueError, match="time ahead"):
        cases.plan_next(search, at=cast.now - HOUR, way=Way.CALL, owner=cast.lena, act=lena)
    with pytest.raises(Refused):
        cases.plan_next(search, at=noon, way=Way.CALL, owner=cast.theo, act=lena)
    planned = cases.plan_next(search, at=noon, way=Way.CALL, owner=cast.sam, act=lena)
    assert (planned.next_at, planned.owner, planned.next_why) == (noon, cast.sam, "chosen")
