"""One of everything that an address can name, all of it Maya's."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID, uuid4

from handrail.clinical.playbooks.playbook import Proposal as Proposed
from handrail.continuum.handoffs.models import Handoff
from handrail.continuum.looks.actions import weigh_looks
from handrail.continuum.responses import actions as responses
from handrail.continuum.watch.finding import Found, keep
from handrail.continuum.watch.models import Gap
from handrail.foundation.accounts import actions as accounts
from handrail.foundation.accounts.limits import CLIENT
from handrail.foundation.accounts.models import Account
from handrail.foundation.consent import actions as consent
from handrail.foundation.consent.models import (
    Case,
    Conflict,
    Consent,
    EmergencyAccess,
    Recipient,
    RestrictedRecord,
)
from handrail.foundation.ledger.actions import record_viewing
from handrail.foundation.measures import actions as measures
from handrail.foundation.measures.models import Schedule
from handrail.foundation.messaging import actions as messaging
from handrail.foundation.messaging.models import InboundText
from handrail.foundation.people.models import ContactPoint, Person
from handrail.foundation.plans import actions as plans
from handrail.foundation.practices import actions as practices
from handrail.foundation.rights import actions as rights
from handrail.foundation.rights.models import Amendment, Breach, BreachWeighing, LegalRequest
from handrail.foundation.scheduling import actions as scheduling
from handrail.foundation.scheduling.models import (
    Appointment,
    Elsewhere,
    Gathering,
)
from handrail.foundation.teams.models import Programme
from handrail.foundation.teams.queries import team_of
from handrail.pillars.case_management import actions as cases
from handrail.pillars.case_management.models import Arrangement, Attempt, Lead, Search
from handrail.pillars.counseling import actions as counseling
from handrail.pillars.counseling.models import Note
from handrail.pillars.crisis import actions as crisis
from handrail.pillars.crisis.models import Alert
from tests.cast import Cast, build_cast
from tests.circles import circle_around
from tests.offices import offices_around
from tests.partners import HARBOR, harbor_house, packet_for, signed
from tests.passkeys import a_passkey
from tests.peers import peers_around
from tests.referrals import refer
from tests.trust.named import NAMED, rows_of
from tests.trust.routes import NOT_IDS, Route

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NOTHING, NO_KEY = 987_654_321, UUID(int=987_654_321)


@dataclass
class World:
    """The cast, and everything that can be named."""

    cast: Cast

    def named(self, route: Route) -> dict[str, Any]:
        """What the address of this route is filled with: Maya's."""
        return self._filled(route, self._of_maya)

    def missing(self, route: Route) -> dict[str, Any]:
        """The same address with ids that nothing has."""
        return self._filled(route, lambda model, name: NO_KEY if name == "key" else NOTHING)

    def _filled(self, route: Route, value: Any) -> dict[str, Any]:
        given: dict[str, Any] = dict(NOT_IDS.get(route.name, {}))
        for name in route.takes:
            if name not in given:
                model = NAMED.get(route.name) or NAMED.get(name)
                assert model, f"{route.name}: say in tests/trust/named.py whose row <{name}> names"
                given[name] = value(model, name)
        return given

    def _of_maya(self, model: Any, name: str) -> Any:
        if model is Person:
            return self.cast.lena.pk if name == "worker_id" else self.cast.maya.pk
        rows = rows_of(model, self.cast.maya)
        if model is Note and name == "pk":  # what she reads is signed
            rows = rows.signed()
        row = rows.order_by("pk").first()
        assert row is not None, f"Maya has no {model}: add one in tests/trust/world.py"
        return row.key if name == "key" else row.pk


def build_world(now: Any) -> World:
    return living_in(build_cast(now))


