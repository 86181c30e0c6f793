"""One person's record: story, measures, plan; each look is written down; only what the reader may see."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from handrail.clinical.triage.critical import naloxone_steps
from handrail.foundation.consent.models import Consent, Grant
from handrail.foundation.ledger.actions import announce_all
from handrail.foundation.ledger.models import Viewing
from handrail.foundation.measures.models import Assignment, Response
from handrail.foundation.messaging.events import ReminderSet
from handrail.foundation.plans import actions as plans
from handrail.foundation.plans.models import Step
from handrail.interfaces.staff.tests.conftest import HEADLINE, text_of
from handrail.pillars.case_management import actions as cases
from tests.partners import signed
from tests.referrals import riverbend


@pytest.fixture
def page(team):
    return reverse("staff:person", args=[team.maya.pk])


def noted(team, who):
    return set(Viewing.objects.filter(viewer=team.people[who]).values_list("resource", flat=True))


def test_priya_knows_maya_in_two_minutes(priya, page):
    text = text_of(priya.get(page))
    for told in ("Maya P.", "she / her", "My sister’s kitchen on Sundays.", "No voicemail.", "Sam R.",
                 "PHQ-9: 8", "Down eight points since", "“Drove past the old place. Twice.”", "Send income letter",
                 "Open the shop again.", HEADLINE, "A real concern", "Waiting for your answer"):  # fmt: skip
        assert told in text, told


def test_each_look_is_written_down_with_what_was_shown(team, priya, sam, page):
    priya.get(page)
    assert noted(team, "priya") == {
        "demographics", "medications", "checkins", "measures", "care_plan", "referrals",
    }  # fmt: skip
    assert set(Viewing.objects.values_list("basis", "via", "person")) == {("assigned", "staff", team.maya.pk)}
    Grant.objects.update(until_at=team.now - timedelta(days=1))
    sam.get(page)
    assert noted(team, "sam") == {"demographics", "care_plan", "referrals"}


def test_beside_the_story_stand_consent_naloxone_and_referrals_as_far_as_the_reader_may(
    team, priya, sam, theo, page
):
    signed(team, ends=Consent.Ends.ON_DAY, expires_on=team.today + timedelta(days=90))
    act = team.act(team.lena)
    cases.propose(team.maya, riverbend(team)["Harbor House"], need="housing", words="One room.", act=act)
    step = plans.add_step(
        team.maya, title=min(naloxone_steps()), responsible=team.lena, strand="case", due_on=team.today,
        origin=Step.Origin.PROPOSAL, act=act,
    )  # fmt: skip
    text = text_of(priya.get(page))
    for told in ("Harbor House, until", "Not seen to yet: Lena", "0 of 5", "Proposed"):
        assert told in text, told
    plans.complete(step, act=act)
    text = text_of(sam.get(page))
    assert "A consent holds, until" in text and "Harbor House, until" not in text
    assert "At hand since" in text
    assert theo.get(page).status_code == 404


@pytest.mark.parametrize(("name", "shown"), [("plan", {"care_plan"}), ("measures", {"measures", "checkins"})])
def test_each_page_writes_down_what_it_shows_and_nothing_else(team, priya, name, shown):
    priya.get(reverse(f"staff:{name}", args=[team.maya.pk]))
    assert noted(team, "priya") == {"demographics", "medications"} | shown


def test_a_step_that_is_sent_wrong_is_a_look_at_the_record_again(team, priya):
    priya.post(reverse("staff:steps", args=[team.maya.pk]), {"title": ""})
    assert noted(team, "priya") == {"demographics", "medications", "care_plan"}


def test_a_look_that_was_refused_is_no_look(team, theo, page):
    theo.get(page)
    assert not Viewing.objects.exists()


def test_sam_reads_no_check_in_that_maya_does_not_share(team, sam, page):
    Grant.objects.update(until_at=team.now - timedelta(days=1))
    text = text_of(sam.get(page))
    assert "Check-ins are not shared with you." in text
    for private in (
        "Drove past",
        HEADLINE,
        "average 6.7",
        ">6.7<",
        "PHQ-9",
        "What was it?",
        "Urges well above",
    ):
        assert private not in text, private


def test_sam_reads_the_check_ins_that_maya_shares_and_no_scale(sam, page):
    text = text_of(sam.get(page))
    assert "Drove past the old place" in text and HEADLINE in text
    assert "PHQ-9" not in text and "Scale results are private to counseling." in text


def test_an_odd_address_still_shows_the_story(priya, page):
    for query in ("strand=self", "strand=nonsense", "before=0", "before=x", "before=" + "9" * 18, "scale=gad7",
                  "scale=%00", "told=p1", "told=c99999", "told=%00"):  # fmt: skip
        assert "Maya P." in text_of(priya.get(f"{page}?{query}")), query


def test_a_day_of_reminders_is_one_line_that_opens_and_theo_reads_none_of_it(team, priya, theo, page):
    set_today = [ReminderSet(number, team.maya.pk, "check_in") for number in range(40)]
    announce_all(set_today, act=team.act(None, at=team.now))
    text = text_of(priya.get(page))
    assert "Reminders: 40 set, called off or held back" in text and text.count("A reminder was set") == 40
    # They take one line of the page: what was before them is still on it.
    assert "Drove past the old place" in text
    assert theo.get(page).status_code == 404


def test_one_strand_of_the_story_alone(priya, page):
    text = text_of(priya.get(page, {"strand": "case"}))
    assert "Lena O. joined the team" in text and "Drove past" not in text


def test_measures_show_the_scale_and_its_table(team, priya):
    text = text_of(priya.get(reverse("staff:measures", args=[team.maya.pk])))
    assert "Down eight points since" in text and "No GAD-7 results yet." in text
    assert "<svg" in text and "Show as a table" in text
    assert "Checked in on 4 of the last 28 days" in text


def test_priya_asks_for_a_scale_once_however_often_she_taps(team, priya):
    address = reverse("staff:assignments", args=[team.maya.pk])
    for _ in range(2):
        assert priya.post(address, {"instrument": "gad7"})["Location"] == reverse(
            "staff:measures", args=[team.maya.pk]
        )
    assert Assignment.objects.get().instrument == "gad7"
    assert "to be answered by" in text_of(priya.get(reverse("staff:measures", args=[team.maya.pk])))


@pytest.mark.parametrize("asked", ["", "dast10", "\x00", "x" * 5000])
def test_a_scale_we_do_not_draw_is_not_asked_for(team, priya, asked):
    address = reverse("staff:assignments", args=[team.maya.pk])
    assert priya.post(address, {"instrument": asked}).status_code == 404
    assert not Assignment.objects.exists()


def test_sam_does_not_ask_for_a_scale(team, sam):
    address = reverse("staff:assignments", args=[team.maya.pk])
    assert sam.post(address, {"instrument": "phq9"}).status_code == 404
    assert not Assignment.objects.exists()


def test_the_plan_shows_steps_where_they_stand(team, priya):
    text = text_of(priya.get(reverse("staff:plan", args=[team.maya.pk])))
    assert "To do" in text and "Send income letter" in text and "Open the shop again." in text


def test_a_record_without_anything_in_it_still_opens(team, theo):
    for name in ("person", "measures", "plan"):
        answer = theo.get(reverse(f"staff:{name}", args=[team.omar.pk]))
        assert answer.status_code == 200 and "Omar D." in text_of(answer)
    assert not Response.objects.filter(person=team.omar).exists()
