"""From the tables of a package, new or old, to services with everything that belongs to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from handrail import strict_json
from handrail.operations.importing.files import records, text_of
from handrail.operations.importing.report import Refused, Report, Unfit, shown

Row = dict[str, str]
Found = Iterator[tuple[int, dict[str, Any]]]

#: What the tables were called over the years.
NAMES = {
    "organization": "organizations", "service": "services", "location": "locations",
    "service_at_location": "service_at_locations", "services_at_location": "service_at_locations",
    "services_at_locations": "service_at_locations", "phone": "phones", "address": "addresses",
    "physical_address": "addresses", "physical_addresses": "addresses", "schedule": "schedules",
    "regular_schedule": "schedules", "regular_schedules": "schedules", "language": "languages",
    "cost_option": "cost_options", "accessibility_for_disabilities": "accessibility", "attribute": "attributes",
    "services_taxonomy": "attributes", "service_taxonomy": "attributes", "service_taxonomies": "attributes",
    "taxonomy": "taxonomy_terms", "taxonomy_term": "taxonomy_terms",
}  # fmt: skip
BELONGING = ("phones", "schedules", "languages", "cost_options", "eligibility", "attributes")
AT_A_PLACE = ("phones", "schedules", "languages", "accessibility", "addresses")
ROW = "__row__"


class Tables:
    """Every table of a package as rows; a row knows its number."""

    def __init__(self, files: Mapping[str, bytes], report: Report) -> None:
        self.report = report
        named = _resources(files)
        self.rows = {
            named.get(name) or _called(name): self._read(name, data)
            for name, data in files.items() if name.endswith(".csv")
        }  # fmt: skip
        if "services" not in self.rows:
            raise Refused("There is no table of services in it.", "It needs a file services.csv.")

    def _read(self, name: str, data: bytes) -> list[Row]:
        lines = records(text_of(data, "", ","), ",")
        head = next(lines, None)
        if head is None:
            return []
        columns = [cell.strip().lower() for cell in head[1]]
        if len(set(columns)) < len(columns):
            raise Refused(f"{shown(name)} names a column twice.", "Give each column its own name.", row=1)
        found = []
        for number, cells in lines:
            if len(cells) > len(columns):
                self.report.refuse(
                    number, name, Unfit("The row has more cells than the header.", "Check its quotes.")
                )
            elif any(cells):
                row = {
                    column: cell.strip() for column, cell in zip(columns, cells, strict=False) if cell.strip()
                }
                found.append({**row, ROW: str(number)})
        return found

    def by(self, table: str, *columns: str) -> dict[tuple[str, str], list[Row]]:
        """The rows of a table by the row they belong to: (column, id)."""
        found: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in self.rows.get(table, ()):
            for column in columns:
                if row.get(column):
                    found[column, row[column]].append(row)
        return found


def services_of(tables: Tables) -> Found:
    """Each service with its row, in the shape that the specification gives it in JSON."""
    organisations = {row["id"]: row for row in tables.rows.get("organizations", ()) if row.get("id")}
    terms = {row["id"]: row for row in tables.rows.get("taxonomy_terms", ()) if row.get("id")}
    belongs = {name: tables.by(name, "service_id", "link_id") for name in BELONGING}
    links = tables.by("service_at_locations", "service_id")
    places = _places(tables)
    for row in tables.rows["services"]:
        key = row.get("id", "")
        service: dict[str, Any] = {name: value for name, value in row.items() if name != ROW}
        service["organization"] = organisations.get(row.get("organization_id", "")) or _named(row)
        for name in BELONGING:
            service[name] = belongs[name].get(("service_id", key), []) + belongs[name].get(
                ("link_id", key), []
            )
        service["attributes"] = [_with_term(one, terms) for one in service["attributes"]]
        service["service_at_locations"] = [
            {
                **link,
                "location": places.get(link.get("location_id", ""), {"missing": link.get("location_id", "")}),
            }
            for link in links.get(("service_id", key), [])
        ] or _own_place(row)
        yield int(row[ROW]), service


def _places(tables: Tables) -> dict[str, dict[str, Any]]:
    at = {name: tables.by(name, "location_id", "link_id") for name in AT_A_PLACE}
    return {
        row["id"]: {**row, **{name: at[name].get(("location_id", row["id"]), []) for name in AT_A_PLACE}}
        for row in tables.rows.get("locations", ()) if row.get("id")
    }  # fmt: skip


def _named(row: Row) -> dict[str, str]:
    # One table alone: the organization stands in its row, by name.
    name = row.get("organization_name") or row.get("organization") or ""
    return {"id": row.get("organization_id") or name, "name": name}


def _own_place(row: Row) -> list[dict[str, Any]]:
    if not (row.get("city") or row.get("latitude") or row.get("address_1")):
        return []
    address = {
        name: row[name]
        for name in ("address_1", "city", "state_province", "postal_code", "country")
        if name in row
    }
    spot = {name: row[name] for name in ("latitude", "longitude") if name in row}
    return [{"id": "", "location": {"id": "", **spot, "addresses": [address]}}]


def _with_term(attribute: Row, terms: Mapping[str, Row]) -> dict[str, Any]:
    key = attribute.get("taxonomy_term_id") or attribute.get("taxonomy_id") or ""
    return {**attribute, "taxonomy_term": terms.get(key, {})}


def _resources(files: Mapping[str, bytes]) -> dict[str, str]:
    """Which file is which table, as datapackage.json says it. Raises Refused."""
    if "datapackage.json" not in files:
        return {}
    try:
        listed = strict_json.read(files["datapackage.json"])["resources"]
        named = {PurePosixPath(one["path"]).name: _called(one["name"]) for one in listed}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Refused(
            "datapackage.json cannot be read.", "It needs resources, each with name and path."
        ) from None
    if missing := sorted(set(named) - set(files)):
        raise Refused(
            f"datapackage.json names {shown(missing[0])}, which is not there.",
            "Add it, or leave it out of resources.",
        )
    return named


def _called(name: str) -> str:
    plain = PurePosixPath(name).stem.lower()
    return NAMES.get(plain, plain)