def living_in(cast: Cast) -> World:
    """The world around a cast that is there already."""
    Person.objects.filter(pk=cast.maya.pk).update(legal_name="Maya Pell", born_on=date(1991, 3, 4))
    for name in ("maya", "omar"):
        _living(cast, cast.people[name], cast.priya if name == "maya" else cast.theo)
    _looked(cast)
    harbor_house(cast)
    refer(cast, packet_for(cast, resources=[*HARBOR, "referrals"]))
    _signed_in(cast)
    _elsewhere(cast)
    _scheduled(cast)
    _closing(cast)
    _in_need(cast)
    peers_around(cast)
    circle_around(cast)
    offices_around(cast)
    return World(cast)


def _in_need(cast: Cast) -> None:
    """Somebody rang yesterday, who was Maya, which Noor closed with a call owned; and she asked for help now."""
    then, noor = cast.now - DAY, cast.act(cast.noor, at=cast.now - DAY)
    crisis.add_shift(cast.noor, place=1, from_at=then, until_at=cast.now + DAY, act=cast.act(cast.ravi))
    first = crisis.ask_for_help(None, key=uuid4(), act=noor)
    crisis.acknowledge(first, act=noor)
    crisis.recognize(first, cast.maya, reason="She said her name.", act=noor)
    crisis.close(
        first,
        outcome=Alert.Outcome.SETTLED,
        words="Rosa came.",
        owner=cast.sam,
        follow_up_at=cast.now + HOUR,
        act=noor,
    )
    again = crisis.ask_for_help(cast.maya, key=uuid4(), words="I am at the creek.", act=cast.act(cast.maya))
    crisis.acknowledge(again, act=cast.act(cast.noor))
    messaging.set_away(cast.lena, then, cast.now + DAY, act=cast.act(cast.priya))


def _living(cast: Cast, person: Person, worker: Person) -> None:
    own, act = cast.act(person, at=cast.now - 2 * HOUR), cast.act(worker, at=cast.now - DAY)
    measures.check_in(person, key=uuid4(), answers={"mood": 4, "craving": 7}, act=own)
    measures.ask(person, instrument_id="phq9", due_on=cast.today + DAY, act=act)
    for each, ago in ((0, 20 * DAY), (1, 0 * DAY)):  # worse by a real change: a hint
        answers = {f"phq9_{n}": each for n in range(1, 9)} | {"phq9_9": 0, "phq9_10": 0}
        then = replace(own, at=own.at - ago)
        measures.submit(person, instrument_id="phq9", key=uuid4(), answers=answers, act=then)
    measures.ask(person, instrument_id="gad7", due_on=cast.today + DAY, act=act)
    measures.schedule(instrument_id="core10", when=Schedule.When.SESSION, person=person, act=act)
    plans.set_goal(person, words="Open the shop again.", act=own)
    for who, title in ((worker, "Send income letter"), (person, "Call my sister")):
        plans.add_step(person, title=title, responsible=who, strand="counsel", act=act)
    practices.begin(person, method="grounding", why="For the bus.", act=act)
    messaging.ask_permission(person, "sms", "+15550111", act=own)
    practices.write(person, method="thought_record", key=uuid4(), answers={"thought": "They laugh."}, act=own)
    talk = messaging.open_conversation(person, None, act=own)
    messaging.write(talk, "Are you there?", key=uuid4(), act=own)
    InboundText.objects.create(
        provider_key=f"SM{person.pk:032}", person=person, mark="0", number="+15550111", words="On my way.", language="en",
        came_at=act.at,
    )  # fmt: skip
    Handoff.objects.create(
        key=uuid4(), person=person, sender=worker, receiver=_another(person, worker, cast), why="A room.",
        meet_by=cast.today + DAY, made_at=act.at,
    )  # fmt: skip
    Gap.objects.create(
        person=person, kind="no_next_step", owner=worker, since=cast.today - DAY, found_at=cast.now - DAY
    )
    meeting = {"starts_at": cast.now - DAY, "ends_at": cast.now - DAY + HOUR, "strand": "counsel"}
    scheduling.book(person, worker, **meeting, act=cast.act(worker, at=cast.now - 8 * DAY))
    ahead = {"starts_at": cast.now + DAY, "ends_at": cast.now + DAY + HOUR, "strand": "counsel"}
    scheduling.book(person, worker, **ahead, act=cast.act(worker, at=cast.now - 8 * DAY))
    _asked(cast, person)


