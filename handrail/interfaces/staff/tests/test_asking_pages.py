"""Who has not answered, and what is asked by itself: on the pages of the team."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from handrail.foundation.measures import actions as measures
from handrail.foundation.measures.models import Assignment, Schedule
from handrail.foundation.teams.models import Programme
from handrail.interfaces.staff.tests.conftest import text_of

SCALES = reverse("staff:scales")


@pytest.fixture
def ravi(team):
    return team.browser(team.ravi)


@pytest.fixture
def outpatient(team):
    return Programme.objects.get(name="Outpatient")


def ask(team, person, worker, scale="phq9", days=0):
    due = team.today + timedelta(days=days)
    return measures.ask(person, instrument_id=scale, due_on=due, act=team.act(worker))


def test_the_list_names_who_has_not_answered_and_nobody_who_did_or_chose_not_to(team, priya, theo):
    ask(team, team.maya, team.priya, days=-3)
    measures.decline(ask(team, team.maya, team.priya, "gad7"), act=team.act(team.maya))
    ask(team, team.omar, team.theo, "core10")
    text = text_of(priya.get(SCALES))
    assert "Maya P." in text and "PHQ-9" in text and "Was due" in text
    assert "GAD-7" not in text and "Omar" not in text and "automatically in" not in text
    assert "Maya" not in text_of(theo.get(SCALES))
    # Whoever asks by hand is told how long ago it was, and may have a reason.
    page = text_of(priya.get(reverse("staff:measures", args=[team.maya.pk])))
    assert page.count("Last time: today. At least 14 days between two times.") == 1


def test_a_page_that_is_not_there_is_no_trouble(priya):
    for page in ("0", "-1", "x", "99999", "2", "\x00"):
        assert priya.get(SCALES, {"page": page}).status_code == 200, page


def test_whoever_reads_no_scale_of_their_people_has_no_such_page(team):
    for who in ("sam", "elin", "noor"):
        assert team.browser(team.people[who]).get(SCALES).status_code == 404


def test_ravi_sets_what_the_program_asks_by_itself_and_stops_it(team, ravi, outpatient):
    address = reverse("staff:programme_schedules", args=[outpatient.pk])
    again = ravi.post(address, {"instrument": "phq9", "when": "every", "every_days": "7"})
    assert again.status_code == 422 and "at least 14 days between two times" in text_of(again)
    assert 'value="7"' in text_of(again) and not Schedule.objects.exists()
    ravi.post(address, {"instrument": "phq9", "when": "every", "every_days": "30"})
    assert "every 30 days" in text_of(ravi.get(SCALES))
    ravi.post(reverse("staff:schedule_end", args=[Schedule.objects.get().pk]))
    assert Schedule.objects.get().ended_at is not None
    assert "Nothing is asked automatically." in text_of(ravi.get(SCALES))


def test_priya_sets_it_for_maya_alone_and_sees_what_holds_for_all(team, priya, ravi, outpatient):
    measures.schedule(
        instrument_id="phq9", when=Schedule.When.INTAKE, programme=outpatient, act=team.act(team.ravi)
    )
    page = reverse("staff:measures", args=[team.maya.pk])
    assert "at intake, as everybody in the program" in text_of(priya.get(page))
    address = reverse("staff:own_schedules", args=[team.maya.pk])
    priya.post(address, {"instrument": "phq9", "when": "never"})
    text = text_of(priya.get(page))
    assert "not automatically" in text and "as everybody" not in text
    theirs = Schedule.objects.get(person=team.maya)
    priya.post(reverse("staff:schedule_end", args=[theirs.pk]))
    theirs.refresh_from_db()
    assert theirs.ended_at is not None


BAD = [
    {},
    {"instrument": "cows", "when": "session"},
    {"instrument": "dast10", "when": "session"},
    {"instrument": "phq9", "when": "always"},
    {"instrument": "phq9", "when": "every"},
    {"instrument": "phq9", "when": "every", "every_days": "9" * 40},
    {"instrument": "phq9", "when": "every", "every_days": "a\x00"},
]


@pytest.mark.parametrize("sent", BAD)
def test_a_schedule_that_is_none_is_asked_for_again_and_nothing_is_set(team, priya, sent):
    answer = priya.post(reverse("staff:own_schedules", args=[team.maya.pk]), sent)
    assert answer.status_code == 422 and not Schedule.objects.exists()


def test_theo_sam_and_a_supervisor_of_another_program_change_nothing(team, theo, sam, priya, outpatient):
    mine = measures.schedule(
        instrument_id="phq9", when=Schedule.When.SESSION, person=team.maya, act=team.act(team.priya)
    )
    sent = {"instrument": "gad7", "when": "intake"}
    for who in (theo, sam, priya):
        assert who.post(reverse("staff:programme_schedules", args=[outpatient.pk]), sent).status_code == 404
    for who in (theo, sam):
        assert who.post(reverse("staff:own_schedules", args=[team.maya.pk]), sent).status_code == 404
        assert who.post(reverse("staff:schedule_end", args=[mine.pk])).status_code == 404
    assert Schedule.objects.get().ended_at is None


def test_another_scale_than_the_usual_ones_is_asked_for_too(team, priya):
    priya.post(reverse("staff:assignments", args=[team.maya.pk]), {"instrument": "barc10"})
    assert Assignment.objects.get().instrument == "barc10"
    for scale in ("cows", "early_warning_signs", "daily_checkin"):
        sent = priya.post(reverse("staff:assignments", args=[team.maya.pk]), {"instrument": scale})
        assert sent.status_code == 404
