"""Maya says that something is wrong; whoever may write there or Elin decides; what was written stays."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handrail.foundation.consent.evaluator import Refused
from handrail.foundation.ledger.models import Entry
from handrail.foundation.rights import actions as rights
from handrail.foundation.rights.models import Amendment
from handrail.foundation.rights.queries import amendments, waiting_amendments

MEANT = rights.Meant("care_plan", "plans.Step", 7, "What: Call the bank")


@pytest.fixture
def asked(cast):
    words = {"wrong": "I never said I would call the bank.", "right": "Lena calls the bank."}
    return rights.ask_amendment(MEANT, **words, act=cast.act(cast.maya))


def test_it_waits_sixty_days_for_those_who_may_decide_and_no_others(cast, asked):
    assert asked.answer_by == cast.today + timedelta(days=60)
    for who in ("priya", "lena", "elin"):
        assert [one.pk for one in amendments(cast.act(cast.people[who]))] == [asked.pk], who
        assert waiting_amendments(cast.act(cast.people[who])) == 1
    for who in ("theo", "maya", "rosa", "ravi"):
        act = cast.act(cast.people[who])
        assert amendments(act) == [] and waiting_amendments(act) == 0, who
        with pytest.raises(Refused):
            rights.accept_amendment(asked, answer="Yes.", act=act)
    entry = Entry.objects.get(kind="rights.amendment.asked")
    assert (entry.person, entry.facts) == (cast.maya, {"resource": "care_plan"})


def test_accepted_it_stands_beside_what_was_written_and_is_decided_once(cast, asked):
    rights.accept_amendment(asked, answer="You are right. Lena calls.", act=cast.act(cast.priya))
    kept = Amendment.objects.get()
    assert (kept.state, kept.stands, kept.ground, kept.decided_by) == (
        "accepted",
        MEANT.stands,
        "",
        cast.priya,
    )
    with pytest.raises(rights.NotNow):
        rights.decline_amendment(asked, ground=Amendment.Ground.RIGHT, answer="No.", act=cast.act(cast.elin))
    with pytest.raises(rights.NotNow):
        rights.disagree(asked, "Still.", act=cast.act(cast.maya))


def test_declined_on_a_ground_of_the_law_she_disagrees_once_and_it_stays(cast, asked):
    rights.decline_amendment(
        asked, ground=Amendment.Ground.RIGHT, answer="We both signed it.", act=cast.act(cast.elin)
    )
    for who in (cast.theo, cast.priya):
        with pytest.raises(Refused):
            rights.disagree(asked, "Words.", act=cast.act(who))
    rights.disagree(asked, "I did not sign it.", act=cast.act(cast.maya))
    with pytest.raises(rights.NotNow):
        rights.disagree(asked, "Other words.", act=cast.act(cast.maya))
    kept = Amendment.objects.get()
    assert (kept.answer, kept.disagreement) == ("We both signed it.", "I did not sign it.")
    assert {e.kind.split(".")[2] for e in Entry.objects.filter(kind__startswith="rights.amendment")} == {
        "asked", "declined", "disagreed",
    }  # fmt: skip