def _another(person: Person, worker: Person, cast: Cast) -> Person:
    """Somebody else of their team; of a team of one, the case manager of the cast."""
    others = [care.worker for care in team_of(person, cast.now) if care.worker != worker]
    return others[0] if others else cast.lena


def _asked(cast: Cast, person: Person) -> None:
    act = cast.act(None, at=cast.now - HOUR)
    found = Found(cast.today, "alert", "early_warning", "Stronger urges than usual", "Since Tuesday.")
    asked = [
        Proposed(
            role=role, title=f"Call the {role}", why="Stronger urges than usual", step_id=role,
            due_at=cast.now + 8 * HOUR, answer_by=cast.now + 4 * HOUR, evidence="design",
        )
        for role in ("client", "counselor")
    ]  # fmt: skip
    responses.propose(keep(person, found, act=act), playbook="craving_spike", proposals=asked, act=act)


def _scheduled(cast: Cast) -> None:
    """Priya said when she has time."""
    hours = {"from_time": time(9), "until_time": time(17), "pause_minutes": 10}
    scheduling.set_hours(cast.priya, weekday=0, **hours, act=cast.act(cast.priya))
    scheduling.make_feed(cast.priya, act=cast.act(cast.priya))
    group = scheduling.make_gathering(
        Programme.objects.get(name="Outpatient"), cast.priya, kind=Gathering.Kind.GROUP, strand="counsel", name="Room one",
        capacity=8, first_on=cast.today - 2 * DAY, clock=time(11), minutes=60, time_zone="America/New_York",
        every=Gathering.Every.WEEK, act=cast.act(cast.priya, at=cast.now - 9 * DAY),
    )  # fmt: skip
    scheduling.give_seat(group, cast.maya, act=cast.act(cast.priya, at=cast.now - 9 * DAY))
    scheduling.note_attendance(
        group.occasions.earliest("starts_at"), cast.maya, status="did_not_come", act=cast.act(cast.priya)
    )
    met = rows_of(Appointment, cast.maya).earliest("pk")
    counseling.agree_on_family(met, may_be_said="The week.", stays_out="", act=cast.act(cast.priya))
    close = Recipient.objects.create(kind=Recipient.Kind.PERSON, name="Rosa P.", person=cast.rosa)
    Account.objects.create(email="rosa@home.example", person=cast.rosa, made_at=cast.now, password="!")
    given = signed(cast, kind=Consent.Kind.SUPPORTER, recipient=close, resources=["appointments"])
    crisis.make_help_link(given, act=cast.act(cast.maya))
    counseling.invite_guest(met, close, act=cast.act(cast.priya))
    counseling.keep_apart(cast.maya, "She wept.", act=cast.act(cast.priya))
    for parts in ({"narrative": "We spoke of the shop."}, {"narrative": "A draft."}):
        note = counseling.begin_note(cast.maya, shape=Note.Shape.NARRATIVE, act=cast.act(cast.priya))
        counseling.save_draft(note, parts, began_from=0, written="later", act=cast.act(cast.priya))
    counseling.sign(Note.objects.latest("pk"), act=cast.act(cast.priya))


def _signed_in(cast: Cast) -> None:
    """Maya is signed in somewhere, and has a passkey."""
    account, act = Account.objects.get(person=cast.maya), cast.act(cast.maya)
    accounts.open_session(account, factors="password", limits=CLIENT, device="", held={}, act=act)
    accounts.add_passkey(account, a_passkey(), "Phone", act=act)


