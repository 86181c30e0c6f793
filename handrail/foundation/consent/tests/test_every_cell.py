"""Every cell of the access matrix both ways, read from its file: opened where its rule is met, closed where it is not."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import product

import pytest
from django.db import transaction

from handrail.foundation.consent.entries import About
from handrail.foundation.consent.evaluator import may, people_for
from handrail.foundation.consent.matrix import cell, matrix, resources
from handrail.foundation.consent.models import Case, CasePerson, Consent, Grant, Packet, Recipient
from handrail.foundation.people.models import Person
from handrail.foundation.teams import actions as teams
from handrail.foundation.teams.models import Programme, Role
from tests.cast import NEW_YORK, WORKERS, Cast, build_cast
from tests.partners import harbor_house, signed

ROLES, RESOURCES, ACTIONS = sorted(matrix()), sorted(resources()), ("read", "write", "append")
NOTES = "sud_counseling_notes"
#: Rules that look at one entry, with what makes them true of somebody.
OF_AN_ENTRY = {
    "author": lambda me: About(author=me),
    "participant": lambda me: About(participants=frozenset({me})),
    "released": lambda me: About(author=0, released_to=frozenset({me})),
    "shared_up": lambda me: About(author=0, shared_up=True),
}
OF_A_PERSON = {"assigned", "programme", "granted", "referral", "case", "org"}
#: Cells whose facts belong to the crisis and the appointment work: closed to everybody until then.
WAITING = {"episode", "desk"}
#: Nothing of one person is opened by these; a machine has no way in yet.
OPENS_NOBODY = {"none", "aggregate", "metadata", "append", "consented"}
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Asking:
    """Somebody in a role, about a person of whom the rule is met, or is not; `org` is met by everybody ever served."""

    actor: Person
    person: Person
    met: bool


def rule_for(role: str, resource: str, action: str) -> str:
    """The rule in words of the file; what is only added to follows whoever the role may see."""
    found = cell(role, resource)
    if action != "append" or found.write != "append":
        return found.read if action == "read" else found.write
    return found.read if found.read != "none" else cell(role, "demographics").read


def opens(role: str, rule: str) -> bool:
    """Whether the rule, met, opens a record to this role. `own` of a worker is their own, and asked of a client."""
    assert rule in OPENS_NOBODY | WAITING | OF_A_PERSON | set(OF_AN_ENTRY) | {"own"}, rule
    return rule in OF_A_PERSON or rule in OF_AN_ENTRY or (rule == "own" and role == "client")


@pytest.fixture(scope="module")
def _made(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        cast = build_cast(datetime(2026, 11, 19, 19, 30, tzinfo=NEW_YORK))
        yield cast, staff(cast) | others(cast)
        transaction.set_rollback(True)


@pytest.fixture
def db(_made):
    """Every question is asked of the same world; nothing here changes it."""


@pytest.fixture
def world(_made, db, django_db_blocker):
    with django_db_blocker.unblock():
        yield _made


def staff(cast: Cast) -> dict[str, list[Asking]]:
    """Each role of the team twice: with Maya's programme and care, and in the other programme without."""
    here, there = Programme.objects.order_by("pk")
    began = cast.act(None, cast.now - timedelta(days=100))
    known = {role.value: cast.people[name] for name, (_, _, role) in WORKERS.items()}
    found: dict[str, list[Asking]] = {}
    for role in Role:
        near = known.get(role.value)
        if near is None:
            near = Person.objects.create(preferred_name=f"Near {role}", made_at=began.at)
            teams.join(near, here, role, act=began)
        far = Person.objects.create(preferred_name=f"Far {role}", made_at=began.at)
        teams.join(far, there, role, act=began)
        found[role.value] = [Asking(near, cast.maya, met=True), Asking(far, cast.maya, met=False)]
    teams.begin_care(cast.ravi, cast.maya, Role.SUPERVISOR, act=began)
    case_for(cast, cast.elin, Case.Role.PRIVACY_OFFICER)
    everybody_shares(cast)
    return found


