"""Days later: what an earlier crisis left behind is told with its day, and stands in for nothing that holds now."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.urls import reverse

from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import ContactPoint
from handrail.foundation.teams.models import Role
from handrail.interfaces.client.queries.next_days import next_days
from handrail.interfaces.staff.coping_form import CopingForm
from handrail.interfaces.staff.queries.beside_follow_up import beside
from handrail.interfaces.staff.queries.console import console
from handrail.interfaces.staff.queries.stages import stages
from handrail.interfaces.staff.tests.conftest import text_of
from handrail.pillars.crisis import actions as crisis
from handrail.pillars.crisis.free_slots import Free
from handrail.pillars.crisis.models import Alert, FollowUp, Transfer

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def begun(team, at):
    alert = crisis.ask_for_help(team.maya, key=uuid4(), act=team.act(team.maya, at=at))
    crisis.acknowledge(alert, act=team.act(team.noor, at=at))
    return alert


def test_the_plan_of_an_earlier_crisis_is_no_plan_for_tonight(team):
    first, then = begun(team, team.now), team.now + 4 * DAY
    crisis.make_coping_plan(first, {"tonight": "At home. Rosa stays."}, act=team.act(team.noor))
    crisis.close(
        first, outcome=Alert.Outcome.SETTLED, words="", owner=team.sam, follow_up_at=team.now + DAY,
        act=team.act(team.noor),
    )  # fmt: skip
    assert not next_days(team.act(team.maya))["over"]
    shown = console(first.pk, team.act(team.noor, at=team.now + DAY))
    assert (shown.coping_plan[0][1], shown.coping_plan_made) == ("At home. Rosa stays.", "Noor A., yesterday")
    second = console(begun(team, then).pk, team.act(team.noor, at=then))
    assert (second.coping_plan, second.coping_plan_made) == ([], "")
    assert next_days(Act(actor=team.maya, at=then, via="test"))["over"]


def test_the_bar_says_when_the_next_day_call_is_due_and_what_else_was_done_does_not_stand_for_it(team):
    alert, late = begun(team, team.now), team.now + 25 * HOUR
    crisis.close(
        alert, outcome=Alert.Outcome.SETTLED, words="", owner=team.sam, follow_up_at=team.now + 47 * HOUR,
        act=team.act(team.noor),
    )  # fmt: skip
    last = FollowUp.objects.filter(alert=alert).order_by("-pk").first()
    assert last.kind != FollowUp.Kind.NEXT_DAY
    crisis.finish_follow_up(last, outcome=FollowUp.Outcome.REACHED, act=team.act(team.sam, at=late))
    told = stages(Alert.objects.get(pk=alert.pk), team.act(team.noor, at=late))
    assert (told[-1].state, told[-1].at[:2]) == ("now", "By")
    # The next day the time at which they asked is still told to the minute.
    assert ", " in told[0].at and told[0].at.endswith("m")
    call = FollowUp.objects.get(alert=alert, kind="next_day")
    crisis.finish_follow_up(call, outcome=FollowUp.Outcome.REACHED, act=team.act(team.sam, at=late))
    assert stages(alert, team.act(team.noor, at=late))[-1].state == "done"


def test_whoever_calls_reads_her_rules_beside_it_and_who_knows_them_once_they_may_not(team):
    """Noor reads how Maya is reached until three days after it is closed; afterwards she is told whom to ask."""
    ContactPoint.objects.create(
        person=team.maya, system="phone", value="+12125550123", safety=ContactPoint.Safety.SAFE,
        words_to_say="Say you are from the bakery.",
    )  # fmt: skip
    alert = begun(team, team.now)
    crisis.close(
        alert, outcome=Alert.Outcome.SETTLED, words="", owner=team.noor, follow_up_at=team.now + DAY,
        act=team.act(team.noor),
    )  # fmt: skip
    call = FollowUp.objects.get(alert=alert, kind="next_day")
    page = text_of(team.browser(team.noor).get(reverse("staff:follow_up", args=[call.pk])))
    assert "212 555 0123" in page and "Say you are from the bakery." in page
    later = beside(call, team.act(team.noor, at=team.now + 4 * DAY))
    assert later.ways == [] and "Priya N." in later.ask
    call.kind = FollowUp.Kind.PLAN
    words = [words for _href, words in beside(call, team.act(team.priya)).links]
    assert words == ["Plan the next three days together", "Their safety plan", "Their plan"]


def test_noor_hands_the_call_and_the_month_to_sam_and_theo_finds_no_page(team):
    alert = begun(team, team.now)
    crisis.close(
        alert, outcome=Alert.Outcome.SETTLED, words="", owner=team.noor, follow_up_at=team.now + DAY,
        act=team.act(team.noor),
    )  # fmt: skip
    call, noor = FollowUp.objects.get(alert=alert, kind="next_day"), team.browser(team.noor)
    over = reverse("staff:follow_up_handover", args=[call.pk])
    assert team.browser(team.theo).post(over, {"to": team.sam.pk}).status_code == 404
    for nobody in ("", str(team.noor.pk), "9999999", "sam"):
        refused = noor.post(over, {"to": nobody})
        assert refused.status_code == 422 and "Who does it instead" in text_of(refused)
    sent = noor.post(over, {"to": team.sam.pk, "all_of_it": "on"})
    assert sent.status_code == 302
    assert {one.owner for one in FollowUp.objects.filter(alert=alert, done_at=None)} == {team.sam}
    assert noor.post(over, {"to": team.priya.pk})["Location"] == reverse("staff:alert", args=[alert.pk])


def test_somebody_who_did_not_arrive_is_no_question_without_an_end(team):
    alert, noor = begun(team, team.now), team.browser(team.noor)
    crisis.note_transfer(alert, basis=Transfer.Basis.NOTHING, place="General", act=team.act(team.noor))
    asked = FollowUp.objects.get(alert=alert, kind="arrival")
    page = reverse("staff:follow_up", args=[asked.pk])
    assert page in text_of(noor.get(reverse("staff:alert", args=[alert.pk])))
    for not_an_end in ({"outcome": "otherwise"}, {"outcome": "done", "words": "Left."}):
        assert noor.post(page, not_an_end).status_code == 422
    assert noor.post(page, {"outcome": "otherwise", "words": "Got out at the light."}).status_code == 302
    asked.refresh_from_db()
    assert asked.outcome == "otherwise"
    assert noor.get(page)["Location"] == reverse("staff:alert", args=[alert.pk])
    assert page not in text_of(noor.get(reverse("staff:alert", args=[alert.pk])))


def test_nobody_is_planned_into_two_meetings_at_once(team):
    first = team.now + DAY
    free = [
        Free(worker, Role.COUNSELOR, first + minutes * HOUR / 60, known=True)
        for worker, minutes in ((team.priya, 0), (team.sam, 15), (team.priya, 60))
    ]
    keys = [one.key for one in free]
    plan = {"reader": team.priya, "at": team.now, "free": free, "owners": []}
    assert "They cannot be at both" in str(CopingForm({"slots": keys}, **plan).errors["slots"])
    assert CopingForm({"slots": [keys[0], keys[2]]}, **plan).is_valid()
