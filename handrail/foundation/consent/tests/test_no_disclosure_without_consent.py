"""Whatever happens in whichever order, nothing leaves but on a consent that holds at that moment.

The model beside it is written on paper: one consent, whether it holds, what was sent, what is kept back.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given
from hypothesis import settings as Settings
from hypothesis import strategies as st

from handrail.foundation.consent import actions as consent
from handrail.foundation.consent.actions.restrictions import Against
from handrail.foundation.consent.evaluator import Refused
from handrail.foundation.consent.models import Consent, Disclosure, RecipientMember, Restriction
from tests.cast import NEW_YORK, build_cast
from tests.partners import HARBOR, harbor_house, signed

PARTS = sorted(HARBOR)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("sign"), st.sets(st.sampled_from(PARTS), min_size=1), st.sampled_from([None, 2])),
        st.tuples(st.just("send"), st.sets(st.sampled_from(PARTS), min_size=1)),
        st.tuples(st.just("revoke")), st.tuples(st.just("close")), st.tuples(st.just("lift")),
        st.tuples(st.just("keep"), st.sampled_from(PARTS)),
        st.tuples(st.just("days"), st.sampled_from([1, 3, 31])),
    ),
    min_size=3, max_size=10,
)  # fmt: skip


class Paper:
    """What is true, as somebody would write it down."""

    def __init__(self, cast):
        self.cast, self.now = cast, cast.now
        self.given, self.agreed, self.until, self.revoked = None, set(), None, False
        self.packet, self.sent, self.closed_at, self.kept = None, set(), None, {}

    def act(self, who):
        self.now += timedelta(minutes=1)
        return self.cast.act(self.cast.people[who] if who else None, self.now)

    @property
    def holds(self):
        return self.given and not self.revoked and (self.until is None or self.now.date() < self.until)

    @property
    def leaves(self):
        readable = self.packet and (self.closed_at is None or self.now < self.closed_at + timedelta(days=30))
        return (self.agreed & self.sent) - set(self.kept) if self.holds and readable else set()

    def sign(self, what, days):
        if self.given is None:
            self.until = (self.now + timedelta(days=days)).date() if days else None
            ends = {"ends": "day", "expires_on": self.until} if days else {}
            self.given, self.agreed = (
                signed(self.cast, resources=sorted(what), signed_at=self.now, **ends),
                what,
            )

    def send(self, what):
        act = self.act("lena")
        if not self.given:
            return
        if not (self.holds and what & self.agreed):
            with pytest.raises(Refused), transaction.atomic():
                consent.send_packet(self.given, what, act=act)
            return
        self.packet, self.closed_at = consent.send_packet(self.given, what, act=act), None
        self.sent = what & self.agreed

    def revoke(self):
        if self.given:
            Consent.objects.filter(pk=self.given.pk, revoked_at=None).update(
                revoked_at=self.act("maya").at, revoked_how="screen"
            )
            self.revoked = True

    def close(self):
        if self.packet and self.closed_at is None:
            act = self.act("lena")
            consent.close_packet(self.packet, act=act)
            self.closed_at = act.at

    def keep(self, part):
        against = Against(recipient=harbor_house(self.cast))
        asked = consent.ask_restriction("No.", act=self.act("maya"), against=against, what=[part])
        consent.agree_restriction(asked, answer="Yes.", act=self.act("elin"))
        self.kept.setdefault(part, []).append(asked.pk)

    def lift(self):
        for asked in Restriction.objects.filter(pk__in=[key for keys in self.kept.values() for key in keys]):
            consent.end_restriction(asked, act=self.act("maya"))
        self.kept.clear()

    def days(self, count):
        self.now += timedelta(days=count)
        # Whoever reads for a partner is confirmed each quarter; that rule has tests of its own.
        RecipientMember.objects.update(confirmed_on=self.now.date())

    def check(self, who):
        act, before = self.act(who), Disclosure.objects.count()
        if not self.given:
            return
        if expected := self.leaves:
            handed = consent.disclose(self.given, PARTS, how=Disclosure.How.PAGE, act=act)
            assert handed.resources == expected, who
            assert Disclosure.objects.count() == before + 1
        else:
            with pytest.raises(Refused), transaction.atomic():
                consent.disclose(self.given, PARTS, how=Disclosure.How.PAGE, act=act)
            assert Disclosure.objects.count() == before


@pytest.fixture(autouse=True)
def apart(tmp_path, settings):
    settings.PROMISES = tmp_path / "promises"


@pytest.mark.slow
@Settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=steps)
@example(
    steps=[
        ("days", 31),
        ("days", 31),
        ("days", 31),
        ("sign", {"care_plan"}, None),
        ("send", {"care_plan"}),
        ("close",),
    ]
)
@example(
    steps=[
        ("sign", {"care_plan", "consents"}, None),
        ("send", {"care_plan"}),
        ("close",),
        ("send", {"consents"}),
    ]
)
def test_nothing_leaves_but_on_a_consent_that_holds_then(db, steps):
    with transaction.atomic():
        paper = Paper(build_cast(datetime(2026, 11, 19, 9, 0, tzinfo=NEW_YORK)))
        harbor_house(paper.cast)
        for name, *given_with in steps:
            getattr(paper, name)(*given_with)
            for who in ("hana", None):
                paper.check(who)
            with pytest.raises(Refused), transaction.atomic():
                consent.disclose(paper.given or signed(paper.cast), PARTS, how=Disclosure.How.PAGE,
                                 act=paper.act("theo"))  # fmt: skip
        transaction.set_rollback(True)