def everybody_shares(cast: Cast) -> None:
    for resource in RESOURCES:
        if cell("peer_specialist", resource).read == "granted" and resource != "checkins":
            Grant.objects.create(person=cast.maya, reader=cast.sam, resource=resource, from_at=cast.now - DAY)
    ravi = Recipient.objects.create(kind=Recipient.Kind.PERSON, name="Ravi S.", person=cast.ravi)
    signed(cast, kind=Consent.Kind.COUNSELING_NOTES, recipient=ravi, resources=[NOTES])


def others(cast: Cast) -> dict[str, list[Asking]]:
    """Those outside the team, and the person themself."""
    without = Person.objects.create(preferred_name="Nobody's", made_at=cast.now - DAY)
    auditor = Person.objects.create(preferred_name="Audrey T.", made_at=cast.now - DAY)
    case_for(cast, auditor, Case.Role.AUDITOR)
    parts = [resource for resource in RESOURCES if resource != NOTES]
    rosa = Recipient.objects.create(kind=Recipient.Kind.PERSON, name="Rosa", person=cast.rosa)
    signed(cast, kind=Consent.Kind.SUPPORTER, recipient=rosa, resources=parts)
    given = signed(cast, recipient=harbor_house(cast), resources=parts)
    Packet.objects.create(
        person=cast.maya, recipient=given.recipient, consent=given, resources=parts, sent_at=cast.now - DAY
    )
    reached = {"client": cast.maya, "supporter": cast.rosa, "community_partner": cast.hana, "auditor": auditor,
               "integration": without}  # fmt: skip
    return {role: [Asking(actor, cast.maya, met=True),
                   Asking(actor if role in {"supporter", "client"} else without, cast.omar, met=False)]
            for role, actor in reached.items()}  # fmt: skip


def case_for(cast: Cast, reader: Person, role: str) -> None:
    agreement = {"agreement": "A-7"} if role == Case.Role.AUDITOR else {}
    case = Case.objects.create(
        number=f"C-{role}", purpose=Case.Purpose.AUDIT, reader=reader, role=role, opened_by=cast.priya,
        opened_at=cast.now - DAY, approved_by=cast.ravi, approved_at=cast.now - DAY, until_at=cast.now + DAY,
        **agreement,
    )  # fmt: skip
    CasePerson.objects.create(case=case, person=cast.maya)


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("resource", RESOURCES)
@pytest.mark.parametrize("role", ROLES)
def test_each_cell_opens_where_its_rule_is_met_and_nowhere_else(world, role, resource, action):
    cast, everybody = world
    rule = rule_for(role, resource, action)
    for asking in everybody[role]:
        if rule == "org" and not asking.met and role != "auditor":
            # The office is the whole organisation: nobody who was never served here.
            asking = replace(asking, person=cast.rosa, met=resource == "accounts")
        about = about_for(rule, asking)
        expected = asking.met and opens(role, rule)
        act = cast.act(asking.actor)
        assert may(act, resource, asking.person, action, about) == expected, (role, resource, action, rule)
        if rule not in OF_AN_ENTRY:
            assert (asking.person in people_for(act, resource, action)) == expected


def about_for(rule: str, asking: Asking) -> About | None:
    """What is known of the entry: true for whoever the rule is met by, and an entry of somebody else's otherwise."""
    if rule not in OF_AN_ENTRY:
        return None
    return OF_AN_ENTRY[rule](asking.actor.pk) if asking.met else About(author=0)


def test_the_file_names_three_hundred_and_sixty_cells_and_each_is_asked_both_ways():
    questions = [rule_for(*question) for question in product(ROLES, RESOURCES, ACTIONS)]
    rules = ", ".join(f"{rule} {count}" for rule, count in Counter(questions).most_common())
    print(
        f"{len(questions)} questions of {len(ROLES)} x {len(RESOURCES)} cells, both ways. By rule: {rules}."
    )
    assert len(questions) == 360 * len(ACTIONS)
