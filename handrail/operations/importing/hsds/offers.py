"""From a service as the specification nests it to what the directory keeps: one offer at each of its places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from handrail.clinical.needs.domains import domains_of
from handrail.operations.importing.hsds.hours import hours_of, hours_of_the_week
from handrail.operations.importing.hsds.values import At
from handrail.pillars.case_management.offer import Offer

STATUSES = {"active", "inactive", "defunct", "temporarily closed"}
WITHOUT_STEPS = ("wheelchair", "step-free", "step free", "ramp", "elevator", "lift", "silla de ruedas")
FREE = ("free", "no cost", "no charge", "no fee", "none", "gratis", "$0")
#: Names of languages as directories write them, where no code stands beside.
LANGUAGES = {"english": "en", "spanish": "es", "español": "es", "french": "fr", "german": "de", "arabic": "ar",
             "chinese": "zh", "mandarin": "zh", "vietnamese": "vi", "tagalog": "tl", "russian": "ru", "korean": "ko",
             "haitian creole": "ht", "portuguese": "pt", "somali": "so", "ukrainian": "uk", "urdu": "ur", "polish": "pl",
             "american sign language": "ase"}  # fmt: skip
HIGHEST_AGE = 150
Found = Mapping[str, Any]


def offers_of(at: At, service: Found, today: date) -> Iterator[Offer]:
    """One offer for each place, one without a place where the file names none."""
    id, name = at.needed(service, "id", 120), at.needed(service, "name", 240)
    provider, common = _provider(at, service), _common(at, service, today)
    links = at.rows(service, "service_at_locations") or [{}]
    for link in links:
        place = link.get("location") or {}
        if not isinstance(place, Mapping) or "missing" in place:
            at.wrong(
                "location_id",
                "There is no location with this id.",
                "Add it to the locations, or take the link out.",
            )
            continue
        values = {**common, **_place(at, link, place, service, today), "name": name}
        values["keywords"] = " ".join(filter(None, [provider[1], *values.pop("terms")]))
        yield Offer(*provider, id, at.text(place, "id", 120), values)


def _provider(at: At, service: Found) -> tuple[str, str, str]:
    found = service.get("organization")
    if not isinstance(found, Mapping) or not (found.get("id") or found.get("name")):
        at.wrong("organization", "It belongs to no organization.", "Name the organization that offers it.")
        return "", "", ""
    name = at.needed(found, "name", 240)
    return at.text(found, "id", 120) or name[:120], name, at.text(found, "email", 254)


def _common(at: At, service: Found, today: date) -> dict[str, Any]:
    fees = at.text(service, "fees_description") or at.text(service, "fees")
    terms = [name for one in at.rows(service, "attributes") if (name := _term(at, one))]
    ages = at.whole(service, "minimum_age", HIGHEST_AGE), at.whole(service, "maximum_age", HIGHEST_AGE)
    if None not in ages and ages[0] > ages[1]:  # type: ignore[operator]
        at.wrong("maximum_age", "The oldest is younger than the youngest.", "Put the ages right.")
    checked = at.day(service, "assured_date") or at.day(service, "last_modified")
    return {
        "description": at.text(service, "description", 10_000), "terms": terms,
        "needs": list(domains_of(terms, at.text(service, "name", 240))),
        "status": at.one_of(service, "status", STATUSES, "active"),
        "eligibility": _eligibility(at, service), "youngest": ages[0], "oldest": ages[1], "fees": fees,
        "cost": _cost(at, service, fees), "url": at.text(service, "url", 500),
        "email": at.text(service, "email", 254), "assured_on": checked if checked and checked <= today else None,
    }  # fmt: skip


def _place(at: At, link: Found, place: Found, service: Found, today: date) -> dict[str, Any]:
    hours = hours_of(at, _first(at, "schedules", link, service, place), today)
    phones = _first(at, "phones", link, service, place)
    address = next(iter(at.rows(place, "addresses")), {})
    access = "; ".join(filter(None, (_access(at, one) for one in at.rows(place, "accessibility"))))
    spoken = [*at.rows(service, "languages"), *at.rows(place, "languages")]
    north, east = at.number(place, "latitude", -90, 90), at.number(place, "longitude", -180, 180)
    return {
        "hours": hours, "open_hours": hours_of_the_week(hours), "accessibility": access,
        "step_free": any(word in access.lower() for word in WITHOUT_STEPS) and "not " not in access.lower(),
        "languages": sorted({code for code in (_language(at, one) for one in spoken) if code}),
        "phone": at.text(phones[0], "number", 64) if phones else "",
        "street": " ".join(filter(None, [at.text(address, "address_1", 120), at.text(address, "address_2", 119)])),
        "city": at.text(address, "city", 120), "region": at.text(address, "state_province", 120),
        "postal_code": at.text(address, "postal_code", 24), "country": at.text(address, "country", 2),
        "transport": at.text(place, "transportation"),
        "latitude": north if east is not None else None, "longitude": east if north is not None else None,
    }  # fmt: skip


def _first(at: At, name: str, *found: Found) -> list[Found]:
    """What stands nearest: at this place of the service, at the service, at the place."""
    return next((rows for one in found if (rows := at.rows(one, name))), [])


def _term(at: At, attribute: Found) -> str:
    term = attribute.get("taxonomy_term")
    return at.text(term, "name", 240) if isinstance(term, Mapping) else ""


def _eligibility(at: At, service: Found) -> str:
    said = at.text(service, "eligibility_description")
    older = service.get("eligibility")
    rows = at.rows(service, "eligibility") if isinstance(older, list) else []
    return said or "; ".join(filter(None, (at.text(one, "eligibility", 1000) for one in rows)))


def _cost(at: At, service: Found, fees: str) -> str:
    asked = [at.number(one, "amount", 0, 1e9) for one in at.rows(service, "cost_options")]
    if any(amount for amount in asked):
        return "paid"
    if asked and all(amount == 0 for amount in asked):
        return "free"
    plain = fees.strip().lower().rstrip(".")
    return "unknown" if not plain else "free" if plain in FREE else "paid" if "$" in plain else "unknown"


def _access(at: At, one: Found) -> str:
    said = at.text(one, "description", 1000) or at.text(one, "accessibility", 1000)
    return ", ".join(filter(None, [said, at.text(one, "details", 1000)]))


def _language(at: At, one: Found) -> str:
    code = at.text(one, "code", 12).lower()
    name = (at.text(one, "name", 60) or at.text(one, "language", 60)).lower()
    return code or LANGUAGES.get(name, name[:12])
