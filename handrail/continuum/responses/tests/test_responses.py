"""A proposal is accepted, changed or declined by whoever is asked; what nobody answers moves on and is never lost."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from handrail.clinical.playbooks.playbook import Proposal as Proposed
from handrail.continuum.responses import actions as responses
from handrail.continuum.responses import moving_on
from handrail.continuum.responses.models import AlreadyAnswered, Ask, Proposal
from handrail.continuum.responses.moving_on import (
    ask_those_nobody_was_asked,
    hand_on_undone,
    move_on_unanswered,
)
from handrail.continuum.responses.policy import may_answer
from handrail.continuum.watch.finding import Found, keep
from handrail.continuum.watch.models import Finding
from handrail.foundation.consent import actions as consent
from handrail.foundation.consent.evaluator import Refused
from handrail.foundation.consent.models import Conflict
from handrail.foundation.ledger.delivering import deliver_due
from handrail.foundation.ledger.models import Entry
from handrail.foundation.messaging import actions as messaging
from handrail.foundation.messaging.models import Away
from handrail.foundation.plans import actions as plans
from handrail.foundation.plans.models import Step
from handrail.foundation.teams import actions as teams
from handrail.foundation.teams.models import CareRelationship, Membership
from tests.cast import build_cast

HOUR = timedelta(hours=1)


def proposed(cast, role, hours=4):
    return Proposed(
        role=role, title=f"For the {role}", why="Stronger urges than usual since Tuesday", step_id=role,
        due_at=cast.now + 2 * hours * HOUR, answer_by=cast.now + hours * HOUR, evidence="design",
    )  # fmt: skip


def open_response(cast, *roles, person=None):
    found = Found(cast.today, "alert", "early_warning", "Stronger urges than usual", "Since Tuesday …")
    finding = keep(person or cast.maya, found, act=cast.act(None))
    responses.propose(
        finding, playbook="craving_spike", proposals=[proposed(cast, r) for r in roles], act=cast.act(None)
    )
    return [Proposal.objects.get(role=role) for role in roles]


@pytest.fixture
def one(cast):
    return open_response(cast, "counselor")[0]


def asked(proposal):
    return Ask.objects.open().get(proposal=proposal).asked


def test_each_role_is_asked_once(cast):
    counselor, peer, case, client = open_response(
        cast, "counselor", "peer_specialist", "case_manager", "client"
    )
    assert [asked(p) for p in (counselor, peer, case, client)] == [cast.priya, cast.sam, cast.lena, cast.maya]
    responses.propose(Finding.objects.get(), playbook="craving_spike", proposals=[], act=cast.act(None))
    assert Proposal.objects.count() == 4


def test_a_second_signal_asks_only_for_what_is_not_in_hand(cast):
    counselor, peer, case, client = open_response(
        cast, "counselor", "peer_specialist", "case_manager", "client"
    )
    responses.accept(counselor, act=cast.act(cast.priya))
    responses.decline(peer, words="Spoke this morning", act=cast.act(cast.sam))
    again = [proposed(cast, one.role) for one in (counselor, peer, case, client)]

    def signal(level):
        found = Found(cast.today, level, "early_warning", "Stronger urges than usual", "Since Tuesday …")
        finding = keep(cast.maya, found, act=cast.act(None))
        return responses.propose(finding, playbook="craving_spike", proposals=again, act=cast.act(None))

    second = signal("strong")
    assert [(one.role, asked(one)) for one in second.proposals.all()] == [("peer_specialist", cast.sam)]
    responses.decline(second.proposals.get(), words="Again: spoke this morning", act=cast.act(cast.sam))
    assert not Proposal.objects.filter(role="supervisor").exists()  # Priya has hers in hand
    assert signal("third").proposals.get().role == "peer_specialist"
    assert signal("fifth").pk in {one.response_id for one in Proposal.objects.all()}
    assert Proposal.objects.count() == 6
    Proposal.objects.update(due_at=cast.now)
    assert signal("fourth").proposals.count() == 4


def test_priya_accepts_in_one_tap_and_it_stands_in_the_plan(cast, one):
    accepted = responses.accept(one, act=cast.act(cast.priya))
    step = Step.objects.get()
    assert (step.responsible, step.origin, step.title) == (cast.priya, "proposal", one.title)
    assert (accepted.status, accepted.step, accepted.answered_by) == ("accepted", step, cast.priya)
    assert not Ask.objects.open().exists()


def test_priya_changes_the_words_and_the_day(cast, one):
    responses.change(
        one, title="Call on Saturday", due_on=cast.today + timedelta(days=2), act=cast.act(cast.priya)
    )
    step = Step.objects.get()
    assert (step.title, step.due_on) == ("Call on Saturday", cast.today + timedelta(days=2))


def test_declining_needs_a_word_on_why(cast, one):
    with pytest.raises(responses.ReasonMissing):
        responses.decline(one, words="  ", act=cast.act(cast.priya))
    assert Proposal.objects.get().status == "waiting"


def test_when_everybody_declines_the_supervisor_decides(cast):
    counselor, peer = open_response(cast, "counselor", "peer_specialist")
    responses.decline(counselor, words="Spoke this morning", act=cast.act(cast.priya))
    assert Proposal.objects.count() == 2
    responses.decline(peer, words="Away today", act=cast.act(cast.sam))
    following = Proposal.objects.get(follows=peer)
    assert asked(following) == cast.ravi


def test_nobody_answers_twice(cast, one):
    responses.accept(one, act=cast.act(cast.priya))
    with pytest.raises(AlreadyAnswered, match="Priya"):
        responses.decline(one, words="no", act=cast.act(cast.priya))
    assert Step.objects.count() == 1


@pytest.mark.parametrize("who", ["theo", "sam", "ravi", "maya", "omar"])
def test_only_whoever_is_asked_answers(cast, one, who):
    for answer in (
        lambda: responses.accept(one, act=cast.act(cast.people[who])),
        lambda: responses.decline(one, words="no", act=cast.act(cast.people[who])),
        lambda: responses.change(one, title="x", due_on=cast.today, act=cast.act(cast.people[who])),
    ):
        with pytest.raises(Refused):
            answer()
    assert not Proposal.objects.visible_to(cast.act(cast.theo)).exists()


def test_what_nobody_answers_goes_to_the_next_and_at_last_to_the_supervisor_again(cast, one):
    seen, moment = [asked(one)], cast.now
    for _ in range(6):
        moment += 4 * HOUR
        assert move_on_unanswered(moment) == 1
        seen.append(asked(one))
    assert seen == [cast.priya, cast.sam, cast.lena, cast.ada, cast.ravi, cast.ravi, cast.ravi]
    assert Entry.objects.filter(kind="responses.proposal.moved_on", person=cast.maya).count() == 6


def test_an_ask_in_its_time_stays(cast, one):
    assert move_on_unanswered(cast.now + 3.9 * HOUR) == 0
    assert asked(one) == cast.priya


def test_the_supervisor_can_take_it_up(cast, one):
    for hours in (4, 8, 12, 16):
        move_on_unanswered(cast.now + hours * HOUR)
    responses.accept(one, act=cast.act(cast.ravi, cast.now + 17 * HOUR))
    assert Step.objects.get().responsible == cast.ravi


def test_whoever_was_asked_first_may_still_answer_late(cast, one):
    move_on_unanswered(cast.now + 5 * HOUR)
    assert responses.accept(one, act=cast.act(cast.priya, cast.now + 6 * HOUR)).answered_by == cast.priya


def test_a_promise_not_done_goes_to_the_supervisor_once(cast, one):
    responses.accept(one, act=cast.act(cast.priya))
    late = one.due_at + 4.1 * HOUR
    assert hand_on_undone(one.due_at + 3.9 * HOUR) == 0
    assert hand_on_undone(late) == 1
    assert hand_on_undone(late) == 0
    assert asked(Proposal.objects.get(follows=one)) == cast.ravi


def test_a_promise_kept_goes_nowhere(cast, one):
    accepted = responses.accept(one, act=cast.act(cast.priya))
    plans.complete(accepted.step, act=cast.act(cast.priya))
    assert hand_on_undone(one.due_at + 9 * HOUR) == 0


def test_a_proposal_waits_for_a_team_when_there_is_none(cast, monkeypatch):
    for care in CareRelationship.objects.filter(person__in=[cast.maya, cast.omar], until_at=None):
        teams.end_care(care, act=cast.act(None, cast.now - HOUR))
    Membership.objects.filter(person=cast.ravi).update(until_on=cast.today)
    open_response(cast, "peer_specialist", person=cast.omar)
    (one,) = open_response(cast, "counselor")
    assert not Ask.objects.exists()
    teams.begin_care(cast.priya, cast.maya, "counselor", act=cast.act(None))
    # One at a time: Omar’s, about which nobody can be asked still, does not stand before Maya’s for good.
    monkeypatch.setattr(moving_on, "AT_ONCE", 1)
    assert sum(ask_those_nobody_was_asked(cast.now + HOUR) for _turn in range(60)) == 1
    assert [(ask.proposal, ask.asked) for ask in Ask.objects.all()] == [(one, cast.priya)]


MOVES = ["wait", "accept", "decline", "late", "leaves", "role", "away", "friend"]


class EveryProposalEndsWithAHuman(TestCase):
    """Whatever order of hours and answers: a waiting proposal is always with somebody, and answers are kept once."""

    @settings(max_examples=12, deadline=None)
    @given(st.lists(st.sampled_from(MOVES), min_size=1, max_size=7))
    def test_a_waiting_proposal_is_always_with_exactly_one_human(self, moves):
        cast = build_cast(datetime(2026, 11, 19, 19, 30, tzinfo=ZoneInfo("America/New_York")))
        (one,) = open_response(cast, "counselor")
        moment = cast.now
        for move in moves:
            moment += {"late": 9 * HOUR}.get(move, 4 * HOUR)
            move_on_unanswered(moment)
            self._answer(one, move, cast, moment)
            self._go(one, move, cast, moment)
            one.refresh_from_db()
            waiting = one.status == Proposal.Status.WAITING
            assert Ask.objects.open().filter(proposal=one).count() == waiting
            assert Step.objects.count() == (one.status == Proposal.Status.ACCEPTED)
            if waiting:
                # Nobody waits with whoever cannot answer, or is away while somebody else is there.
                assert may_answer(cast.act(asked(one), moment), one).allowed
                everybody_away = Away.objects.at(moment).filter(worker=cast.ravi).exists()
                assert everybody_away or not Away.objects.at(moment).filter(worker=asked(one)).exists()

    def _answer(self, one, move, cast, moment):
        act = cast.act(asked_or_first(one), moment)
        try:
            if move == "accept":
                responses.accept(one, act=act)
            elif move == "decline":
                responses.decline(one, words="Not now", act=act)
        except (AlreadyAnswered, Refused):
            assert one.status != Proposal.Status.WAITING

    def _go(self, one, move, cast, moment):
        """Whoever is asked leaves the team, gives up their role, is a friend of Maya’s, or goes away; Ravi only that."""
        worker = asked_or_first(one)
        act = cast.act(worker, moment)
        if move == "away":
            messaging.set_away(cast.elin, moment, moment + 30 * HOUR, act=act)
        for care in CareRelationship.objects.at(moment).filter(worker=worker) if move == "leaves" else ():
            teams.end_care(care, act=act)
        if move == "friend" and worker != cast.ravi:
            by_office = cast.act(cast.elin, moment)
            consent.note_conflict(cast.maya, worker, tie=Conflict.Tie.NEIGHBOUR, act=by_office)
        for role in Membership.objects.at(moment).filter(person=worker) if move == "role" else ():
            if worker != cast.ravi:
                teams.end_membership(role, act=act)
        deliver_due(moment)


def asked_or_first(proposal):
    last = Ask.objects.filter(proposal=proposal).order_by("pk").last()
    return last.asked
