"""A state machine over emergencies, restrictions, conflicts, lists and roles, by the actions alone.

The model beside it is written on paper: sets and times, no queries. Whatever the path, nothing is shown that the
model says is closed, and nothing is kept that it says is open.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck
from hypothesis import settings as Settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from handrail.foundation.consent import actions as consent
from handrail.foundation.consent.actions.restrictions import Against
from handrail.foundation.consent.at_once import Question, decide_each
from handrail.foundation.consent.evaluator import Refused, may, people_for
from handrail.foundation.consent.models import (
    Conflict,
    EmergencyAccess,
    RestrictedReader,
    RestrictedRecord,
    Restriction,
)
from handrail.foundation.teams.models import Membership
from tests.cast import NEW_YORK, build_cast

#: What each cell says, read off the matrix by hand: opened by care or program, and opened in an emergency.
OPEN = {"priya": {"medications", "checkins", "safety_plan"}, "ravi": {"medications", "checkins", "safety_plan"},
        "noor": set(), "theo": set()}  # fmt: skip
GLASS = {"priya": {"medications", "safety_plan"}, "theo": {"medications", "safety_plan"},
         "ravi": {"medications", "safety_plan"}, "noor": {"medications", "safety_plan", "checkins"}}  # fmt: skip
ROLES = {"priya": "counselor", "theo": "counselor", "ravi": "supervisor", "noor": "crisis_responder"}
RESOURCES = ("medications", "checkins", "safety_plan", "sud_counseling_notes", "audit")
FOUR_HOURS = timedelta(hours=4)
readers, parts = st.sampled_from(sorted(ROLES)), st.sampled_from(RESOURCES[:3])


@dataclass
class Model:
    """What is true, as somebody would write it on paper."""

    working: set[str] = field(default_factory=lambda: set(ROLES))
    opened: dict[str, datetime] = field(default_factory=dict)
    kept: dict[int, tuple[str, str | None]] = field(default_factory=dict)
    close: set[str] = field(default_factory=set)
    listed: set[str] | None = None

    def kept_from(self, reader: str, part: str | None) -> bool:
        whom = {reader, ROLES[reader] if reader in self.working else ""}
        return any(who in whom and what in {None, part} for who, what in self.kept.values())

    def closed(self, reader: str, part: str | None) -> bool:
        off_list = self.listed is not None and reader not in self.listed
        return reader in self.close or off_list or self.kept_from(reader, part)

    def shows(self, reader: str, part: str, now: datetime) -> bool:
        if reader not in self.working or self.closed(reader, part):
            return False
        broken = reader in self.opened and now < self.opened[reader] + FOUR_HOURS
        return part in OPEN[reader] or (broken and part in GLASS[reader])


class Paths(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.cast = build_cast(datetime(2026, 11, 19, 9, 0, tzinfo=NEW_YORK))
        self.now, self.model, self.turn = self.cast.now, Model(), 0

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    def act(self, who: str):
        self.now += timedelta(minutes=1)
        return self.cast.act(self.cast.people[who], self.now)

    @initialize(who=st.sets(readers))
    def some_begin_in_an_emergency(self, who):
        for one in sorted(who):
            self.opens_in_an_emergency(one)

    @rule(minutes=st.sampled_from([5, 119, 240]))
    def time_passes(self, minutes):
        self.now += timedelta(minutes=minutes)

    @rule(who=readers)
    def opens_in_an_emergency(self, who):
        allowed = who in self.model.working and not self.model.closed(who, "demographics")
        act = self.act(who)
        lasts = who in self.model.opened and self.now < self.model.opened[who] + FOUR_HOURS
        if not allowed:
            with pytest.raises(Refused), transaction.atomic():
                self._open(act)
            return
        self._open(act)
        if not lasts:
            self.model.opened[who] = self.now

    def _open(self, act):
        reason = EmergencyAccess.Reason.LIFE
        consent.open_emergency_access(self.cast.maya, reason=reason, words="Not breathing.", act=act)

    @rule(who=readers)
    def ends_it_now(self, who):
        act = self.act(who)
        for access in EmergencyAccess.objects.at(act.at).filter(reader=act.actor):
            consent.end_emergency_access(access, act=act)
        self.model.opened.pop(who, None)

    @rule(who=readers, part=st.one_of(st.none(), parts), by_role=st.booleans())
    def maya_restricts(self, who, part, by_role):
        against = Against(role=ROLES[who]) if by_role else Against(reader=self.cast.people[who])
        asked = consent.ask_restriction(
            "Please.", act=self.act("maya"), against=against, what=[part] if part else []
        )
        consent.agree_restriction(asked, answer="Yes.", act=self.act("elin"))
        self.model.kept[asked.pk] = (ROLES[who] if by_role else who, part)

    @precondition(lambda self: self.model.kept)
    @rule(data=st.data())
    def maya_ends_one(self, data):
        key = data.draw(st.sampled_from(sorted(self.model.kept)))
        consent.end_restriction(Restriction.objects.get(pk=key), act=self.act("maya"))
        del self.model.kept[key]

    @rule(who=readers)
    def elin_notes_a_conflict(self, who):
        reader = self.cast.people[who]
        consent.note_conflict(self.cast.maya, reader, tie=Conflict.Tie.FAMILY, act=self.act("elin"))
        self.model.close.add(who)

    @rule(who=readers)
    def elin_ends_a_conflict(self, who):
        act = self.act("elin")
        for conflict in Conflict.objects.at(act.at).filter(reader=self.cast.people[who]):
            consent.end_conflict(conflict, act=act)
        self.model.close.discard(who)

    @rule(who=readers)
    def elin_lists(self, who):
        reader, reason = self.cast.people[who], RestrictedRecord.Reason.SAFETY
        consent.restrict_record(self.cast.maya, reason=reason, readers=[reader], act=self.act("elin"))
        self.model.listed = (self.model.listed or set()) | {who}

    @precondition(lambda self: self.model.listed)
    @rule(data=st.data())
    def elin_unlists(self, data):
        who = data.draw(st.sampled_from(sorted(self.model.listed or ())))
        record = RestrictedRecord.objects.get(until_at=None)
        consent.unlist_reader(record, self.cast.people[who], act=self.act("elin"))
        assert self.model.listed is not None
        self.model.listed.discard(who)

    @precondition(lambda self: self.model.listed is not None)
    @rule()
    def elin_reopens(self):
        consent.reopen_record(RestrictedRecord.objects.get(until_at=None), act=self.act("elin"))
        self.model.listed = None

    @rule(who=readers)
    def a_role_ends(self, who):
        Membership.objects.filter(person=self.cast.people[who]).update(until_on=self.cast.today)
        self.model.working.discard(who)

    @invariant()
    def nothing_is_shown_that_is_closed_and_nothing_kept_that_is_open(self):
        """After each step all parts at once; by itself the part whose turn it is, so that a path asks each of them twice."""
        self.turn += 1
        for nth, who in enumerate(ROLES):
            act = self.cast.act(self.cast.people[who], self.now + timedelta(seconds=1))
            at_once = decide_each(self.cast.maya, [Question(act, part) for part in RESOURCES])
            shown = {part: self.model.shows(who, part, act.at) for part in RESOURCES}
            assert dict(zip(RESOURCES, (one.allowed for one in at_once), strict=True)) == shown, who
            part = RESOURCES[(self.turn + nth) % len(RESOURCES)]
            assert may(act, part, self.cast.maya) == shown[part], (who, part)
            assert (self.cast.maya in people_for(act, part)) == shown[part], (who, part)

    @invariant()
    def the_list_always_has_somebody_who_answers_for_it(self):
        if self.model.listed is not None:
            assert RestrictedReader.objects.at(self.now).filter(reader=self.cast.elin).exists()


@pytest.fixture(autouse=True)
def apart(tmp_path, settings):
    settings.PROMISES = tmp_path / "promises"


@pytest.mark.slow
def test_no_path_opens_what_is_closed(db):
    run_state_machine_as_test(
        Paths,
        settings=Settings(
            max_examples=25, stateful_step_count=12, deadline=None, suppress_health_check=[HealthCheck.too_slow]
        ),
    )  # fmt: skip
