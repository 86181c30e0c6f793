"""One file of services, whatever its form: JSON of the specification, a package of tables, or a table alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from handrail import strict_json
from handrail.operations.importing.hsds import archive
from handrail.operations.importing.hsds.offers import offers_of
from handrail.operations.importing.hsds.tables import Found, Tables, services_of
from handrail.operations.importing.hsds.values import At
from handrail.operations.importing.report import Refused, Report, Unfit
from handrail.pillars.case_management.offer import Offer

ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Read:
    """What a file offers, and the SHA-256 of its bytes."""

    offers: list[Offer]
    digest: str


def read(path: Path, report: Report, today: date) -> Read:
    """Every service of the file; what is wrong stands in `report`, by row. Raises Refused for the file as a whole."""
    found, digest = _services(path, report)
    offers: dict[tuple[str, str, str], Offer] = {}
    for row, service in found:
        report.rows += 1
        for offer in offers_of(At(report, row), service, today):
            if offer.key in offers:
                report.refuse(
                    row, "id", Unfit("This service stands at this place twice.", "Keep one of them.")
                )
            offers[offer.key] = offer
    if not report.rows:
        raise Refused("There is no service in it.", "Look whether it is the right file.")
    return Read(list(offers.values()), digest)


def _services(path: Path, report: Report) -> tuple[Found, str]:
    if path.is_dir():
        files = archive.tables_of_folder(path)
        return services_of(Tables(files, report)), _digest(*files.values())
    data = archive.content(path)
    if data.startswith(ZIP):
        files = archive.tables_of_zip(path)
        if "services.json" in files and "services.csv" not in files:
            return _from_json(files["services.json"]), _digest(data)
        return services_of(Tables(files, report)), _digest(data)
    if path.suffix.lower() == ".csv":
        return services_of(Tables({"services.csv": data}, report)), _digest(data)
    return _from_json(data), _digest(data)


def _digest(*parts: bytes) -> str:
    return sha256(b"".join(parts)).hexdigest()


def _from_json(data: bytes) -> Found:
    try:
        whole = strict_json.read(data)
    except strict_json.NotStrict as wrong:
        raise Refused(
            f"It cannot be read as JSON: {wrong}.", "Give HSDS JSON, a zip of tables, or a CSV."
        ) from None
    services = _listed(whole)
    if not all(isinstance(one, Mapping) for one in services):
        raise Refused("Not everything in it is a service.", "Give a list of services.")
    return iter(enumerate(services, start=1))


def _listed(whole: Any) -> list[Any]:
    """A list of services, one service, or a page of the HSDS API."""
    if isinstance(whole, list):
        return whole
    if isinstance(whole, Mapping):
        for name in ("contents", "services", "service"):
            if isinstance(whole.get(name), list):
                listed: list[Any] = whole[name]
                return listed
        if "name" in whole:
            return [whole]
    raise Refused("There are no services in it.", "Give a list of services, or a page of the HSDS API.")
