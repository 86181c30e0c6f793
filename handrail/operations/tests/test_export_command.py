"""`handrail instruments export --fhir`, as an operator meets it."""

import json

from handrail.clinical.instruments.instrument import instrument_ids, withheld
from handrail.operations.export_command import export_fhir


def test_each_instrument_is_one_file_and_nothing_withheld_is_written(tmp_path):
    code, text = export_fhir(tmp_path / "a" / "b")
    files = sorted((tmp_path / "a" / "b").iterdir())
    written = [json.loads(file.read_text(encoding="utf-8")) for file in files]
    assert code == 0 and str(len(files)) in text
    assert [file.name for file in files] == [f"Questionnaire-{one['id']}.json" for one in written]
    assert {one["name"] for one in written} == {f"Instrument_{id}" for id in instrument_ids()}
    assert not {one["id"] for one in written} & {one.id for one in withheld()}


def test_writing_again_changes_nothing_and_leaves_other_files_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    export_fhir(tmp_path)
    before = {file: file.read_bytes() for file in tmp_path.iterdir()}
    export_fhir(tmp_path)
    assert {file: file.read_bytes() for file in tmp_path.iterdir()} == before


def test_a_folder_that_cannot_be_had_exits_2_and_says_what_to_do(tmp_path):
    (tmp_path / "taken").write_text("a file")
    code, text = export_fhir(tmp_path / "taken")
    assert code == 2 and "cannot be written to" in text and "--fhir" in text
