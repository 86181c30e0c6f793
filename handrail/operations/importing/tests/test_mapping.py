"""The mapping file: read as it is written, refused whole when something in it cannot be meant."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from handrail.operations.importing import cells
from handrail.operations.importing.mapping import FileMapping, read_mapping
from handrail.operations.importing.report import Refused, Unfit

FIELDS = ("name", "use", "born_on")


def read(tmp_path, text):
    path = tmp_path / "mapping.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_mapping(path, FIELDS)


def test_without_a_mapping_our_own_names_commas_and_utf_8_are_meant():
    assert read_mapping(None, FIELDS) == FileMapping({}, {}, "%Y-%m-%d", ",", "")


def test_every_setting_is_taken_as_it_is_written(tmp_path):
    found = read(
        tmp_path,
        "columns:\n  name: Client\nvalues:\n  use: {no: 'no', 1: 'yes'}\n"
        "date_format: '%d.%m.%Y'\ndelimiter: tab\nencoding: latin-1\n",
    )
    assert found == FileMapping(
        {"name": "Client"}, {"use": {"no": "no", "1": "yes"}}, "%d.%m.%Y", "\t", "iso8859-1"
    )
    assert (found.ours("use", "1"), found.ours("use", "2"), found.ours("name", "1")) == ("yes", "2", "1")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "holds no settings"),
        ("- a", "holds no settings"),
        ("column: {}", '"column" is no setting. Known are: columns'),
        ("columns: {nam: x}", '"nam" is no field. Known are: name'),
        ("values: {nam: {a: b}}", '"nam" is no field'),
        ("columns: [a]", '"columns" must be a list of name: value lines'),
        ("columns: {name: [a]}", "needs a single value"),
        ("columns: {name: a, name: b}", '"name" is given twice'),
        ("columns: {[a]: b}", "mapping file mapping.yaml"),
        ("date_format: '%d'", "does not say a whole date"),
        ("date_format: '%q'", "does not say a whole date"),
        ("delimiter: ab", "is not known"),
        ("encoding: utf-7", "is not known"),
        ("encoding: rot13", "is not known"),
        ("encoding: nonsense", "is not known"),
        ("a: b: c", "row 1"),
        ("!!python/object/apply:os.system [ls]", "mapping file"),
        ("[" * 5000, "mapping file"),
        (b"\xff\xfe\x00", "mapping file"),
        ("a: \0", "mapping file"),
    ],
)
def test_a_mapping_that_cannot_be_meant_is_refused(tmp_path, text, said):
    with pytest.raises(Refused) as refusal:
        read(tmp_path, text)
    assert said in refusal.value.line and "mapping.yaml" in refusal.value.line


@pytest.mark.parametrize(
    ("text", "form", "found"),
    [
        ("2026-02-28", "%Y-%m-%d", date(2026, 2, 28)),
        ("28.02.2026", "%d.%m.%Y", date(2026, 2, 28)),
        ("2/3/2026", "%m/%d/%Y", date(2026, 2, 3)),
    ],
)
def test_a_date_is_read_in_its_form(text, form, found):
    assert cells.day(text, FileMapping(date_format=form)) == found


@pytest.mark.parametrize(
    "text", ["2026-02-30", "28.02.2026", "2026-2-3", "26-02-28", "٢٠٢٦-٠٢-٢٨", "=TODAY()"]
)
def test_another_date_is_refused(text):
    with pytest.raises(Unfit):
        cells.day(text, FileMapping())


@pytest.mark.parametrize(("text", "found"), [("0", 0), ("10", 10), ("7.0", 7)])
def test_a_number_within_its_range_both_ends_included(text, found):
    assert cells.number_between(0, 10, 0)(text, FileMapping()) == found


@pytest.mark.parametrize(
    "text", ["-1", "11", "7.5", "seven", "=7", "1e1", "NaN", "٧", "0x7", "1_0", "9" * 12]
)
def test_another_number_is_refused(text):
    with pytest.raises(Unfit):
        cells.number_between(0, 10, 0)(text, FileMapping())


def test_hours_of_sleep_keep_one_decimal():
    read_hours = cells.number_between(0, 24, 1)
    assert read_hours("6.5", FileMapping()) == Decimal("6.5")
    with pytest.raises(Unfit, match="at most 1 decimal"):
        read_hours("6.25", FileMapping())


@pytest.mark.parametrize(
    ("reader", "text", "found"),
    [
        (cells.language, "es-MX", "es"),
        (cells.language, "EN_us", "en"),
        (cells.time_zone, "America/New_York", "America/New_York"),
        (cells.phone, "+1 (555) 010-0123", "+1 (555) 010-0123"),
        (cells.email, "maya@example.org", "maya@example.org"),
        (cells.one_of(("yes", "no")), "YES", "yes"),
    ],
)
def test_a_cell_of_its_kind_is_taken(reader, text, found):
    assert reader(text, FileMapping()) == found


@pytest.mark.parametrize(
    ("reader", "text"),
    [
        (cells.language, "klingon"),
        (cells.time_zone, "New York"),
        (cells.time_zone, "../etc/passwd"),
        (cells.phone, "=555"),
        (cells.phone, "-5550100"),
        (cells.phone, "12"),
        (cells.phone, "call me"),
        (cells.email, "maya"),
        (cells.email, "@example.org"),
        (cells.one_of(("yes", "no")), "maybe"),
    ],
)
def test_a_cell_of_another_kind_is_refused(reader, text):
    with pytest.raises(Unfit):
        reader(text, FileMapping())
