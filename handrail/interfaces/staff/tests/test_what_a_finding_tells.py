"""What was found in a scale is read by whoever may read scales, and by nobody for the check-ins alone."""

from __future__ import annotations

from html import unescape
from uuid import uuid4

import pytest
from django.urls import reverse

from handrail.clinical.playbooks.playbook import choose
from handrail.clinical.playbooks.playbook import propose as proposals_of
from handrail.continuum.journey.queries import timeline
from handrail.continuum.responses import actions as responses
from handrail.continuum.responses.reactions import as_clinical
from handrail.continuum.watch.finding import Found, keep
from handrail.continuum.watch.models import Finding
from handrail.foundation.ledger.delivering import deliver_due
from handrail.foundation.measures import actions as measures
from handrail.interfaces.staff.queries.board import board
from handrail.interfaces.staff.tests.conftest import HOUR, text_of
from handrail.interfaces.staff.wanted import Wanted

HEADLINE = "PHQ-9, question 9"


@pytest.fixture
def found(cast):
    """Maya answered question 9; Sam may read her check-ins, and not her scales."""
    answers = {f"phq9_{n}": 1 for n in range(1, 10)} | {"phq9_10": 0}
    measures.submit(cast.maya, instrument_id="phq9", key=uuid4(), answers=answers, act=cast.act(cast.maya))
    finding = Finding.objects.get(headline__startswith=HEADLINE)
    assert finding.resource == "measures"
    return finding


@pytest.mark.parametrize(("who", "reads"), [("priya", True), ("sam", False), ("theo", False), ("maya", True)])
def test_who_reads_what_was_found_in_a_scale(cast, found, who, reads):
    act = cast.act(cast.people[who])
    assert Finding.objects.visible_to(act).filter(pk=found.pk).exists() is reads
    told = " ".join(f"{one.title} {one.text}" for one in timeline(cast.maya, act=act, limit=50))
    assert (HEADLINE in told) is reads


def test_sams_board_says_that_something_changed_and_not_what(cast, found):
    deliver_due(cast.now)
    rows = str(board(cast.act(cast.sam), Wanted.of({}), None))
    assert HEADLINE not in rows
    assert HEADLINE in str(board(cast.act(cast.priya), Wanted.of({}), None))


def test_what_was_found_in_her_check_ins_is_read_by_whoever_may_read_them(cast):
    measures.check_in(cast.maya, key=uuid4(), answers={"safe": "no"}, act=cast.act(cast.maya))
    deliver_due(cast.now)
    seen = {name for name in cast.people if Finding.objects.visible_to(cast.act(cast.people[name])).exists()}
    assert seen >= {"maya", "priya", "sam"}
    assert not seen & {"theo", "omar", "elin"}


#: Rules of a scale, one found in a severe total and one in a change; and a finding kept before findings were marked.
GROUNDS = [
    ("phq9_severe", {"of": "measures"}),
    ("scale_change_gad7", {"of": "measures"}),
    ("gad7_severe", {}),
]
#: What tells that a scale was behind a proposal, or which.
TELLING = ("PHQ", "GAD", "scale", "severe", "usual", "answers")


@pytest.mark.parametrize(("rule", "inputs"), GROUNDS)
def test_whoever_may_not_read_scales_reads_what_they_are_asked_to_do_and_nothing_of_why(team, rule, inputs):
    act = team.act(None, at=team.now - HOUR)
    headline = "PHQ-9: a total of 21, severe" if "phq9" in rule else "GAD-7: a total of 16, severe"
    finding = keep(
        team.maya, Found(team.today, "alert", rule, headline, f"{headline}.", dict(inputs)), act=act
    )
    book = choose(as_clinical(finding))
    response = responses.propose(finding, playbook=book.id, proposals=proposals_of(book, at=act.at), act=act)
    whys = list(response.proposals.values_list("why", flat=True))
    asked = _everything_said(team, "sam")
    assert not [words for words in (headline, book.title, *whys, "check-ins behind") if words in asked]
    for one in response.proposals.exclude(role="client"):
        responses.accept(one, act=team.act(one.asks.get().asked))
    for title in response.proposals.values_list("title", flat=True):
        assert not [word for word in TELLING if word in title]
    for who, reads in (("priya", True), ("sam", False)):
        told = _everything_said(team, who)
        assert (headline in told) is reads
        assert (book.title in told) is reads
        assert all(one.title in told for one in response.proposals.exclude(role="client"))
        assert all((one.why in told) is reads for one in response.proposals.exclude(role="client"))
    theirs = team.browser(team.theo).get(reverse("staff:person", args=[team.maya.pk]))
    assert theirs.status_code == 404


def _everything_said(team, who):
    """Whatever stands on the pages where a proposal and its step are told, with the entities as letters."""
    browser, person = team.browser(team.people[who]), [team.maya.pk]
    pages = [reverse("staff:person", args=person), reverse("staff:plan", args=person), reverse("staff:today")]
    return unescape(" ".join(text_of(browser.get(page)) for page in pages))
