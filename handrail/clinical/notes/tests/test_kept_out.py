"""What belongs into the ordinary note is found, and what somebody said in a session is not."""

from __future__ import annotations

import pytest

from handrail.clinical.notes.kept_out import KINDS, kept_out

BELONGS_ELSEWHERE = [
    ("medication", "We talked about the 8 mg that she takes."),
    ("medication", "Ada increased the buprenorphine on Friday."),
    ("medication", "Methadone dose unchanged."),
    ("times", "Session began at 2:05 and was hard at first."),
    ("times", "2:00 pm to 2:50 pm"),
    ("times", "We ended at 3 pm."),
    ("modality", "CBT weekly from now on."),
    ("modality", "Individual therapy, twice a week."),
    ("test", "UDS was negative."),
    ("test", "PHQ-9 was 14 today."),
    ("diagnosis", "F11.20"),
    ("diagnosis", "Diagnosis: opioid use disorder"),
    ("diagnosis", "She was diagnosed with PTSD."),
    ("function", "Functional status unchanged."),
    ("plan", "Plan: call the clinic."),
    ("plan", "The treatment plan includes two goals."),
    ("symptoms", "Symptoms: poor sleep, low mood"),
    ("prognosis", "Prognosis is good."),
    ("progress", "Progress to date: attends groups."),
]
SAID = [
    "She plans to visit her sister and is afraid of it.",
    "He felt that nothing progresses between them.",
    "They said the first pill took the world away. Silence after that.",
    "My own reaction: impatience. I want her to be further than she is.",
    "At home everybody acts as if nothing were wrong.",
    "He tests me, each time, whether I will stay.",
    "Dreamed of the house again. Father at the end of the corridor.",
    "",
]


@pytest.mark.parametrize(("kind", "text"), BELONGS_ELSEWHERE)
def test_what_the_definition_excludes_is_found_with_its_place(kind, text):
    found = kept_out(f"She wept.\n{text}")
    assert kind in [one.kind for one in found]
    assert all(f"She wept.\n{text}"[one.start : one.end].strip() == one.passage for one in found)


@pytest.mark.parametrize("text", SAID)
def test_what_was_said_and_felt_in_a_session_passes(text):
    assert kept_out(text) == []


def test_every_kind_that_the_law_names_has_a_case():
    assert {kind for kind, _text in BELONGS_ELSEWHERE} == set(KINDS)


def test_two_hundred_thousand_characters_are_read_line_by_line():
    assert kept_out(("from " * 20 + "\n") * 2000) == []
    assert kept_out("start " * 33_000) == []
