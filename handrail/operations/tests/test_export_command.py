"""`handrail instruments export --fhir`, as an operator meets it."""

import json

import pytest

from handrail.clinical.instruments.instrument import instrument_ids, withheld
from handrail.operations.export_command import export_fhir


def test_each_instrument_is_one_file_and_nothing_withheld_is_written(tmp_path):
    code, text = export_fhir(f"{tmp_path}/a/b")
    files = sorted((tmp_path / "a" / "b").iterdir())
    written = [json.loads(file.read_text(encoding="utf-8")) for file in files]
    assert code == 0 and str(len(files)) in text
    assert [file.name for file in files] == [f"Questionnaire-{one['id']}.json" for one in written]
    assert {one["name"] for one in written} == {f"Instrument_{id}" for id in instrument_ids()}
    assert not {one["id"] for one in written} & {one.id for one in withheld()}


def test_writing_again_changes_nothing_and_leaves_other_files_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    export_fhir(str(tmp_path))
    before = {file: file.read_bytes() for file in tmp_path.iterdir()}
    export_fhir(str(tmp_path))
    assert {file: file.read_bytes() for file in tmp_path.iterdir()} == before


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("{}/taken", "cannot be written to"),
        ("{}/taken/in", "cannot be written to"),
        ("{}/a\x00b", "no name of a folder"),
        (" ", "names no folder"),
    ],
)
def test_a_folder_that_cannot_be_had_exits_2_and_says_what_to_do(tmp_path, name, words):
    (tmp_path / "taken").write_text("a file")
    code, text = export_fhir(name.format(tmp_path))
    assert code == 2 and words in text and "--fhir" in text
    assert [file.name for file in tmp_path.iterdir()] == ["taken"]
