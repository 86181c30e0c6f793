"""What there is round Riverbend: a small directory, as its publisher's file would bring it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from handrail.foundation.ledger.act import Act
from handrail.operations.demo.window import Window
from handrail.operations.importing.hsds.hours import hours_of_the_week
from handrail.pillars.case_management import actions as cases
from handrail.pillars.case_management.offer import Offer

SOURCE = "Riverbend 211"
WEEKDAYS, NIGHTS = ["MO", "TU", "WE", "TH", "FR"], ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
#: organisation, service, needs, days, opens, closes (minutes), languages, cost, street, north, east, for whom, steps
OFFERED: tuple[tuple[Any, ...], ...] = (
    ("Harbor House", "Rooms for one", ["housing"], WEEKDAYS, 540, 1020, ["en", "es"], "paid", "12 Quay Road", 44.052, -123.091, "Adults in recovery", True),
    ("Orchard Street Homes", "Shared recovery home", ["housing", "connection"], WEEKDAYS, 600, 960, ["en"], "paid", "40 Orchard Street", 44.061, -123.078, "Adults, no one turned away for medication", False),
    ("St. Brigid Shelter", "Bed for 30 days", ["housing"], NIGHTS, 1080, 480, ["en", "es"], "free", "3 Chapel Lane", 44.047, -123.101, "Anybody", True),
    ("River Valley Tenants", "Help with rent and eviction", ["housing", "legal"], WEEKDAYS, 540, 900, ["en", "es"], "free", "88 Mill Street", 44.055, -123.088, "Tenants of the county", True),
    ("Full Table", "Food boxes", ["food"], ["TU", "SA"], 600, 840, ["en", "es"], "free", "5 Station Square", 44.049, -123.093, "Anybody", True),
    ("Meadow Buses", "Rides to appointments", ["transport"], WEEKDAYS, 420, 1140, ["en"], "free", "1 Meadow Way", 44.066, -123.07, "People with Medicaid", True),
    ("Bridge Works", "Back to work", ["work"], WEEKDAYS, 540, 1020, ["en"], "free", "21 Bridge Street", 44.051, -123.085, "Adults looking for work", True),
    ("County Benefits Desk", "SNAP, Medicaid and cash benefits", ["food", "money", "health_care"], WEEKDAYS, 480, 1020, ["en", "es", "vi"], "free", "200 County Road", 44.058, -123.097, "Residents of the county", True),
    ("Valley Legal Aid", "Records and reentry", ["legal"], ["WE"], 780, 1020, ["en", "es"], "free", "9 Court Street", 44.05, -123.094, "People with a low income", False),
    ("Mill Street Clinic", "Primary care without a long wait", ["health_care"], WEEKDAYS, 480, 1080, ["en", "es"], "paid", "60 Mill Street", 44.056, -123.089, "Anybody", True),
    ("Little Boats", "Daycare while you are in a group", ["childcare"], WEEKDAYS, 480, 1080, ["en", "es"], "free", "14 Garden Street", 44.053, -123.08, "Children from 1 to 6", True),
    ("Safe Landing", "A safe place tonight", ["safety", "housing"], NIGHTS, 0, 1440, ["en", "es"], "free", "", None, None, "Anybody who is not safe at home", True),
)  # fmt: skip


def list_services(window: Window) -> None:
    """Take the directory in, as of three weeks ago."""
    at = window.now - timedelta(days=21)
    offers = [_offer(number, row, at.date()) for number, row in enumerate(OFFERED, start=1)]
    cases.take_in(SOURCE, offers, file="0" * 64, act=Act(actor=None, at=at, via="import"))


def _offer(number: int, row: tuple[Any, ...], checked: object) -> Offer:
    house, name, needs, days, opens, closes, languages, cost, street, north, east, whom, steps = row
    hours = [{"days": days, "opens": opens, "closes": closes, "words": ""}]
    values = {
        "name": name, "keywords": house, "needs": needs, "hours": hours, "open_hours": hours_of_the_week(hours),
        "languages": languages, "cost": cost, "street": street, "city": "Riverbend", "postal_code": "97401",
        "country": "US", "region": "OR", "latitude": north, "longitude": east, "eligibility": whom, "step_free": steps,
        "accessibility": "No steps at the door" if steps else "", "phone": f"+155502{number:02}", "assured_on": checked,
    }  # fmt: skip
    return Offer(f"org-{number}", house, "", f"service-{number}", "", values)
