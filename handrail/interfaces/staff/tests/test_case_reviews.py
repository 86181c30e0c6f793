"""A case review by Maya's team, from the list to what she reads; Theo finds no such page of hers."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from handrail.continuum.reviews import actions as reviews
from handrail.continuum.reviews.models import CaseReview, Decision
from handrail.foundation.people.models import Person
from handrail.foundation.plans import actions as plans
from handrail.foundation.plans.models import Step
from handrail.foundation.teams import actions as teams
from handrail.foundation.teams.models import Programme
from handrail.interfaces.client.tests.reading import english_in
from handrail.interfaces.language import COOKIE
from handrail.interfaces.staff.tests.conftest import HEADLINE, someone, text_of
from tests.opened import among

LIST = reverse("staff:case_reviews")
DAY = timedelta(days=1)


def at(name, person):
    return reverse(f"staff:{name}", args=[person.pk])


def is_refused(who, maya, sent, said):
    """Neither in the list, nor at any of the addresses."""
    assert "Maya" not in text_of(who.get(LIST))
    assert who.get(at("case_review", maya)).status_code == 404
    assert who.post(at("case_decision", maya), sent).status_code == 404
    assert who.post(at("case_minutes", maya), said).status_code == 404


def test_maya_is_talked_about_on_one_screen_and_reads_what_was_decided(team, priya, theo, step):
    maya = team.browser(team.maya)
    mine = reverse("client:team_review")
    refused = maya.post(mine, {"words": "m" * 601})
    assert refused.status_code == 422 and "m" * 601 in text_of(refused)
    assert maya.post(mine, {"words": "The bus is too early."}).status_code == 302
    plans.tell_barrier(step, words="No printer.", act=team.act(team.priya))
    al = someone(team, "Al 01")
    listed = text_of(priya.get(LIST))
    assert "Wrote a point" in listed and "Something changed" in listed
    assert listed.index("Maya P.") < listed.index("Al 01")
    shown = text_of(priya.get(at("case_review", team.maya)))
    for words in ("The bus is too early.", "Open the shop again.", HEADLINE, "No printer.", "Next: Al 01"):
        assert words in shown, words

    sent = {"title": "Find a later bus", "responsible": str(team.lena.pk), "key": str(uuid4())}
    again = priya.post(at("case_decision", team.maya), sent)
    assert again.status_code == 422 and "Find a later bus" in text_of(again) and not Decision.objects.exists()
    sent["due_on"] = (team.today + 2 * DAY).isoformat()
    for _twice in range(2):
        assert priya.post(at("case_decision", team.maya), sent).status_code == 302
    assert len(among(Step.objects.all(), title="Find a later bus")) == 1

    said = {"working": "The shop.", "present": [str(team.priya.pk)], "point": _point_on(shown)}
    later = said | {"next_on": (team.today + 30 * DAY).isoformat()}
    assert "Say above that Maya P. was there" in text_of(priya.post(at("case_minutes", team.maya), later))
    closed = priya.post(at("case_minutes", team.maya), said)
    assert closed["Location"] == at("case_review", al)
    sam = text_of(team.browser(team.sam).post(at("case_minutes", team.maya), said | {"working": "Not so."}))
    assert "Somebody closed this review meanwhile" in sam and "Not so." in sam
    assert "Talked about today" in text_of(priya.get(LIST))

    for who in (theo, team.browser(team.elin)):
        is_refused(who, team.maya, sent, said)
    assert CaseReview.objects.count() == 1

    reads_what_was_decided(maya, mine)


def reads_what_was_decided(maya, mine):
    """In English, and in Spanish with no English left in it."""
    told = text_of(maya.get(mine))
    for words in (
        "Priya talked about your plan.",
        "The shop.",
        "Find a later bus",
        "Lena O.",
        "They read what you wrote:",
    ):
        assert words in told, words
    maya.cookies[COOKIE] = "es"
    spanish = text_of(maya.get(mine))
    assert english_in(spanish) == set() and "Lo que se decidió" in spanish


def test_ravi_reads_the_whole_programme_and_what_was_said_last_time_stands_on_the_next_turn(
    team, priya, theo
):
    outpatient = Programme.objects.get(name="Outpatient")
    days_ago = team.act(team.priya, at=team.now - 9 * DAY)
    minutes = reviews.Minutes("The shop.", "The bus.", [team.priya, team.sam], None)
    reviews.close(team.maya, minutes=minutes, act=days_ago)
    last = text_of(priya.get(at("case_review", team.maya)))
    for words in ("Last time", "The shop.", "The bus.", "There: Priya N., Sam"):
        assert words in last, words

    alone = Person.objects.create(preferred_name="Zoe 01", made_at=team.now)
    teams.enrol(alone, outpatient, act=team.act(None, at=team.now - DAY))
    ravi, whole = team.browser(team.ravi), f"?programme={outpatient.pk}"
    listed = text_of(ravi.get(LIST))  # Nobody is in his own care: he begins with his program.
    assert "Everybody in Outpatient" in listed and "Maya P." in listed and "Zoe 01" in listed
    assert at("case_review", alone) + whole in listed
    assert "Maya" not in text_of(ravi.get(LIST + "?programme=mine"))
    turn = text_of(ravi.get(at("case_review", team.maya) + whole))
    assert f'{at("case_minutes", team.maya)}{whole}"' in turn and "Next: " in turn
    said = {"working": "More sleep.", "present": [str(team.ravi.pk)]}
    onward = ravi.post(at("case_minutes", team.maya) + whole, said)["Location"]
    assert onward.endswith(whole)
    for who in (priya, theo):
        assert "Everybody in" not in text_of(who.get(LIST + whole)), "a program is its supervisor's"
        assert "Zoe 01" not in text_of(who.get(LIST + whole))


def test_a_closed_review_with_nothing_said_is_asked_again_and_nothing_is_kept(team, priya):
    answer = priya.post(at("case_minutes", team.maya), {"present": [str(team.priya.pk)]})
    assert answer.status_code == 422 and "Write a line, or note a decision first." in text_of(answer)
    assert (
        priya.post(at("case_minutes", team.maya), {"working": "Words.", "present": ["9" * 40]}).status_code
        == 422
    )
    assert not CaseReview.objects.exists()


def test_three_people_or_thirty_are_as_many_questions(team, priya):
    def asked():
        priya.get(LIST)
        with CaptureQueriesContext(connection) as captured:
            text = text_of(priya.get(LIST))
        return len(captured), text

    people = [someone(team, f"Al {n:02}") for n in range(2)]
    reviews.write_point(people[0], words="This.", act=team.act(people[0]))
    few, _text = asked()
    for n in range(2, 29):
        people.append(someone(team, f"Al {n:02}"))
    for person in people:
        reviews.write_point(person, words="This.", act=team.act(person))
    many, text = asked()
    assert "Al 28" in text and few == many <= 20


def _point_on(page):
    return page.split('name="point" value="')[1].split('"')[0]