def _elsewhere(cast: Cast) -> None:
    """Maya has to be in court in two days, and needs a ride; tomorrow she picks up what she takes."""
    begins = cast.now + 2 * DAY
    court = scheduling.book_elsewhere(
        cast.maya, cast.lena, what=Elsewhere.COURT, starts_at=begins, ends_at=begins + HOUR, place="12 Main St", strand="case",
        act=cast.act(cast.lena),
    )  # fmt: skip
    cases.ask_for(court, what=Arrangement.What.RIDE, act=cast.act(cast.maya))
    drops = cases.note_medicine(cast.maya, name="The night drops", act=cast.act(cast.maya))
    cases.expect_pick_up(drops, on=cast.today + DAY, act=cast.act(cast.lena))
    aunt = cases.Known(Lead.Kind.PERSON, "Her aunt", "+15550140", ContactPoint.Safety.SAFE)
    cases.note_lead(cast.maya, aunt, act=cast.act(cast.maya))
    cases.look_for(cast.maya, reason=Search.Reason.MISSED, owner=cast.lena, act=cast.act(cast.lena))
    rang = cases.Made(Attempt.Way.CALL, Attempt.Outcome.NO_ANSWER)
    cases.log_attempt(cast.maya, rang, key=uuid4(), act=cast.act(cast.priya))


def _looked(cast: Cast) -> None:
    """Ravi looked at Maya's record, and nothing says what for."""
    record_viewing(cast.maya, "checkins", "programme", act=cast.act(cast.ravi, at=cast.now - 2 * DAY))
    weigh_looks(cast.now)


def _closing(cast: Cast) -> None:
    """What the privacy officer decides about, and one emergency."""
    elin, maya = cast.act(cast.elin), cast.act(cast.maya)
    against = consent.Against(reader=cast.ada)
    consent.ask_restriction("Not Ada.", act=maya, against=against, what=["checkins"])
    for resource in ("care_plan", "demographics"):
        asked = rights.ask_amendment(rights.Meant(resource), wrong="Not so.", right="Otherwise.", act=maya)
    rights.decline_amendment(asked, ground=Amendment.Ground.RIGHT, answer="It is so.", act=elin)
    told = rights.Told("Somebody told my sister.", "Maya P.", "+15550111")
    rights.make_complaint(told, key=uuid4(), language="en", act=cast.act(None))
    rights.open_erasure(cast.maya, "She asked by phone.", act=elin)
    came = rights.Asked(LegalRequest.Kind.SUBPOENA, "A lawyer", "All about Maya P.", cast.today)
    asked = rights.open_legal_request(came, key=uuid4(), act=elin)
    order = rights.Order(cast.maya, "County court", "26-17: needed.", cast.today, ["appointments"])
    rights.check_order(asked, order, act=elin)
    found = rights.Found(Breach.How.SENT, "A letter went to the wrong house.", cast.today)
    breach = rights.open_breach(found, [cast.maya], key=uuid4(), act=elin)
    rights.weigh_breach(breach, rights.Weighed(BreachWeighing.Finding.NOTIFY, "It was read."), act=elin)
    words = rights.Words("A letter went astray.", "A name.", "Nothing.", "We check twice.", "Call us.")
    rights.write_notice(breach, words, language="en", act=elin)
    consent.note_conflict(cast.maya, cast.lena, tie=Conflict.Tie.NEIGHBOUR, act=elin)
    consent.restrict_record(
        cast.maya,
        reason=RestrictedRecord.Reason.SAFETY,
        readers=[cast.priya, cast.sam, cast.noor, cast.hana],
        act=elin,
    )
    consent.open_emergency_access(
        cast.maya, reason=EmergencyAccess.Reason.LIFE, words="No answer.", act=cast.act(cast.noor)
    )
    consent.open_case(
        "C-1", purpose=Case.Purpose.REQUEST, reader=cast.elin, role=Case.Role.PRIVACY_OFFICER,
        people=[cast.maya], until_at=cast.now + 9 * DAY, act=elin,
    )  # fmt: skip
