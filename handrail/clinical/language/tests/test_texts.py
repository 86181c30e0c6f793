"""STOP and its cousins are honoured, and never swallow a call for help."""

from __future__ import annotations

import pytest

from handrail.clinical.language.texts import read
from handrail.clinical.language.worries import worries_in


@pytest.mark.parametrize(
    ("text", "stop", "asks"),
    [
        ("STOP", True, False), (" stop. ", True, False), ("Stop!!! 🙏", True, False), ("ALTO", True, False),
        ("Unsubscribe please", True, False), ("opt-out", True, False), ("Please don’t text me any more", True, False),
        ("no me escriban más", True, False), ("dar de baja", True, False),
        ("STOP I need help", True, True), ("stop help", True, True), ("Stop. I want to die", True, True),
        ("ALTO, ayúdame", True, True), ("stop texting me, I took too many", True, True),
        ("HELP", False, True), ("ayuda", False, True), ("i cant do this", False, False), ("I used to live here", False, False), ("quiero morir", False, True),
        ("I will stop by at 3", False, False), ("see you at the end", False, False), ("ok thanks", False, False),
        ("", False, False), ("👍", False, False), ("it helps to walk", False, False),
        ('She said "I want to die" in the film', False, False), ("\u202estop", True, False), ("ＳＴＯＰ", True, False),
    ],
)  # fmt: skip
def test_a_text_is_read_by_the_lists(text, stop, asks):
    found = read(text)
    assert (found.stop, found.asks) == (stop, asks)


@pytest.mark.parametrize("text", ["Wrong number", "sorry, you have the wrong person", "Número equivocado 🙏"])
def test_somebody_else_has_this_number(text):
    assert read(text).wrong and not read(text).asks
    assert not read("That was the wrong thing to say").wrong


def test_a_text_that_says_start_is_neither():
    assert read("START").start and not read("start again tomorrow").start


def test_it_answers_in_the_language_that_was_written():
    assert [read(text).language for text in ("ALTO", "Necesito ayuda", "Stop", "please help me")] == [
        "es",
        "es",
        "en",
        "en",
    ]


def test_worrying_words_are_found_whole_and_not_in_what_is_quoted():
    assert [one.kind for one in worries_in("I don't want to die but I can't stop.")] == ["life", "hard"]
    assert (
        worries_in("> I want to die\nThat was in the book. Suicide squad? “hurt myself”")[0].words
        == "suicid*"
    )
    assert worries_in("I used to live here")[0].words == "i used"
    assert worries_in("The overseas dose") == []
