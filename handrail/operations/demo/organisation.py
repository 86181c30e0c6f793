"""Riverbend Recovery itself: its sites, its programmes, its help lines."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from handrail.foundation.teams.models import HelpLine, Organisation, Programme, Role, Site

NAME = "Riverbend Recovery"
ZONE = ZoneInfo("America/New_York")
#: How many people one part of the organisation looks after; a larger organisation has more parts, not larger ones.
PEOPLE_IN_A_PART = 600

SITES = (
    ("Mill Street", "12 Mill Street, Riverbend"),
    ("Lakeside", "4 Lakeside Walk, Riverbend"),
    ("Northgate", "77 Northgate Road, Riverbend"),
)
OUTPATIENT, INTENSIVE, MEDICATION, PEER, CASE, CRISIS = (
    "Outpatient", "Intensive outpatient", "Medication", "Peer recovery", "Case management", "Crisis",
)  # fmt: skip
#: The declared status of each programme under 42 CFR Part 2.
PROGRAMMES = {
    OUTPATIENT: Programme.Part2.COVERED,
    INTENSIVE: Programme.Part2.COVERED,
    MEDICATION: Programme.Part2.COVERED,
    PEER: Programme.Part2.COVERED,
    CASE: Programme.Part2.COVERED,
    CRISIS: Programme.Part2.NOT_COVERED,
}
#: The role that cares for people in each programme.
CARING = {
    OUTPATIENT: Role.COUNSELOR,
    INTENSIVE: Role.COUNSELOR,
    MEDICATION: Role.PRESCRIBER,
    PEER: Role.PEER_SPECIALIST,
    CASE: Role.CASE_MANAGER,
    CRISIS: Role.CRISIS_RESPONDER,
}
HELP = {
    HelpLine.Purpose.CRISIS_CALL: "988",
    HelpLine.Purpose.CRISIS_TEXT: "988",
    HelpLine.Purpose.EMERGENCY: "911",
    HelpLine.Purpose.TEAM: "+12125550102",
}


@dataclass
class Part:
    """One part of the organisation: its number from 1, how many people, programme and site keys by name."""

    number: int
    people: int
    programmes: dict[str, int] = field(default_factory=dict)
    sites: list[int] = field(default_factory=list)


def found_organisation(today: date) -> None:
    """Write down the organisation and the numbers people can call."""
    Organisation.objects.update_or_create(pk=1, defaults={"name": NAME, "time_zone": ZONE.key})
    for purpose, number in HELP.items():
        checked = {
            "number": number,
            "checked_on": today - timedelta(days=12),
            "check_again_on": today + timedelta(days=78),
        }
        HelpLine.objects.update_or_create(purpose=purpose, defaults=checked)


def parts_of(people: int) -> list[Part]:
    """How the organisation is divided: parts of about 600 people that differ by one at most."""
    count = max(1, round(people / PEOPLE_IN_A_PART))
    share, rest = divmod(people, count)
    return [Part(n + 1, share + (n < rest)) for n in range(count)]


def open_part(part: Part) -> None:
    """Write down the sites and programmes of one part."""
    for name, address in SITES:
        made = Site.objects.create(name=_named(name, part), address=address, time_zone=ZONE.key)
        part.sites.append(made.pk)
    for name, status in PROGRAMMES.items():
        part.programmes[name] = Programme.objects.create(name=_named(name, part), part2=status).pk


def _named(name: str, part: Part) -> str:
    return name if part.number == 1 else f"{name}, region {part.number}"
