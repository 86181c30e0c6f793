"""One person, one timeline: told in every strand, and only as far as the viewer may see."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handrail.continuum.journey.kinds import KINDS
from handrail.continuum.journey.no_story import NO_STORY
from handrail.continuum.journey.queries import timeline
from handrail.continuum.journey.strands import ORDER
from handrail.foundation.consent.models import Grant
from handrail.foundation.ledger.events import Event
from handrail.foundation.ledger.models import Entry
from handrail.foundation.plans import actions as plans
from handrail.foundation.teams import actions as teams
from handrail.foundation.teams.models import Programme
from handrail.pillars.case_management import events as case_events
from handrail.pillars.crisis import events as crisis_events

PRIVATE = ("Drove past", "urges", "PHQ-9", "Check-in", "craving", "Urges")


def told(cast, who, **narrowed):
    return timeline(cast.maya, act=cast.act(cast.people[who]), **narrowed)


def everything(moments):
    return " ".join(f"{m.title} {m.text} {m.voice} {m.by}" for m in moments)


def test_priya_reads_the_whole_story_newest_first(story):
    moments = told(story, "priya")
    titles = [moment.title for moment in moments]
    assert titles[:5] == [
        "Took on: Go through the plan for hard moments together: what to do, how to leave, whom to call",
        "A response was proposed to the team",
        "Stronger urges than usual since Tuesday",
        "Check-in: very hard",
        "PHQ-9: 8, down 8",
    ]
    assert "Came to the appointment" in titles and "Done: Send income letter" in titles
    assert [m.at for m in moments] == sorted((m.at for m in moments), reverse=True)


def test_mayas_own_words_are_told_as_hers_and_nobody_elses(story):
    by_title = {moment.title: moment for moment in told(story, "priya")}
    assert by_title["Check-in: very hard"].voice == "Drove past the old place. Twice."
    assert by_title["Set a goal"].voice == "Open the shop again."
    barrier = by_title["Something is in the way of: Send income letter"]
    assert (barrier.voice, barrier.text, barrier.by) == ("", "The bank is far away.", "Lena O.")


def test_a_check_in_says_what_was_answered_and_skips_what_was_not(story):
    check_in = next(m for m in told(story, "priya") if m.title.startswith("Check-in"))
    assert check_in.text == "Urges: strong (8 of 10)."
    assert (check_in.strand, check_in.kind_words, check_in.by) == ("self", "Maya P.", "")


def test_a_step_that_came_from_a_proposal_is_told_once(story):
    titles = [moment.title for moment in told(story, "priya")]
    assert [t for t in titles if t.startswith("New step")] == ["New step: Send income letter"]


@pytest.mark.parametrize("strand", ORDER)
def test_one_strand_is_the_same_story_narrowed(story, strand):
    whole = [moment for moment in told(story, "priya", limit=100) if moment.strand == strand]
    assert told(story, "priya", strand=strand, limit=100) == whole


def test_it_pages_without_gap_or_repeat(story):
    whole = told(story, "priya", limit=100)
    pages, before = [], None
    while page := told(story, "priya", before=before, limit=4):
        pages += page
        before = page[-1].entry_id
    assert pages == whole


def test_theo_reads_nothing(story):
    assert told(story, "theo") == []
    assert told(story, "theo", strand="self") == []


def test_sam_reads_no_scale_and_no_check_in_that_maya_does_not_share(story):
    Grant.objects.update(until_at=story.now - timedelta(days=1))
    moments = told(story, "sam", limit=100)
    # A proposal's own title is part of the plan; what the check-ins said is not.
    rest = everything(m for m in moments if not m.title.startswith("Took on"))
    assert moments and not [word for word in PRIVATE if word in rest]


def test_sam_reads_the_check_ins_that_maya_shares(story):
    titles = [moment.title for moment in told(story, "sam", limit=100)]
    assert "Check-in: very hard" in titles
    assert not any(title.startswith("PHQ-9") for title in titles)


def test_maya_reads_her_own_story(story):
    titles = [moment.title for moment in told(story, "maya", limit=100)]
    assert "Check-in: very hard" in titles and "Began in Outpatient" in titles
    assert "Shares check-ins with Sam R." in titles


@pytest.mark.parametrize("who", ["noor", "theo", "rosa", "omar"])
def test_who_has_no_opening_reads_nothing(story, who):
    assert told(story, who) == []


def test_elin_reads_of_the_consents_and_of_nothing_else(story):
    assert {moment.title for moment in told(story, "elin", limit=100)} == {"Shares check-ins with Sam R."}


def test_a_call_for_help_is_told_in_words_to_whoever_reads_the_whole_record(story):
    for kind, facts in [
        ("raised", {"origin": "person"}),
        ("acknowledged", {}),
        ("closed", {"outcome": "settled"}),
    ]:
        Entry.objects.create(
            kind=f"crisis.alert.{kind}",
            person=story.maya,
            at=story.now,
            via="test",
            subject=10**12,
            facts=facts,
        )
    told_now = [moment.title for moment in told(story, "priya", limit=3)]
    assert told_now == ["The crisis was closed", "Answered the call for help", "Asked for help"]
    assert "Asked for help" not in [moment.title for moment in told(story, "sam")]


def test_what_came_after_a_crisis_is_told_as_it_went_and_not_as_work_that_is_owed(story):
    for kind, facts in [
        ("crisis.transfer.noted", {}),
        ("crisis.follow_up.made", {"sort": "next_day"}),
        ("crisis.follow_up.done", {"sort": "call", "outcome": "begun_anew"}),
        ("crisis.follow_up.done", {"sort": "next_day", "outcome": "reached"}),
        ("crisis.follow_up.done", {"outcome": "tried"}),
    ]:
        Entry.objects.create(kind=kind, person=story.maya, at=story.now, via="test", subject=1, facts=facts)
    assert [(moment.title, moment.text) for moment in told(story, "priya", limit=3)] == [
        ("After the crisis", "Tried, not reached"),
        ("Next-day call", "Spoke together"),
        ("Emergency care took over", ""),
    ]


@pytest.mark.parametrize("pillar", [crisis_events, case_events])
def test_nothing_of_a_crisis_or_a_referral_is_told_by_the_name_of_its_event(pillar):
    about_no_person = ("crisis.shift.", "crisis.call_number.")
    kinds = {one.kind for one in vars(pillar).values() if isinstance(one, type) and issubclass(one, Event)}
    untold = {
        kind for kind in kinds - set(KINDS) - {""} if not kind.startswith((*NO_STORY, *about_no_person))
    }
    assert not untold


def test_a_kind_nobody_described_is_shown_plainly(story):
    for kind, facts in [
        ("crisis.thing.noted", {}),
        ("odd", {"strand": ["x"]}),
        ("plans.step.added", {}),
    ]:
        Entry.objects.create(
            kind=kind, person=story.maya, at=story.now, via="test", subject=10**12, facts=facts
        )
    newest = told(story, "priya", limit=3)
    assert [m.title for m in newest] == ["New step", "Something was recorded", "Thing noted"]
    assert [m.strand for m in newest] == ["other", "other", "crisis"]
    assert newest[1].kind_words == "Also recorded"
    assert "Thing noted" not in [m.title for m in told(story, "sam")]


@pytest.mark.parametrize(
    "facts", [{}, {"finding": "x"}, {"worker": None, "role": 3}, {"instrument": [], "status": {}}]
)
def test_an_entry_with_broken_facts_never_breaks_the_page(story, facts):
    kinds = set(Entry.objects.values_list("kind", flat=True)) | {"scheduling.appointment.settled"}
    for kind in kinds:
        Entry.objects.create(
            kind=kind, person=story.maya, at=story.now, via="test", subject=None, facts=facts
        )
    assert len(told(story, "priya", limit=200)) > len(kinds) / 2


def test_an_entry_never_shows_a_row_of_somebody_elses_record(story):
    step = plans.add_step(
        story.omar, title="Omar's own business", responsible=story.theo, act=story.act(story.theo)
    )
    Entry.objects.create(
        kind="plans.step.added", person=story.maya, at=story.now, via="test", subject=step.pk, facts={}
    )
    assert "Omar" not in everything(told(story, "priya", limit=200))


def test_a_program_where_the_viewer_does_not_work_is_not_named(story):
    teams.enrol(story.maya, Programme.objects.get(name="Intensive"), act=story.act(None))
    assert "Intensive" not in everything(told(story, "priya", limit=200))
    assert "Intensive" in everything(told(story, "maya", limit=200))


def test_an_old_page_key_that_is_not_hers_shows_nothing(story):
    assert told(story, "priya", before=10**30) == []
    assert told(story, "priya", before=0) == []


@pytest.mark.parametrize("limit", [2, 30])
def test_the_number_of_queries_does_not_depend_on_the_limit(story, limit, django_assert_max_num_queries):
    act = story.act(story.priya)
    with django_assert_max_num_queries(15):
        timeline(story.maya, act=act, limit=limit)
