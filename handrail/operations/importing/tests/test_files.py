"""A file from somewhere else: its encoding, its delimiter, its quotes, and where something is wrong."""

from __future__ import annotations

import pytest

from handrail.operations.importing.cells import Field, text_up_to
from handrail.operations.importing.files import LARGEST_MB, content, records, text_of
from handrail.operations.importing.mapping import FileMapping
from handrail.operations.importing.report import Refused, Report
from handrail.operations.importing.table import open_table, rows

FIELDS = (Field("name", text_up_to(20), required=True), Field("pronouns", text_up_to(20)))


def read(tmp_path, data, **mapping):
    """Maya's file as our fields, and what the report says of it."""
    path = tmp_path / "old-system.csv"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    report = Report(path.name)
    table = open_table(path, FileMapping(**mapping), FIELDS)
    return list(rows(table, FIELDS, report)), report


@pytest.mark.parametrize(
    ("encoding", "said"),
    [("utf-8", ""), ("utf-8-sig", ""), ("utf-16", ""), ("utf-32", ""), ("cp1252", "cp1252")],
)
def test_jose_keeps_his_accent_in_every_encoding_that_is_marked_or_said(tmp_path, encoding, said):
    found, report = read(tmp_path, "name,pronouns\nJosé,he / him\n".encode(encoding), encoding=said)
    assert found == [(2, {"name": "José", "pronouns": "he / him"})]
    assert not report.refusals.count


def test_an_accent_in_another_encoding_is_refused_with_its_row_and_column(tmp_path):
    with pytest.raises(Refused, match=r'row 3, column "pronouns": The byte 0xe9 is not UTF-8'):
        read(tmp_path, "name,pronouns\nMaya,she\nOmar,José\n".encode("cp1252"))


def test_a_mapping_that_would_garble_names_is_refused(tmp_path):
    with pytest.raises(Refused, match="this file is written in UTF-8"):
        read(tmp_path, "name\nJosé\n", encoding="cp1252")


def test_half_a_character_is_refused(tmp_path):
    with pytest.raises(Refused, match=r'row 2, column "name"'):
        read(tmp_path, b"name\nMa\xed\xa0\x80ya\n")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "The file is empty."),
        ("\n \n,,\n", "The file is empty."),
        ("name,pronouns\n", "a header and no rows"),
        ("name;pronouns\nMaya;she\n", 'parted by ";": say delimiter: ";"'),
        ("name\tpronouns\nMaya\tshe\n", "say delimiter: tab"),
        ("pronouns\nshe\n", "There is no column name. The columns are"),
        ("name,name\nMaya,Maya\n", "there more than once"),
        ('name\n"Maya\n', "row 2: The quotes"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path, text, said):
    with pytest.raises(Refused) as refusal:
        read(tmp_path, text)
    assert said in refusal.value.line


def test_the_delimiter_that_is_said_is_the_one_used(tmp_path):
    assert read(tmp_path, "name;pronouns\nMaya;she\n", delimiter=";")[0] == [
        (2, {"name": "Maya", "pronouns": "she"})
    ]


def test_columns_are_found_by_their_name_in_the_old_system_whatever_their_order_and_case(tmp_path):
    found, _report = read(tmp_path, "Pronouns,CLIENT  name\nshe,Maya\n", columns={"name": "Client Name"})
    assert found == [(2, {"name": "Maya", "pronouns": "she"})]


def test_a_ragged_row_is_refused_and_the_others_are_read(tmp_path):
    found, report = read(tmp_path, "name,pronouns\nMaya\nOmar,he,x\nRosa,she,\nSam,he\n")
    assert [values["name"] for _row, values in found] == ["Rosa", "Sam"]
    assert [line.partition(".")[0] for _row, line in report.refusals.kept] == [
        "row 2: It has 1 cells, the header has 2",
        "row 3: It has 3 cells, the header has 2",
    ]


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-Maya", "@SUM(A1)", "＝1", " =1", "Ma\0ya", "Ma\x1bya", "x" * 21]
)
def test_a_cell_that_no_name_can_be_is_refused_with_its_place(tmp_path, cell):
    found, report = read(tmp_path, f'name\n"{cell}"\n')
    assert found == []
    assert report.refusals.kept[0][1].startswith('row 2, column "name": ')


def test_empty_rows_between_are_passed_over_and_row_numbers_stay_those_of_the_file(tmp_path):
    assert read(tmp_path, "\nname,pronouns\n,\nMaya,\n")[0] == [(4, {"name": "Maya", "pronouns": None})]


def test_quotes_and_line_breaks_inside_a_cell_are_part_of_it():
    assert list(records('a,"b ""c"",\nd"\n', ",")) == [(1, ["a", 'b "c",\nd'])]


def test_a_folder_a_missing_file_and_a_giant_are_refused(tmp_path):
    giant = tmp_path / "giant.csv"
    with giant.open("wb") as file:
        file.truncate(LARGEST_MB * 1_000_000 + 1)
    for path, said in (
        (tmp_path, "is not a file"),
        (tmp_path / "none.csv", "cannot be read"),
        (giant, f"larger than {LARGEST_MB} MB"),
    ):
        with pytest.raises(Refused, match=said):
            content(path)


def test_a_long_report_spells_out_the_first_fifty_and_counts_the_rest(tmp_path):
    _found, report = read(tmp_path, "name\n" + "=x\n" * 60)
    written = report.refused().splitlines()
    assert "60 things to put right. Nothing was changed." in written[0]
    assert len(written) == 52 and written[-1] == "  and 10 more."


def test_what_the_file_holds_is_shown_short_and_without_signs_that_steer_a_terminal(tmp_path):
    with pytest.raises(Refused) as refusal:
        read(tmp_path, "\x1b[31mred" + "x" * 100 + "\nMaya\n")
    assert "\x1b" not in refusal.value.line and "x" * 41 not in refusal.value.line


def test_text_of_says_row_one_for_a_file_that_is_no_text():
    with pytest.raises(Refused, match="row 1: The byte 0xff"):
        text_of(b"\xff\x00\xff", "", ",")
