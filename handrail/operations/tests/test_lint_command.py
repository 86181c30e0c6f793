"""`handrail lint-language`, as a worker or a script meets it."""

import io
import json

import pytest

from handrail.operations.lint_command import LONGEST, lint_command

NOTE = 'Seen at home.\nShe is an addict, and "I am a junkie" are her words.\r\nHe was\ta junkie.\n'


def told(written, as_json=False):
    return lint_command("-", io.BytesIO(written), as_json)


def test_every_hint_of_the_json_has_its_span_and_its_reason_and_a_quotation_has_none():
    code, text = told(NOTE.encode(), as_json=True)
    found = json.loads(text)
    assert (code, found["file"], found["characters"]) == (0, "-", len(NOTE))
    assert [NOTE[hint["start"] : hint["end"]] for hint in found["hints"]] == ["addict", "junkie"]
    assert [(hint["line"], hint["column"]) for hint in found["hints"]] == [(2, 11), (3, 10)]
    assert all(hint["suggestions"] and hint["reason"] and hint["level"] for hint in found["hints"])


def test_the_words_name_line_and_column_and_what_to_write_instead():
    code, text = told(NOTE.encode())
    assert code == 0
    assert text.splitlines()[0].startswith("-:2:11: addict (replace): try person")


def test_spans_count_characters_of_the_text_whatever_letters_it_holds(tmp_path):
    note = tmp_path / "note.txt"
    words = "Señora 👩‍🦽 no es an addict."
    note.write_bytes(b"\xef\xbb\xbf" + words.encode())
    (hint,) = json.loads(lint_command(str(note), io.BytesIO(), True)[1])["hints"]
    assert words[hint["start"] : hint["end"]] == "addict"


def test_a_text_without_hints_says_so_and_is_no_fault():
    assert told(b"She uses heroin.") == (0, "-: no hints.")
    assert json.loads(told(b"", as_json=True)[1])["hints"] == []


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("nowhere.txt", "No such file"),
        (".", "directory"),
        ("a\x00b", "no name of a file"),
        ("-", "it is closed"),
    ],
)
def test_a_file_that_cannot_be_read_exits_2_and_says_what_to_do(tmp_path, monkeypatch, name, words):
    monkeypatch.chdir(tmp_path)
    code, text = lint_command(name, None, True)
    assert code == 2 and words in text and "Name a text file" in text


@pytest.mark.parametrize(
    ("written", "words"), [(b"ol\xe9", "not UTF-8"), (b"a" * (LONGEST + 1), "longer than")]
)
def test_what_is_no_note_exits_2(written, words):
    code, text = told(written)
    assert code == 2 and words in text
