"""What each part of the clock goes through: two rows of which the database is to refuse the first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from uuid import uuid4

from django.db.models import Model
from django.utils import timezone

from handrail.clinical.playbooks.playbook import Proposal as Proposed
from handrail.continuum import asking, handing_over
from handrail.continuum.erasing.carrying_out import erase_due
from handrail.continuum.looks.actions import weigh_looks
from handrail.continuum.looks.models import UnexplainedLook
from handrail.continuum.responses import actions as responses
from handrail.continuum.responses import moving_on
from handrail.continuum.responses.models import Ask, Proposal
from handrail.continuum.watch.finding import Found, keep
from handrail.foundation.accounts import actions as accounts
from handrail.foundation.accounts.models import Session
from handrail.foundation.consent import actions as consent
from handrail.foundation.consent.actions import sending
from handrail.foundation.consent.models import Consent, Disclosure, EmergencyAccess, Sending
from handrail.foundation.ledger.actions import record_viewing
from handrail.foundation.ledger.models import Delivery, Viewing
from handrail.foundation.measures import actions as measures
from handrail.foundation.measures.models import Assignment, Schedule
from handrail.foundation.messaging import actions as messaging
from handrail.foundation.messaging.models import Conversation, HandOver
from handrail.foundation.people.models import Person
from handrail.foundation.rights import actions as rights
from handrail.foundation.rights.models import Erasure
from handrail.foundation.scheduling import actions as scheduling
from handrail.foundation.scheduling.models import Gathering
from handrail.foundation.teams import actions as teams
from handrail.foundation.teams.models import CareRelationship, Programme
from handrail.pillars.case_management import actions as cases
from handrail.pillars.case_management.models import Referral
from handrail.pillars.crisis import actions as crisis
from handrail.pillars.crisis.models import Alert, FollowUp
from tests.cast import NEW_YORK
from tests.partners import packet_for
from tests.referrals import riverbend

HOUR, DAY, SOON = timedelta(hours=1), timedelta(days=1), timedelta(seconds=1)
MESSAGE = Disclosure.How.MESSAGE


@dataclass
class Story:
    """`part` goes through rows at `at`; the database refuses what is written of `model` where `column` is `key`, which
    fails for `row` alone (by itself that `key`); `served` says whether the next one was done."""

    part: str
    do: Callable[[datetime], int]
    at: datetime
    model: type[Model]
    key: int
    served: Callable[[], bool]
    column: str = "id"
    row: int = field(default=0)


def _proposals(cast):
    found = Found(cast.today, "alert", "early_warning", "Stronger urges than usual", "Since Tuesday …")
    proposed = [
        Proposed(
            role=role, title="Call", why="Since Tuesday", step_id=role, due_at=cast.now + 8 * HOUR,
            answer_by=cast.now + 4 * HOUR, evidence="design",
        )
        for role in ("counselor", "peer_specialist")
    ]  # fmt: skip
    finding = keep(cast.maya, found, act=cast.act(None))
    responses.propose(finding, playbook="craving_spike", proposals=proposed, act=cast.act(None))
    return [Proposal.objects.get(role=role) for role in ("counselor", "peer_specialist")]


def moved_on(cast):
    first, second = _proposals(cast)
    return Story(
        "moved_on", moving_on.move_on_unanswered, cast.now + 5 * HOUR, Ask, first.asks.get().pk,
        lambda: second.asks.count() == 2,
    )  # fmt: skip


def asked_at_last(cast):
    first, second = _proposals(cast)
    Ask.objects.all().delete()
    return Story(
        "asked_at_last", moving_on.ask_those_nobody_was_asked, cast.now + HOUR, Ask, first.pk,
        lambda: second.asks.exists(), "proposal_id",
    )  # fmt: skip


def handed_on(cast):
    first, second = _proposals(cast)
    for proposal, who in ((first, cast.priya), (second, cast.sam)):
        responses.accept(proposal, act=cast.act(who))
    return Story(
        "handed_on", moving_on.hand_on_undone, cast.now + 2 * DAY, Proposal, first.pk,
        lambda: Proposal.objects.filter(follows=second).exists(), "follows_id",
    )  # fmt: skip


def facts_alarmed(cast):
    for person in (cast.maya, cast.omar):
        consent.open_emergency_access(
            person, reason=EmergencyAccess.Reason.LIFE, words="No answer.", act=cast.act(cast.noor)
        )
    EmergencyAccess.objects.update(circle=EmergencyAccess.Circle.OUTSIDE, facts_due_at=cast.now)
    first, second = EmergencyAccess.objects.order_by("pk")
    return Story(
        "facts_alarmed", consent.alarm_missing_facts, cast.now, EmergencyAccess, first.pk,
        lambda: EmergencyAccess.objects.get(pk=second.pk).facts_alarmed_at == cast.now,
    )  # fmt: skip


def _sendings(cast):
    packet = packet_for(cast)
    lena = cast.act(cast.lena, cast.now + SOON)
    return [consent.queue_sending(packet, how=MESSAGE, act=lena, due_at=cast.now).pk for _each in range(2)]


def sendings_stopped(cast):
    first, second = _sendings(cast)
    Consent.objects.update(revoked_at=cast.now, revoked_how="screen", revoked_by=cast.maya)
    return Story(
        "sendings_stopped", sending.stop_sendings, cast.now + 2 * SOON, Sending, first,
        lambda: Sending.objects.get(pk=second).state == "stopped",
    )  # fmt: skip


def sent(cast):
    first, second = _sendings(cast)
    return Story(
        "sent", sending.send_due, cast.now + 2 * SOON, Sending, first,
        lambda: Sending.objects.get(pk=second).state == "sent",
    )  # fmt: skip


def signed_out(cast):
    cast.browser(cast.priya), cast.browser(cast.sam)
    first, second = Session.objects.order_by("pk").values_list("pk", flat=True)
    return Story(
        "signed_out", lambda now: accounts.end_what_ran_out(act=cast.act(None, now)), timezone.now() + 2 * DAY,
        Session, first, lambda: not Session.objects.filter(pk=second).exists(),
    )  # fmt: skip


def scales_asked(cast):
    first, _second = (
        measures.schedule(
            instrument_id=scale, when=Schedule.When.EVERY, every_days=30, person=cast.maya, act=cast.act(cast.priya)
        )
        for scale in ("phq9", "gad7")
    )  # fmt: skip
    asked = Assignment.objects.filter(instrument="gad7")
    return Story("scales_asked", asking.ask_due, cast.now, Schedule, first.pk, asked.exists)


def follow_ups_handed_on(cast):
    alert = crisis.ask_for_help(cast.maya, key=uuid4(), act=cast.act(cast.maya))
    crisis.acknowledge(alert, act=cast.act(cast.noor))
    tomorrow = cast.now + 20 * HOUR
    crisis.close(
        alert, outcome=Alert.Outcome.SETTLED, words="", owner=cast.sam, follow_up_at=tomorrow, act=cast.act(cast.noor)
    )  # fmt: skip
    first, second = FollowUp.objects.filter(done_at=None).order_by("due_at", "pk")[:2]
    return Story(
        "follow_ups_handed_on", crisis.hand_on_missed_follow_ups, second.due_at + 5 * DAY, FollowUp, first.pk,
        lambda: FollowUp.objects.get(pk=second.pk).outcome == FollowUp.Outcome.MISSED,
    )  # fmt: skip


def conversations_passed_on(cast):
    for who in (cast.sam, cast.lena):
        talk = messaging.open_conversation(cast.maya, who, act=cast.act(cast.maya))
        messaging.write(talk, "Are you there?", key=uuid4(), act=cast.act(cast.maya))
    later = cast.now + HOUR
    for care in CareRelationship.objects.filter(worker__in=[cast.sam, cast.lena], until_at=None):
        teams.end_care(care, act=cast.act(None, later))
    first, second = Conversation.objects.filter(person=cast.maya).order_by("pk")
    passed = HandOver.objects.filter(conversation=second)
    return Story(
        "conversations_passed_on", handing_over.pass_all_messages_on, later, HandOver, first.pk, passed.exists,
        "conversation_id",
    )  # fmt: skip


def referrals_aged(cast):
    houses, lena = riverbend(cast), cast.act(cast.lena)
    first, second = (
        cases.propose(cast.maya, houses[house], need="housing", words="", act=lena)
        for house in ("Mill", "Hill")
    )
    return Story(
        "referrals_aged", cases.age_referrals, cast.now + 7 * DAY, Referral, first.pk,
        lambda: Referral.objects.get(pk=second.pk).attention_at == cast.now + 7 * DAY,
    )  # fmt: skip


def gatherings_planned(cast):
    first, second = (
        scheduling.make_gathering(
            Programme.objects.get(name="Outpatient"), cast.priya, kind=Gathering.Kind.GROUP, strand="counsel",
            name="Together", capacity=8, first_on=cast.today + 5 * DAY, clock=time(hour), minutes=60,
            time_zone=str(NEW_YORK), every=Gathering.Every.WEEK, act=cast.act(cast.priya),
        )
        for hour in (9, 11)
    )  # fmt: skip
    before = second.occasions.count()
    return Story(
        "gatherings_planned", scheduling.plan_gatherings, cast.now + 19 * DAY, Gathering, first.pk,
        lambda: second.occasions.count() > before,
    )  # fmt: skip


def records_erased(cast):
    teams.enrol(cast.omar, Programme.objects.get(name="Outpatient"), act=cast.act(None, cast.now - DAY))
    first, second = (
        rights.open_erasure(person, "They came.", act=cast.act(cast.elin))
        for person in (cast.maya, cast.omar)
    )
    for one in (first, second):
        rights.approve_erasure(one, answer="It goes.", act=cast.act(cast.ravi))
    Delivery.objects.owed().update(done_at=cast.now)
    return Story(
        "records_erased", erase_due, cast.now + 7 * DAY, Erasure, first.pk,
        lambda: Person.objects.get(pk=cast.omar.pk).preferred_name != "Omar D."
        or Erasure.objects.get(pk=second.pk).look_at != cast.now + 7 * DAY,
    )  # fmt: skip


def looks_asked_about(cast):
    for who, basis in ((cast.theo, "assigned"), (cast.ravi, "programme")):
        record_viewing(cast.maya, "checkins", basis, act=cast.act(who, cast.now - 2 * HOUR))
    found = UnexplainedLook.objects.filter(viewer=cast.ravi)
    return Story(
        "looks_asked_about", weigh_looks, cast.now, UnexplainedLook, cast.theo.pk, found.exists, "viewer_id",
        Viewing.objects.get(viewer=cast.theo).pk,
    )  # fmt: skip


STORIES = (
    moved_on, asked_at_last, handed_on, facts_alarmed, sendings_stopped, sent, signed_out, scales_asked,
    follow_ups_handed_on, conversations_passed_on, referrals_aged, gatherings_planned, records_erased, looks_asked_about,
)  # fmt: skip
