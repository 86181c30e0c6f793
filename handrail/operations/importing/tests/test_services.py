"""Riverbend's directory comes in whole or not at all, in each form of the specification, and goes out again."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import date

import pytest

from handrail.foundation.ledger.models import Entry
from handrail.operations.importing.hsds import archive, command, export
from handrail.operations.importing.hsds.hours import hours_of_the_week
from handrail.operations.importing.hsds.reading import read
from handrail.operations.importing.report import Refused, Report
from handrail.pillars.case_management.models import Provider, Service, Source, Spot

TODAY = date(2026, 11, 30)
ROOMS = {
    "id": "7a1c6f0e-3f5d-4b6e-9a55-0d3c2f7e1a01", "name": "Rooms for one", "status": "active",
    "description": "A furnished room, for up to a year.", "fees_description": "Free", "minimum_age": 18,
    "assured_date": "2026-10-01",
    "organization": {"id": "7a1c6f0e-3f5d-4b6e-9a55-0d3c2f7e1a02", "name": "Harbor House", "description": "Homes."},
    "languages": [{"id": "l", "name": "Spanish"}, {"id": "m", "code": "en"}],
    "attributes": [{"id": "a", "taxonomy_term": {"id": "t", "name": "Transitional Housing"}}],
    "schedules": [{"id": "s", "freq": "WEEKLY", "byday": "MO,TU", "opens_at": "09:00:00", "closes_at": "12:00"}],
    "service_at_locations": [
        {"id": "x", "phones": [{"id": "p", "number": "+1 555 0142"}],
         "location": {"id": "7a1c6f0e-3f5d-4b6e-9a55-0d3c2f7e1a03", "location_type": "physical", "latitude": 44.05, "longitude": -123.09,
                      "accessibility": [{"id": "w", "description": "Wheelchair access at the side door"}],
                      "addresses": [{"id": "d", "address_1": "12 Quay Road", "city": "Riverbend", "state_province": "OR",
                                     "postal_code": "97401", "country": "US", "address_type": "physical"}]}},
        {"id": "y", "location": {"id": "north", "location_type": "physical", "latitude": 44.2, "longitude": -123.09}},
    ],
}  # fmt: skip
TABLES = {
    "organizations.csv": [["id", "name"], ["o1", "Harbor House"]],
    "services.csv": [["id", "organization_id", "name", "status", "fees"], ["s1", "o1", "Rooms for one", "active", "Free"]],
    "locations.csv": [["id", "latitude", "longitude"], ["l1", "44.05", "-123.09"]],
    "services_at_location.csv": [["id", "service_id", "location_id"], ["x1", "s1", "l1"]],
    "physical_addresses.csv": [["id", "location_id", "address_1", "city", "postal_code"], ["a1", "l1", "12 Quay Road", "Riverbend", "97401"]],
    "regular_schedules.csv": [["id", "service_id", "weekday", "opens_at", "closes_at"], ["r1", "s1", "Monday", "09:00", "12:00"]],
    "languages.csv": [["id", "service_id", "language"], ["g1", "s1", "Spanish"]],
    "services_taxonomy.csv": [["id", "service_id", "taxonomy_id"], ["y1", "s1", "t1"]],
    "taxonomy.csv": [["id", "name"], ["t1", "Housing"]],
    "phones.csv": [["id", "service_id", "number"], ["p1", "s1", "+1 555 0142"]],
}  # fmt: skip


def written(rows):
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()


def packed(tmp_path, tables=TABLES, name="riverbend.zip", **more):
    path = tmp_path / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
        for table, rows in {**tables, **more}.items():
            zipped.writestr(table, written(rows) if isinstance(rows, list) else rows)
    return path


def as_json(tmp_path, found, name="riverbend.json"):
    path = tmp_path / name
    path.write_text(json.dumps(found))
    return path


def offered(path):
    report = Report(path.name)
    return read(path, report, TODAY).offers, report


def refusal(path):
    with pytest.raises(Refused) as refused:
        offered(path)
    return refused.value.line


def test_json_a_package_and_the_older_tables_say_the_same(tmp_path):
    offers, report = offered(as_json(tmp_path, {"contents": [ROOMS], "total_items": 1}))
    here, north = (offer.values for offer in offers)
    assert report.refusals.count == 0 and north["latitude"] == 44.2
    assert here["needs"] == ["housing"] and here["languages"] == ["en", "es"] and here["cost"] == "free"
    assert (
        here["step_free"] and here["open_hours"] == [9, 10, 11, 33, 34, 35] and here["phone"] == "+1 555 0142"
    )
    package = {
        "resources": [
            {"name": "service_at_location", "path": "places.csv"},
            {"name": "services", "path": "services.csv"},
        ]
    }
    newer = {name: rows for name, rows in TABLES.items() if name != "services_at_location.csv"}
    for path in (packed(tmp_path), packed(tmp_path, newer, "new.zip", **{
        "places.csv": TABLES["services_at_location.csv"], "datapackage.json": json.dumps(package)})):  # fmt: skip
        (older,), report = offered(path)
        assert report.refusals.count == 0
        assert older.provider_name == "Harbor House" and older.values["open_hours"] == [9, 10, 11]
        same = ("needs", "cost", "street", "city", "latitude", "phone")
        assert {n: older.values[n] for n in same} == {n: here[n] for n in same} and older.values[
            "languages"
        ] == ["es"]


def test_it_may_be_open_over_midnight_and_all_week():
    assert hours_of_the_week([{"days": ["SU"], "opens": 22 * 60 + 30, "closes": 60}]) == [0, 167]
    assert len(hours_of_the_week([{"days": ["MO"], "opens": 0, "closes": 24 * 60}])) == 24


def test_each_wrong_row_is_named_with_what_to_do(tmp_path):
    wrong = {**ROOMS, "id": "", "status": "maybe", "minimum_age": "many", "description": '=HYPERLINK("http://x")',
             "schedules": [{"opens_at": "25:00"}], "service_at_locations": [{"location": {"id": "z", "latitude": 100, "longitude": 0}}]}  # fmt: skip
    _offers, report = offered(as_json(tmp_path, [ROOMS, wrong]))
    told = report.refused()
    for part in ('"id": This is missing', '"maybe" is none of', '"many" is no number', "begins like a formula",
                 "no time of day", "from -90 to 90"):  # fmt: skip
        assert part in told
    assert "row 1" not in told and "Nothing was changed." in told
    lost = {**TABLES, "services_at_location.csv": [["id", "service_id", "location_id"], ["x1", "s1", "l9"]]}
    assert "no location with this id" in offered(packed(tmp_path, lost))[1].refused()


def test_a_hostile_file_is_refused_before_it_is_read(tmp_path, monkeypatch):
    assert "leads outside" in refusal(packed(tmp_path, **{"../../etc/services.csv": [["id"]]}))
    assert "leads outside" in refusal(packed(tmp_path, **{"/etc/services.csv": [["id"]]}))
    assert "burst" in refusal(packed(tmp_path, **{"phones.csv": "0" * 5_000_000}))
    whole = packed(tmp_path).read_bytes()
    (tmp_path / "cut.zip").write_bytes(whole[:-40])
    assert "broken" in refusal(tmp_path / "cut.zip")
    (tmp_path / "deep.json").write_text("[" * 200_000)
    assert "nested too deeply" in refusal(tmp_path / "deep.json")
    (tmp_path / "nan.json").write_text('[{"id": NaN}]')
    assert "NaN is no number" in refusal(tmp_path / "nan.json")
    assert "no service in it" in refusal(as_json(tmp_path, []))
    big = tmp_path / "big.json"
    with big.open("wb") as file:
        file.truncate(archive.LARGEST_FILE + 1)
    assert "at most 50 MB" in refusal(big)
    monkeypatch.setattr(archive, "LARGEST_UNPACKED", 100)
    assert "Unpacked it would be" in refusal(packed(tmp_path))


def run(path, apply=True, **more):
    return command.run(path, "riverbend", apply, more.get("may_shrink", False))


def test_all_of_a_file_is_written_or_nothing_and_again_only_what_changed(db, tmp_path):
    code, told = run(as_json(tmp_path, [ROOMS, {**ROOMS, "id": ""}]))
    assert code == 1 and not Source.objects.exists()
    code, told = run(as_json(tmp_path, [ROOMS]), apply=False)
    assert code == 0 and "Dry run" in told and not Service.objects.exists()

    meals = {**ROOMS, "id": "m", "name": "Meals", "attributes": [], "service_at_locations": []}
    assert "Added: 3." in run(as_json(tmp_path, [ROOMS, meals]))[1]
    room = Service.objects.get(place_id="north")
    Service.objects.filter(pk=room.pk).update(room="capacity", room_said_at=room.changed_at)
    assert "Changed: 0. As before: 3." in run(as_json(tmp_path, [ROOMS, meals]))[1]

    renamed = {**ROOMS, "name": "Rooms for two", "organization": {**ROOMS["organization"], "name": "Harbor"}}
    assert "Changed: 2. As before: 0. Gone: 1." in run(as_json(tmp_path, [renamed]))[1]
    assert Provider.objects.get(services=room.pk).name == "Harbor"
    room.refresh_from_db()
    assert room.name == "Rooms for two" and room.room == "capacity"
    assert [one.name for one in Service.objects.filter(gone_at__isnull=False)] == ["Meals"]
    assert Entry.objects.filter(kind="case_management.directory.taken_in").count() == 3


def test_a_file_that_was_cut_off_empties_no_directory(db, tmp_path):
    many = [{**ROOMS, "id": f"r{n}"} for n in range(20)]
    run(as_json(tmp_path, many))
    code, told = run(as_json(tmp_path, many[:5]))
    assert code == 2 and "30 of 40 services would leave" in told and Service.objects.listed().count() == 40
    assert run(as_json(tmp_path, many[:5]), may_shrink=True)[0] == 0
    assert Service.objects.listed().count() == 10


def test_what_was_taken_in_is_found_by_need_word_hour_and_nearness(db, tmp_path):
    run(as_json(tmp_path, [ROOMS]))
    near = (
        Service.objects.listed()
        .meeting("housing")
        .within(Spot(44.05, -123.09), 25)
        .nearest_first(Spot(44.05, -123.09))
    )
    assert [round(one.km, 1) for one in near] == [0.0, 16.7]
    assert (
        near.saying("harbor transitional")
        .in_language("es")
        .for_age(30)
        .open_in(9)
        .free()
        .without_steps()
        .count()
        == 1
    )
    for nothing in (
        near.meeting("food"),
        near.in_language("fr"),
        near.for_age(17),
        near.open_in(12),
        near.with_room(),
    ):
        assert not nothing.exists()


#: What the specification (3.0) asks of each object it defines, as far as an export of ours names it.
MUST = {
    "service": {"id", "name", "status"}, "organization": {"id", "name", "description"}, "location": {"id", "location_type"},
    "addresses": {"id", "address_1", "city", "state_province", "postal_code", "country", "address_type"},
    "phones": {"id", "number"}, "schedules": {"id"}, "languages": {"id"}, "accessibility": {"id"},
    "attributes": {"id", "link_entity"}, "taxonomy_term": {"id", "name", "description"}, "service_at_locations": {"id"},
}  # fmt: skip


def whole(name, found):
    for one in found if isinstance(found, list) else [found]:
        assert MUST[name] <= set(one), (name, one)
        assert all(value not in (None, "", []) for value in one.values())
        for part, inner in one.items():
            if isinstance(inner, dict | list):
                whole(part, inner)


def test_what_goes_out_is_whole_and_comes_in_again_as_the_same(db, tmp_path):
    run(as_json(tmp_path, [ROOMS]))
    out = tmp_path / "out.json"
    assert export.run(out) == (0, "out.json: 1 services written.")
    (service,) = json.loads(out.read_text())
    whole("service", service)
    assert service["id"] == ROOMS["id"] and len(service["service_at_locations"]) == 2
    (first, _second), report = offered(out)
    assert report.refusals.count == 0
    kept = Service.objects.get(city="Riverbend")
    for name in (
        "needs",
        "languages",
        "hours",
        "open_hours",
        "cost",
        "latitude",
        "street",
        "accessibility",
        "phone",
    ):
        assert first.values[name] == getattr(kept, name), name
