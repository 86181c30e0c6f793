"""Runs inside Django: a directory made up, taken in and searched."""

from __future__ import annotations

import csv
import io
import random
import zipfile
from pathlib import Path
from time import perf_counter

from handrail.operations.importing.hsds import command
from handrail.pillars.case_management.models import Spot
from handrail.pillars.case_management.queries import Asked, search, spot_of

KINDS = (
    "Shelter",
    "Food Pantry",
    "Bus Passes",
    "Job Training",
    "Benefits Help",
    "Legal Aid",
    "Health Clinic",
    "Daycare",
    "Safe House",
    "Peer Group",
)
NEEDS = ("housing", "food", "transport", "work", "money", "legal", "health_care", "childcare", "connection")
STREETS = ("River", "Mill", "Quay", "Orchard", "Chapel", "Station", "Bridge", "Harbor", "Meadow", "Garden")
TOWNS = [(f"Town {n}", f"97{n:03}", 43.5 + n % 10 / 10, -123.5 + n // 10 / 10) for n in range(100)]
MIDDLE = Spot(44.05, -123.09)


def write(path: str, many: int) -> str:
    """A package of tables with so many services, most of them in one city."""
    lots = random.Random(7)
    services, links, places, addresses, days, spoken, terms = ([] for _ in range(7))
    for n in range(many):
        kind, town = lots.choice(KINDS), lots.choice(TOWNS)
        north, east = (MIDDLE.latitude, MIDDLE.longitude) if n % 3 else town[2:]
        services.append([f"s{n}", f"o{n % 5000}", f"{lots.choice(STREETS)} {kind} {n}", "active", "Free" if n % 2 else "",
                         f"Help with {kind.lower()} near {lots.choice(STREETS)} Street for whoever needs it."])  # fmt: skip
        links.append([f"x{n}", f"s{n}", f"l{n}"])
        places.append([f"l{n}", north + lots.gauss(0, 0.05), east + lots.gauss(0, 0.05)])
        addresses.append([f"l{n}", f"{n} {lots.choice(STREETS)} Street", town[0], town[1]])
        days.append([f"s{n}", lots.choice(("Monday", "Tuesday", "Saturday")), "09:00", "17:00"])
        spoken.append([f"s{n}", lots.choice(("English", "Spanish", "Vietnamese"))])
        terms.append([f"s{n}", f"t{KINDS.index(kind)}"])
    tables = {
        "organizations.csv": (["id", "name"], [[f"o{n}", f"{STREETS[n % 10]} House {n}"] for n in range(5000)]),
        "services.csv": (["id", "organization_id", "name", "status", "fees", "description"], services),
        "services_at_location.csv": (["id", "service_id", "location_id"], links),
        "locations.csv": (["id", "latitude", "longitude"], places),
        "physical_addresses.csv": (["location_id", "address_1", "city", "postal_code"], addresses),
        "regular_schedules.csv": (["service_id", "weekday", "opens_at", "closes_at"], days),
        "languages.csv": (["service_id", "language"], spoken),
        "services_taxonomy.csv": (["service_id", "taxonomy_id"], terms),
        "taxonomy.csv": (["id", "name"], [[f"t{n}", kind] for n, kind in enumerate(KINDS)]),
    }  # fmt: skip
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, (head, rows) in tables.items():
            text = io.StringIO()
            csv.writer(text).writerows([head, *rows])
            packed.writestr(name, text.getvalue())
    return path


def take_in(path: str) -> float:
    """Seconds of the whole command, from the file to the last row."""
    began = perf_counter()
    code, told = command.run(Path(path), "riverbend", True, False)
    took = perf_counter() - began
    if code:
        raise RuntimeError(told)
    return took


def searches(many: int) -> dict[str, list[float]]:
    """Seconds of each search, by what was looked for."""
    lots = random.Random(11)
    asked = {
        "a need, nearest first": lambda: Asked(need=lots.choice(NEEDS), spot=_somewhere(lots)),
        "words, by name": lambda: Asked(words=f"{lots.choice(STREETS)} {lots.choice(KINDS)}"),
        "a need in Spanish, free, on a Saturday, nearest": lambda: Asked(
            need=lots.choice(NEEDS), language="es", free=True, hour=5 * 24 + 10, spot=_somewhere(lots)
        ),
        "a place alone": lambda: Asked(spot=_somewhere(lots)),
        "nothing at all": lambda: Asked(page=lots.randint(1, 5)),
    }
    return {how: [_timed(make()) for _ in range(many)] for how, make in asked.items()}


def _somewhere(lots: random.Random) -> Spot:
    return Spot(MIDDLE.latitude + lots.gauss(0, 0.1), MIDDLE.longitude + lots.gauss(0, 0.1))


def _timed(asked: Asked) -> float:
    began = perf_counter()
    search(asked)
    if asked.page == 1:
        spot_of("Town 7")
    return perf_counter() - began
