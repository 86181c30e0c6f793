"""What stands beside a follow-up: how the person may be reached, with their rules, and where its work is done."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from handrail.foundation.consent.at_once import ask_ahead
from handrail.foundation.consent.evaluator import decide, may
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import ContactPoint, Person
from handrail.foundation.teams.queries import local, team_of
from handrail.interfaces.contact_words import Way, ways
from handrail.pillars.crisis.ladder import asked_for_rungs
from handrail.pillars.crisis.models import FollowUp
from handrail.pillars.crisis.noting import note_critical

Kind = FollowUp.Kind
#: What is a contact with the person; the others are done about them.
CONTACTS = {*FollowUp.MONTH, Kind.NEXT_DAY, Kind.CHECK_IN, Kind.CONTACT, Kind.DEBRIEF}
#: What is asked of the access matrix for the links beside each.
ASKED = {
    Kind.PLAN: (("safety_plan", "write"), ("safety_plan", "read"), ("care_plan", "read")),
    Kind.MEETINGS: (("safety_plan", "write"), ("appointments", "write")),
}


@dataclass(frozen=True, slots=True)
class Beside:
    """`ways`: how they may be reached. `ask`: who knows, where the reader may not. `links`: (address, words)."""

    ways: list[Way]
    ask: str
    links: list[tuple[str, str]]


def beside(due: FollowUp, act: Act) -> Beside:
    """For one follow-up; reading how somebody is reached is written down."""
    person = due.alert.person
    if person is None:
        return Beside([], "", [])
    # Who could do it instead stands on the same page.
    cells = ASKED.get(Kind(due.kind), (("safe_contact", "read"),))
    ask_ahead(act, person, *cells, others=asked_for_rungs(act))
    if due.kind not in CONTACTS:
        return Beside([], "", _links(due, person, act))
    decision = decide(act, "safe_contact", person)
    if not decision.allowed:
        return Beside([], ", ".join(one.worker.preferred_name for one in team_of(person, act.at)), [])
    note_critical(person, {"safe_contact": decision}, act=act)
    points = ContactPoint.objects.filter(person=person, ended_at=None).safest_first()
    return Beside(ways(list(points), local(person, act.at)), "", [])


def _links(due: FollowUp, person: Person, act: Act) -> list[tuple[str, str]]:
    there = {
        Kind.PLAN: [("alert_coping_plan", due.alert_id, _("Plan the next three days together"), ("safety_plan", "write")),
                    ("safety_plan", person.pk, _("Their safety plan"), ("safety_plan", "read")),
                    ("plan", person.pk, _("Their plan"), ("care_plan", "read"))],
        Kind.MEETINGS: [("alert_coping_plan", due.alert_id, _("Plan the next three days together"), ("safety_plan", "write")),
                        ("appointments_of", person.pk, _("Appointments"), ("appointments", "write"))],
    }.get(Kind(due.kind), [])  # fmt: skip
    return [
        (reverse(f"staff:{name}", args=[key]), words)
        for name, key, words, (resource, action) in there
        if may(act, resource, person, action)
    ]
