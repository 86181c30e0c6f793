"""Today: who could use me, why, by when; and the same rows again for a page that is already open."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from handrail.continuum.responses import actions as responses
from handrail.continuum.responses.models import Ask, Proposal
from handrail.foundation.consent.models import Grant
from handrail.interfaces.staff.tests.conftest import HEADLINE, raise_concern, someone, text_of
from handrail.pillars.crisis import actions as crisis

TODAY, ROWS = reverse("staff:today"), reverse("staff:rows")


def test_priya_sees_why_maya_could_use_her_and_by_when(priya):
    text = text_of(priya.get(TODAY))
    assert "One person could use you today" in text
    assert HEADLINE in text and "Go through the plan for hard moments together" in text
    assert "No voicemail. Say you are from the bakery." in text
    assert "Why am I seeing this?" in text and "2.1 ± 1.2" in text
    assert "Urges, 14 days" in text
    assert "You</small>" in text


def test_what_waits_on_others_stands_apart_and_is_one_row_a_person(team, priya):
    text = text_of(priya.get(TODAY))
    waiting = text[text.index("Waiting on an answer") :]
    assert waiting.count('class="row"') == 1
    assert "Sam R." in waiting and "Lena O." in waiting


def test_sam_reads_no_check_in_that_maya_does_not_share(team, sam):
    assert HEADLINE in text_of(sam.get(TODAY))
    Grant.objects.update(until_at=team.now - timedelta(days=1))
    text = text_of(sam.get(TODAY))
    assert "Something changed in how things are going." in text
    assert (
        HEADLINE not in text and "average 6.7" not in text and ">6.7<" not in text and "14 days" not in text
    )


def test_ravi_sees_the_whole_team_when_he_asks_for_it(team):
    ravi = team.browser(team.ravi)
    assert "Nobody needs you right now" in text_of(ravi.get(TODAY))
    text = text_of(ravi.get(TODAY, {"scope": "team"}))
    assert "Maya P." in text and "Priya N." in text


def test_a_strand_narrows_the_board(priya):
    assert "Sam R." in text_of(priya.get(TODAY, {"strand": "peer"}))
    counsel = text_of(priya.get(TODAY, {"strand": "counsel"}))
    assert "Go through the plan" in counsel and "Waiting on an answer" not in counsel


@pytest.mark.parametrize(
    "query", ["strand=%00", "scope=x&strand=y", "told=p0", "told=p" + "9" * 40, "told=%ED%A0%80"]
)
def test_an_odd_address_shows_the_usual_board(priya, query):
    assert HEADLINE in text_of(priya.get(f"{TODAY}?{query}"))
    assert priya.get(f"{ROWS}?{query}").status_code == 200


def test_a_board_without_anything_says_so(theo):
    text = text_of(theo.get(TODAY))
    assert "Nobody needs you right now" in text and "1 is steady." in text


def test_what_was_promised_first_stands_first(team, priya):
    nia = someone(team, "Nia E.")
    raise_concern(team, nia, headline="Quiet for six days")
    Ask.objects.filter(proposal__response__person=team.maya, proposal__role="counselor").update(
        answer_by=team.now + timedelta(days=3)
    )
    text = text_of(priya.get(TODAY))
    assert "Two people could use you today" in text
    assert text.index("Quiet for six days") < text.index(HEADLINE)


def test_the_open_page_asks_with_the_tag_it_was_drawn_with_and_hears_that_nothing_changed(priya):
    page = text_of(priya.get(TODAY))
    tag = page.split('data-live-tag="')[1].split('"')[0].replace("&quot;", '"')
    answer = priya.get(ROWS, headers={"If-None-Match": tag})
    assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", tag)


def test_the_open_page_gets_new_rows_when_something_changed(team, priya, proposal):
    tag = priya.get(ROWS)["ETag"]
    responses.accept(proposal, act=team.act(team.priya))
    answer = priya.get(ROWS, headers={"If-None-Match": tag})
    assert answer.status_code == 200 and answer["ETag"] != tag
    text = text_of(answer)
    assert text.lstrip().startswith("<header") and "data-live-say=" in text.split(">")[0]
    assert f'data-key="p{Proposal.objects.get(role="peer_specialist").pk}"' in text


def test_the_rows_know_where_they_come_from(priya):
    text = text_of(priya.get(TODAY, {"scope": "team", "strand": "peer"}))
    assert 'data-live-url="/team/today/rows/?scope=team&amp;strand=peer"' in text
    assert 'data-live="/events"' in text and "data-live-status" in text


def test_an_open_page_whose_session_ended_is_not_given_rows(team):
    assert Client().get(ROWS).status_code == 302


def test_a_name_is_never_markup(team, priya):
    team.maya.preferred_name = "<script>M"
    team.maya.save()
    assert "<script>M" not in text_of(priya.get(TODAY))


def test_an_open_crisis_stands_first_on_the_board_of_her_team_and_of_whoever_has_it(team, priya):
    alert = crisis.ask_for_help(team.maya, key=uuid4(), act=team.act(team.maya))
    assert "Nobody needs you right now" in text_of(team.browser(team.noor).get(ROWS))
    crisis.acknowledge(alert, act=team.act(team.noor))
    for browser in (priya, team.browser(team.noor)):
        text = text_of(browser.get(ROWS))
        assert "One person could use you today" in text and "Noor A. has it" in text
        assert f'data-key="n{alert.pk}"' in text
    assert f'data-key="n{alert.pk}"' not in text_of(priya.get(ROWS, {"strand": "peer"}))
    assert "Maya" not in text_of(team.browser(team.theo).get(ROWS, {"scope": "team"}))
