"""The shelf of methods: sound, in plain words, and nothing that could hurt."""

from __future__ import annotations

import re

import pytest

from handrail.clinical.practices.definition import BrokenMethod, read_method
from handrail.clinical.practices.shelf import UnknownMethod, method, methods, numbered, offered

RAW = {
    "id": "one", "number": 1, "version": "1", "kind": "skill", "family": "calm", "title": "One", "about": "It.",
    "why": "So.", "evidence": "design", "source": "ours", "cues": [{"say": "Do it."}],
}  # fmt: skip
#: Commands that are not good for everybody, and words that count or judge.
NEVER = re.compile(
    r"close your eyes|hold your breath|lie still|streak|well done|failed|days in a row|!", re.I
)


@pytest.mark.parametrize("found", methods(), ids=lambda one: one.id)
def test_every_method_says_where_it_is_from_and_asks_nothing_that_could_hurt(found):
    assert found.source and found.evidence and found.version
    assert [words for words in found.words() if NEVER.search(words)] == []
    assert all(len(words) <= 160 for words in found.words())


def test_a_number_stands_for_one_method_for_ever():
    numbers = {one.number: one.id for one in methods()}
    assert len(numbers) == len(methods())
    assert (numbers[1], numbers[3]) == ("ride_urge", "grounding")
    assert numbered(3) is method("grounding")
    for missing in (0, 987_654):
        with pytest.raises(UnknownMethod):
            numbered(missing)


def test_what_somebody_does_not_want_raised_is_left_out():
    ids = {one.id for one in offered(frozenset({"body"}))}
    assert "body_scan" not in ids and "grounding" in ids


@pytest.mark.parametrize(
    "fault",
    [{"kind": "cure"}, {"family": "none"}, {"title": ""}, {"why": "x" * 241}, {"evidence": "sure"}, {"source": " "},
     {"cues": []}, {"topics": ["weather"]}, {"questions": [{"id": "q", "ask": "?", "type": "scale"}]},
     {"questions": [{"id": "q", "ask": "?"}, {"id": "q", "ask": "?"}]}, {"colour": "red"}],
)  # fmt: skip
def test_a_method_that_contradicts_itself_is_refused(fault):
    assert read_method(RAW).id == "one"
    with pytest.raises(BrokenMethod):
        read_method(RAW | fault)


def test_what_only_the_team_is_asked_is_asked_of_nobody_alone():
    words = method("change_words")
    assert words.team_only == {"stage"}
    asked_alone = {part.id for part in words.questions_for()}
    assert "stage" not in asked_alone and {
        part.id for part in words.questions_for(team=True)
    } == asked_alone | {"stage"}
