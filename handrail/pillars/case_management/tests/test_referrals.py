"""Whatever happens to a referral in whichever order: it has an owner and a clock until it has an ending, and nobody
outside reads anything but on a consent that holds."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as Settings
from hypothesis import strategies as st

from handrail.foundation.consent.evaluator import Refused
from handrail.foundation.consent.models import Consent, Disclosure, Packet, RecipientMember
from handrail.foundation.ledger.models import Entry
from handrail.pillars.case_management import actions as cases
from handrail.pillars.case_management.models import AnswerLink, IllegalMove, Provider, Referral, Service
from handrail.pillars.case_management.models.referrals import digest_of
from tests.cast import NEW_YORK, build_cast
from tests.partners import HARBOR, harbor_house, signed
from tests.referrals import riverbend

DAY = timedelta(days=1)
S, HOW = Referral.Status, Referral.Outcome
AGREED = [*HARBOR, "referrals"]
MOVES = ["send", "link", "accept", "wait", "decline", "plan", "visited", "missed", "helped", "give_up", "take_back", "note", "see",
         "by_link", "revoke", "sign"]  # fmt: skip
steps = st.lists(
    st.tuples(st.sampled_from(MOVES), st.sampled_from(["lena", "maya", "hana", "theo", "sam"]), st.sampled_from([0, 1, 8, 16, 40])),
    min_size=4, max_size=12,
)  # fmt: skip
REFUSALS = (Refused, IllegalMove, cases.NothingAgreed, cases.NoAddress, cases.LinkEnded, cases.NoPlaceLeft)


class Story:
    """One referral of Maya to Harbor House, and time."""

    def __init__(self, cast):
        self.cast, self.now = cast, cast.now
        house = harbor_house(cast)
        self.service = riverbend(cast)["Harbor House"]
        Service.objects.filter(pk=self.service.pk).update(places=1, room="capacity", room_said_at=cast.now)
        RecipientMember.objects.update(confirmed_on=(cast.now + 300 * DAY).date())
        self.consent = signed(cast, recipient=house, resources=AGREED)
        self.referral = cases.propose(
            cast.maya, self.service, need="housing", words="One room.", act=self.act("lena")
        )

    def act(self, who):
        return self.cast.act(self.cast.people[who] if who else None, self.now)

    def do(self, move, who):
        one, act = self.referral, self.act(who)
        moves = {
            "send": lambda: cases.send(one, consent=self.consent, act=act), "link": lambda: cases.ask_by_link(one, act=act),
            "accept": lambda: cases.accept(one, act=act), "wait": lambda: cases.put_on_waiting_list(one, act=act),
            "decline": lambda: cases.decline(one, reason=HOW.NO_CAPACITY, words="", act=act),
            "plan": lambda: cases.plan_visit(one, visit_at=self.now + DAY, act=act), "visited": lambda: cases.visited(one, act=act),
            "missed": lambda: cases.did_not_come(one, act=act), "helped": lambda: cases.tell_outcome(one, outcome=HOW.HELPED, words="", act=act),
            "give_up": lambda: cases.give_up(one, outcome=HOW.NOT_REACHED, words="", act=act),
            "take_back": lambda: cases.take_back(one, words="", act=act), "note": lambda: cases.note(one, words="How old?", act=act),
            "see": lambda: cases.see(one, act=act), "by_link": lambda: cases.answer_by_link("t", "accept", act=self.act(None)),
            "revoke": self.revoke, "sign": self.sign,
        }  # fmt: skip
        try:
            with transaction.atomic():
                moves[move]()
                return True
        except REFUSALS:
            return False

    def revoke(self):
        Consent.objects.filter(pk=self.consent.pk, revoked_at=None).update(
            revoked_at=self.now, revoked_how="screen", revoked_by=self.cast.maya
        )

    def sign(self):
        self.consent = signed(
            self.cast, recipient=self.consent.recipient, resources=AGREED, signed_at=self.now
        )

    def holds(self):
        return Consent.objects.at(self.now).filter(pk=self.consent.pk, revoked_at=None).exists()


@pytest.mark.django_db
@Settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(told=steps)
def test_no_state_is_without_owner_and_clock_and_nothing_is_shared_without_consent(told):
    with transaction.atomic():
        story = Story(build_cast(datetime(2026, 11, 19, 19, 30, tzinfo=NEW_YORK)))
        for move, who, days in told:
            story.now += timedelta(days=days, minutes=1)
            cases.age_referrals(story.now)
            before = Referral.objects.get(pk=story.referral.pk)
            done = story.do(move, who)
            _is_sound(story, before, done, move, who)
        transaction.set_rollback(True)


def _is_sound(story, before, done, move, who):
    for one in Referral.objects.all():
        assert one.owner_id, "somebody owns it"
        assert (one.due_at is None) == (one.ended_at is not None) == bool(one.outcome)
        assert one.due_at is None or one.due_at > story.now or one.status == S.SCHEDULED
        assert one.attention_at is None or one.owner == story.cast.lena
    after = Referral.objects.get(pk=story.referral.pk)
    assert after.status == before.status or S(after.status) in Referral.MOVES[S(before.status)]
    assert not (done and who == "theo" and move not in {"by_link", "revoke", "sign"}), "Theo changes nothing"
    if move == "send" and done:
        assert story.holds()
    seen = Referral.objects.visible_to(story.act("hana"))
    assert not seen or (
        story.holds()
        or Packet.objects.at(story.now).filter(consent__in=Consent.objects.at(story.now)).exists()
    )
    assert not Referral.objects.visible_to(story.act("theo"))
    place = Service.objects.get(pk=story.service.pk).places
    took = Referral.objects.filter(service=story.service, place_taken_at__isnull=False).count()
    assert place + took == 1, "a place is free or taken, never both"


@pytest.fixture
def riverside(cast):
    harbor_house(cast)
    return cast, riverbend(cast)


def proposed(cast, service, act=None):
    return cases.propose(cast.maya, service, need="housing", words="", act=act or cast.act(cast.lena))


def test_two_who_accept_the_last_place_the_database_decides(riverside):
    cast, services = riverside
    mill, act = services["Mill"], cast.act(cast.lena)
    Service.objects.filter(pk=mill.pk).update(places=1, room="capacity", room_said_at=cast.now)
    first = cases.ask_by_link(proposed(cast, mill), act=act)
    cases.accept(first, act=act)
    mill.refresh_from_db()
    assert (mill.places, mill.room) == (0, "no-capacity")
    second = proposed(cast, services["Hill"])
    Referral.objects.filter(pk=first.pk).update(service=services["Harbor House"])
    Referral.objects.filter(pk=second.pk).update(
        service=mill, status=S.SENT, sent_how="link", sent_at=cast.now
    )
    with pytest.raises(cases.NoPlaceLeft):
        cases.accept(second, act=act)
    second.refresh_from_db()
    assert second.status == S.SENT


def test_a_link_answers_once_says_nothing_and_ends(riverside):
    cast, services = riverside
    asked = cases.ask_by_link(proposed(cast, services["Mill"]), act=cast.act(cast.lena))
    link = AnswerLink.objects.create(
        referral=asked, digest=digest_of("key"), made_at=cast.now, ends_at=cast.now + DAY
    )
    for token, at in (("other", cast.now), ("key", cast.now + 2 * DAY)):
        with pytest.raises(cases.LinkEnded):
            cases.answer_by_link(token, "accept", act=cast.act(None, at))
    assert cases.answer_by_link("key", "accept", act=cast.act(None)).status == S.ACCEPTED
    with pytest.raises(cases.LinkEnded) as again:
        cases.answer_by_link("key", "decline", act=cast.act(None))
    assert again.value.used_at == cast.now and not Disclosure.objects.exists()
    link.refresh_from_db()
    asked.refresh_from_db()
    assert asked.attention_at == cast.now and asked.packet is None


def test_silence_is_nudged_then_replaced_by_the_next_service_then_ended(riverside):
    cast, services = riverside
    asked = cases.ask_by_link(proposed(cast, services["Mill"]), act=cast.act(cast.lena))
    told = Entry.objects.filter(subject=asked.pk, kind="case_management.referral.nudged")
    assert cases.age_referrals(cast.now + 6 * DAY) == 0
    assert cases.age_referrals(cast.now + 7 * DAY) == 1 and told.count() == 1
    assert cases.age_referrals(cast.now + 7 * DAY) == 0
    assert cases.age_referrals(cast.now + 14 * DAY) == 1
    (next_one,) = Referral.objects.filter(follows=asked)
    assert next_one.service == services["Harbor House"] and (next_one.status, next_one.owner) == (
        S.PROPOSED,
        cast.lena,
    )
    cases.age_referrals(cast.now + 30 * DAY)
    asked.refresh_from_db()
    assert (asked.status, asked.outcome) == (S.FAILED, HOW.NO_ANSWER) and asked.attention_at
    assert Referral.objects.filter(follows=asked).count() == 1


def test_a_service_that_closed_is_replaced_and_nobody_is_sent_there(riverside):
    cast, services = riverside
    asked = proposed(cast, services["Mill"])
    Service.objects.filter(pk=services["Mill"].pk).update(gone_at=cast.now)
    with pytest.raises(cases.ServiceClosed):
        cases.ask_by_link(asked, act=cast.act(cast.lena))
    cases.age_referrals(cast.now + 7 * DAY)
    asked.refresh_from_db()
    assert asked.outcome == HOW.SERVICE_CLOSED and Referral.objects.filter(follows=asked).exists()


def test_who_may(riverside):
    cast, services = riverside
    for who in (cast.theo, cast.maya, cast.elin):
        with pytest.raises(Refused):
            proposed(cast, services["Mill"], cast.act(who))
    one = proposed(cast, services["Mill"])
    with pytest.raises(cases.AlreadyAsked):
        proposed(cast, services["Mill"])
    with pytest.raises(cases.NothingAgreed):
        cases.send(one, consent=signed(cast, resources=["demographics"]), act=cast.act(cast.lena))
    with pytest.raises(Refused):
        cases.say_room(
            Service.objects.get(pk=one.service_id), room="capacity", places=2, act=cast.act(cast.lena)
        )
    assert Provider.objects.filter(recipient__isnull=False).count() == 0
