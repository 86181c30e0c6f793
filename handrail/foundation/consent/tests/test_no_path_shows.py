"""A state machine over consents and their end, packets, programmes and who works there, by the actions alone.

The model beside it is written on paper: sets and days, no queries. Its sister, `test_what_stays_closed`, is about
what closes a record; this one is about what opens it to somebody outside the circle of a programme.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck
from hypothesis import settings as Settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from handrail.foundation.consent import actions as consent
from handrail.foundation.consent.at_once import Question, decide_each
from handrail.foundation.consent.evaluator import Refused, may, people_for
from handrail.foundation.consent.models import Consent, Packet, Recipient, RecipientMember
from handrail.foundation.consent.terms import Signature, Terms
from handrail.foundation.people.models import Person
from handrail.foundation.teams import actions as teams
from handrail.foundation.teams.models import CareRelationship, Enrolment, Membership, Programme, Role
from tests.cast import NEW_YORK, build_cast
from tests.partners import harbor_house, signed

Kind, Purpose, Ends, How, Part2 = (
    Consent.Kind, Consent.Purpose, Consent.Ends, Consent.How, Programme.Part2,
)  # fmt: skip
#: What each role may ever be shown, read off the matrix by hand.
CLINICAL = {"demographics", "care_plan", "appointments", "checkins", "safety_plan", "medications"}
EVER = {
    "hana": {"demographics", "care_plan", "appointments"}, "rosa": CLINICAL, "vera": CLINICAL,
    "priya": CLINICAL, "theo": set(),
}  # fmt: skip
ASKED = (*sorted(CLINICAL), "sud_counseling_notes", "audit")
AFTER_CLOSING = timedelta(days=30)
WORKS_IN = {"vera": "Wellness", "priya": "Outpatient"}
some = st.sets(st.sampled_from(sorted(CLINICAL)), min_size=1)
lasting = st.sampled_from([None, 1, 4])


@dataclass
class Given:
    """A consent on paper: to whom, about what, until which day (None: while treatment lasts), and its end."""

    to: str
    what: set[str]
    until: date | None
    revoked: bool = False


@dataclass
class Model:
    """What is true, as somebody would write it on paper."""

    given: dict[int, Given] = field(default_factory=dict)
    packets: list[tuple[int, set[str], datetime | None]] = field(default_factory=list)
    part2: dict[str, str] = field(
        default_factory=lambda: {"Outpatient": "covered", "Wellness": "not_covered"}
    )
    enrolled: set[str] = field(default_factory=lambda: {"Outpatient", "Wellness"})
    here: set[str] = field(default_factory=lambda: {"hana", "vera", "priya"})

    def holds(self, key: int, today: date) -> bool:
        one = self.given[key]
        ends = not self.enrolled if one.until is None else one.until <= today
        return not one.revoked and not (ends and one.to != "all who treat")

    def agreed(self, to: str, part: str, today: date) -> bool:
        return any(
            self.holds(key, today) and one.to == to and part in one.what for key, one in self.given.items()
        )

    def shows(self, who: str, part: str, now: datetime) -> bool:
        if part not in EVER[who]:
            return False
        if self.agreed(who, part, now.date()) and who != "hana":
            # Whoever is named themself is shown it as that, at work or not.
            return True
        if who == "hana":
            return "hana" in self.here and self.sent(part, now)
        if who not in self.here or WORKS_IN[who] not in self.enrolled:
            return False
        inside = self.part2[WORKS_IN[who]] != "not_covered"
        unlabelled = set(self.part2.values()) == {"not_covered"}
        return inside or unlabelled or self.agreed("all who treat", part, now.date())

    def sent(self, part: str, now: datetime) -> bool:
        return any(
            part in what and self.holds(key, now.date()) and (closed is None or now < closed + AFTER_CLOSING)
            for key, what, closed in self.packets
        )


class Paths(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.cast = build_cast(datetime(2026, 11, 19, 9, 0, tzinfo=NEW_YORK))
        self.now, self.model, self.turn = self.cast.now, Model(), 0
        self.recipients = {
            "hana": harbor_house(self.cast),
            "rosa": self.named("rosa"),
            "vera": self.wellness(),
        }
        for recipient in self.recipients.values():
            self.named_before(recipient)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    def named(self, who: str) -> Recipient:
        person = self.cast.people[who]
        return Recipient.objects.create(kind=Recipient.Kind.PERSON, name=str(person), person=person)

    def named_before(self, recipient: Recipient) -> None:
        """Whoever was named before may be named again: a consent that ended long ago."""
        signed(
            self.cast, recipient=recipient, ends=Ends.ON_DAY, signed_at=self.now - timedelta(days=9),
            expires_on=self.cast.today - timedelta(days=1),
        )  # fmt: skip

    def wellness(self) -> Recipient:
        """Vera, who cares for Maya in a programme that is not under Part 2."""
        began = self.cast.act(None, self.cast.now - timedelta(days=100))
        wellness = Programme.objects.create(name="Wellness", part2=Part2.NOT_COVERED)
        vera = self.cast.people["vera"] = Person.objects.create(preferred_name="Vera T.", made_at=began.at)
        teams.join(vera, wellness, Role.COUNSELOR, act=began)
        teams.enrol(self.cast.maya, wellness, act=began)
        teams.begin_care(vera, self.cast.maya, Role.COUNSELOR, act=began)
        return self.named("vera")

    def act(self, who: str):
        self.now += timedelta(minutes=1)
        return self.cast.act(self.cast.people[who], self.now)

    def gives(self, terms: Terms, to: str, what: set[str], until: date | None) -> None:
        given = consent.give_consent(
            self.cast.maya, terms, signature=Signature("Maya P."), act=self.act("maya")
        )
        self.model.given[given.pk] = Given(to, what, until)

    def ending(self, days: int | None) -> tuple[Ends, date | None]:
        return (
            (Ends.WITH_TREATMENT, None) if days is None else (Ends.ON_DAY, self.now.date() + timedelta(days))
        )

    @rule(days=st.sampled_from([1, 3, 31]))
    def days_pass(self, days):
        self.now += timedelta(days=days)
        RecipientMember.objects.filter(until_on=None).update(confirmed_on=self.now.date())

    @rule()
    def maya_lets_all_who_treat_her_know(self):
        for one in self.model.given.values():
            one.revoked = one.revoked or one.to == "all who treat"
        self.gives(Terms(Kind.TPO, Purpose.TPO, Ends.NEVER), "all who treat", CLINICAL, None)

    @rule(who=st.sampled_from(["hana", "vera"]), what=some, days=lasting)
    def maya_names_one(self, who, what, days):
        ends, until = self.ending(days)
        terms = Terms(Kind.NAMED, Purpose.TREATMENT, ends, self.recipients[who], frozenset(what), until)
        self.gives(terms, who, what, until)

    @rule(what=some, days=lasting)
    def maya_names_her_sister(self, what, days):
        ends, until = self.ending(days)
        terms = Terms(Kind.SUPPORTER, Purpose.SUPPORT, ends, self.recipients["rosa"], frozenset(what), until)
        self.gives(terms, "rosa", what, until)

    @precondition(lambda self: self.model.given)
    @rule(data=st.data(), spoken=st.booleans())
    def maya_stops_one(self, data, spoken):
        key = data.draw(st.sampled_from(sorted(self.model.given)))
        with pytest.raises(Refused), transaction.atomic():
            consent.revoke_consent(Consent.objects.get(pk=key), how=How.SPOKEN, act=self.act("theo"))
        act, how = (self.act("elin"), How.SPOKEN) if spoken else (self.act("maya"), How.SCREEN)
        consent.revoke_consent(Consent.objects.get(pk=key), how=how, act=act)
        self.model.given[key].revoked = True

    @precondition(lambda self: self.model.given)
    @rule(data=st.data(), what=some)
    def maya_sends_a_packet(self, data, what):
        key, act = data.draw(st.sampled_from(sorted(self.model.given))), self.act("maya")
        one, goes = self.model.given[key], what & self.model.given[key].what & EVER["hana"]
        if one.to != "hana":
            return
        if not (goes and self.model.holds(key, act.at.date())):
            with pytest.raises(Refused), transaction.atomic():
                consent.send_packet(Consent.objects.get(pk=key), what, act=act)
            return
        consent.send_packet(Consent.objects.get(pk=key), what, act=act)
        # What was sent to them before ends with the new one.
        self.model.packets = [(key, goes, None)]

    @rule()
    def maya_closes_the_packet(self):
        act = self.act("maya")
        for packet in Packet.objects.filter(closed_at=None):
            consent.close_packet(packet, act=act)
        self.model.packets = [(key, what, closed or act.at) for key, what, closed in self.model.packets]

    @rule(name=st.sampled_from(sorted(WORKS_IN.values())), declared=st.sampled_from(list(Part2)))
    def a_programme_is_declared(self, name, declared):
        Programme.objects.filter(name=name).update(part2=declared)
        self.model.part2[name] = declared.value

    @precondition(lambda self: self.model.enrolled)
    @rule(data=st.data())
    def maya_leaves_a_programme(self, data):
        name, act = data.draw(st.sampled_from(sorted(self.model.enrolled))), self.act("lena")
        for enrolment in Enrolment.objects.filter(person=self.cast.maya, programme__name=name):
            teams.end_enrolment(enrolment, act=act)
        self.model.enrolled.discard(name)

    @precondition(lambda self: self.model.here)
    @rule(data=st.data(), care=st.booleans())
    def somebody_leaves(self, data, care):
        who, act = data.draw(st.sampled_from(sorted(self.model.here))), self.act("lena")
        person = self.cast.people[who]
        if who == "hana":
            RecipientMember.objects.filter(person=person).update(until_on=act.at.date())
        elif care:
            teams.end_care(CareRelationship.objects.get(worker=person, person=self.cast.maya), act=act)
        else:
            teams.end_membership(Membership.objects.get(person=person), act=act)
        self.model.here.discard(who)

    @invariant()
    def nothing_is_shown_that_nobody_agreed_to_and_nothing_kept_that_somebody_did(self):
        """After each step all parts at once; by itself the part whose turn it is, so that a path asks each of them twice."""
        self.turn += 1
        for nth, who in enumerate(EVER):
            act = self.cast.act(self.cast.people[who], self.now + timedelta(seconds=1))
            at_once = decide_each(self.cast.maya, [Question(act, part) for part in ASKED])
            shown = {part: self.model.shows(who, part, act.at) for part in ASKED}
            assert dict(zip(ASKED, (one.allowed for one in at_once), strict=True)) == shown, who
            part = ASKED[(self.turn + nth) % len(ASKED)]
            assert may(act, part, self.cast.maya) == shown[part], (who, part)
            assert (self.cast.maya in people_for(act, part)) == shown[part], (who, part)


@pytest.fixture(autouse=True)
def apart(tmp_path, settings):
    settings.PROMISES = tmp_path / "promises"


@pytest.mark.slow
def test_no_path_shows_what_maya_did_not_agree_to(db):
    run_state_machine_as_test(
        Paths,
        settings=Settings(
            max_examples=12, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )  # fmt: skip
