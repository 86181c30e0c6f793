"""`handrail services export FILE`: what is listed, as JSON of HSDS 3.0, a service with all its places."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from handrail.clinical.needs.domains import domains
from handrail.pillars.case_management.models import Service

#: Ids of ours where the specification wants a UUID and the file that brought a service had none.
OURS = uuid5(NAMESPACE_URL, "https://openreferral.org/handrail")
HOUR = 60


def run(file: Path) -> tuple[int, str]:
    """(exit code, report). The file is written whole, or not at all."""
    try:
        listed = list(services())
        draft = file.with_name(f".{file.name}.part")
        draft.write_text(json.dumps(listed, ensure_ascii=False, indent=1), encoding="utf-8")
        draft.replace(file)
    except OSError as error:
        return 1, f"{file} cannot be written ({error.strerror}). Nothing was changed."
    return 0, f"{file.name}: {len(listed)} services written."


def services() -> Iterator[dict[str, Any]]:
    """Every listed service in the shape of the specification."""
    rows = (
        Service.objects.listed().select_related("provider__source").order_by("provider", "external_id", "pk")
    )
    for _key, places in groupby(rows.iterator(), key=lambda row: (row.provider_id, row.external_id)):
        yield _service(list(places))


def _service(places: list[Service]) -> dict[str, Any]:
    first = places[0]
    scope = f"{first.provider.source.name}/{first.provider.external_id}"
    return _filled({
        "id": _uuid(first.external_id, f"{scope}/{first.external_id}"),
        "name": first.name, "status": first.status, "description": first.description, "url": first.url,
        "email": first.email, "fees_description": first.fees, "eligibility_description": first.eligibility,
        "minimum_age": first.youngest, "maximum_age": first.oldest,
        "assured_date": first.assured_on.isoformat() if first.assured_on else None,
        "organization": {
            "id": _uuid(first.provider.external_id, scope), "name": first.provider.name, "description": first.provider.name,
        },
        "languages": [{"id": _uuid("", f"{scope}/{first.pk}/{code}"), "code": code} for code in first.languages],
        "attributes": [_need(code, f"{scope}/{first.pk}") for code in first.needs],
        "service_at_locations": [_at(one, f"{scope}/{one.pk}") for one in places],
    })  # fmt: skip


def _at(one: Service, scope: str) -> dict[str, Any]:
    return _filled({
        "id": _uuid("", f"{scope}/at"),
        "phones": [{"id": _uuid("", f"{scope}/phone"), "number": one.phone}] if one.phone else [],
        "schedules": [_schedule(hours, f"{scope}/{n}") for n, hours in enumerate(one.hours)],
        "location": _location(one, scope),
    })  # fmt: skip


def _location(one: Service, scope: str) -> dict[str, Any]:
    place = _uuid(one.place_id, f"{scope}/place")
    address = {
        "id": _uuid("", f"{scope}/address"), "address_1": one.street, "city": one.city, "state_province": one.region,
        "postal_code": one.postal_code, "country": one.country, "address_type": "physical",
    }  # fmt: skip
    return _filled({
        "id": place, "location_type": "physical" if one.city or one.latitude is not None else "virtual",
        "latitude": one.latitude, "longitude": one.longitude, "transportation": one.transport,
        # An address has every part that the specification asks for, or is left out.
        "addresses": [address] if all(address.values()) else [],
        "accessibility": [{"id": _uuid("", f"{scope}/access"), "description": one.accessibility}] if one.accessibility else [],
    })  # fmt: skip


def _schedule(hours: dict[str, Any], scope: str) -> dict[str, Any]:
    return _filled({
        "id": _uuid("", scope), "freq": "WEEKLY" if hours["days"] else None, "byday": ",".join(hours["days"]),
        "opens_at": _clock(hours["opens"]), "closes_at": _clock(hours["closes"]), "description": hours["words"],
    })  # fmt: skip


def _need(code: str, scope: str) -> dict[str, Any]:
    known = domains()[code]
    term = {"id": _uuid("", f"need/{code}"), "code": code, "name": code.replace("_", " "),
            "description": ", ".join(known.codes) or code, "taxonomy": "Domains of need"}  # fmt: skip
    return {"id": _uuid("", f"{scope}/{code}"), "link_entity": "service", "taxonomy_term": term}


def _clock(minutes: int | None) -> str | None:
    # Midnight at the end of a day is written as that of the next one.
    return None if minutes is None else f"{minutes // HOUR % 24:02}:{minutes % HOUR:02}"


def _uuid(given: str, scope: str) -> str:
    try:
        return str(UUID(given))
    except ValueError:
        return str(uuid5(OURS, scope))


def _filled(found: dict[str, Any]) -> dict[str, Any]:
    """Without what is empty: the specification has no empty words."""
    return {name: value for name, value in found.items() if value not in (None, "", [])}
