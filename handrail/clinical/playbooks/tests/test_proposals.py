"""What is proposed to whom, by when, and in which words."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from handrail.clinical.playbooks.definition import BrokenPlaybook, read_playbook
from handrail.clinical.playbooks.playbook import playbook, playbooks, propose

EVENING = datetime(2026, 3, 5, 21, 40, tzinfo=UTC)

STEP = {
    "id": "call",
    "role": "counselor",
    "title": "Call",
    "why": "Because.",
    "answer_within_hours": 4,
    "due_hours": 24,
    "evidence": "design",
    "source": "ours",
}
OFFER = {key: value for key, value in STEP.items() if key not in ("id", "role")}
SOUND = {
    "id": "made_up",
    "version": "1",
    "title": "Made up",
    "answers_to": {"signals": ["mood"], "rules": []},
    "steps": [STEP],
    "offer": OFFER,
}


def roles(id):
    return [proposal.role for proposal in propose(playbook(id), at=EVENING)]


def test_rising_urges_bring_counselor_peer_and_case_manager_together_and_a_step_for_maya():
    assert roles("craving_spike") == ["peer_specialist", "counselor", "case_manager", "client"]


def test_going_quiet_starts_with_a_human_word():
    first = propose(playbook("going_quiet"), at=EVENING)[0]
    assert (first.role, first.due_at - EVENING) == ("peer_specialist", timedelta(hours=24))
    assert "message in your own words" in first.title


def test_someone_not_sure_of_being_safe_is_put_before_noor_within_minutes():
    first = propose(playbook("safety_today"), at=EVENING)[0]
    assert first.role == "crisis_responder"
    assert first.answer_by - EVENING == timedelta(minutes=15)
    assert first.due_at - EVENING == timedelta(hours=1)


@pytest.mark.parametrize("book", playbooks(), ids=lambda book: book.id)
def test_nothing_is_due_before_it_must_be_answered(book):
    for proposal in propose(book, at=EVENING):
        assert EVENING < proposal.answer_by <= proposal.due_at
        assert proposal.title and proposal.why and proposal.evidence


@pytest.mark.parametrize("book", playbooks(), ids=lambda book: book.id)
def test_the_shipped_times_stay_within_the_72_hours_of_the_own_standards(book):
    assert max(step.due_hours for step in book.steps) <= 72


def test_hours_are_hours_when_the_clock_is_put_back():
    new_york = ZoneInfo("America/New_York")
    evening = datetime(2026, 10, 31, 21, 0, tzinfo=new_york)
    first = propose(playbook("craving_spike"), at=evening)[0]
    assert first.due_at.astimezone(UTC) - evening.astimezone(UTC) == timedelta(hours=24)
    assert first.due_at.hour == 20


def test_a_moment_without_a_time_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        propose(playbook("craving_spike"), at=EVENING.replace(tzinfo=None))


def test_a_site_may_set_its_own_times_and_the_shelf_stays_as_it_is():
    book = playbook("craving_spike").with_times({"reach_out": (1, 8)})
    assert propose(book, at=EVENING)[0].due_at == EVENING + timedelta(hours=8)
    assert propose(playbook("craving_spike"), at=EVENING)[0].due_at == EVENING + timedelta(hours=24)


def test_times_that_do_not_fit_are_refused():
    with pytest.raises(BrokenPlaybook, match="due before it must be answered"):
        playbook("craving_spike").with_times({"reach_out": (8, 1)})
    with pytest.raises(BrokenPlaybook, match="no step someday"):
        playbook("craving_spike").with_times({"someday": (1, 2)})


@pytest.mark.parametrize(
    ("definition", "words"),
    [
        (SOUND | {"answers_to": {"signals": [], "rules": []}}, "answers to nothing"),
        (SOUND | {"steps": []}, "asks nobody"),
        (SOUND | {"steps": [STEP, STEP]}, "stands twice"),
        (SOUND | {"steps": [STEP, STEP | {"id": "own", "role": "client"}]}, "offered one step"),
        (SOUND | {"steps": [STEP | {"role": "wizard"}]}, "'wizard', which is no role"),
        (SOUND | {"steps": [STEP | {"due_hours": 2}]}, "due before it must be answered"),
        (SOUND | {"steps": [STEP | {"answer_within_hours": 0}]}, "due before it must be answered"),
        (SOUND | {"steps": [STEP | {"title": "x" * 161}]}, "title of 1 to 160"),
        (SOUND | {"steps": [STEP | {"why": " "}]}, "reason of 1 to 240"),
        (SOUND | {"steps": [STEP | {"source": ""}]}, "evidence tag and a source"),
        (SOUND | {"steps": [STEP | {"evidence": "hunch"}]}, "evidence tag and a source"),
        (SOUND | {"steps": [STEP | {"colour": "red"}]}, "not whole"),
        ({key: value for key, value in SOUND.items() if key != "offer"}, "not whole: 'offer'"),
    ],
)
def test_an_unsound_playbook_is_refused_and_the_step_is_named(definition, words):
    assert read_playbook(SOUND)
    with pytest.raises(BrokenPlaybook, match=words):
        read_playbook(definition)


@pytest.mark.parametrize("book", playbooks(), ids=lambda book: book.id)
def test_the_small_step_for_the_person_is_short_and_plain(book):
    for sentence in re.split(r"[.]\s*", f"{book.offer.title}. {book.offer.why}"):
        words = re.findall(r"[\w']+", sentence)
        assert len(words) <= 13
        assert all(len(word) <= 9 for word in words)


@pytest.mark.parametrize("book", playbooks(), ids=lambda book: book.id)
def test_no_step_blames_praises_or_shouts(book):
    text = " ".join(f"{step.title} {step.why}" for step in book.steps).lower()
    for word in (
        "!",
        "relapse",
        "non-compliant",
        "refused",
        "failed",
        "patient",
        "missed",
        "risk score",
        "streak",
    ):
        assert word not in text
