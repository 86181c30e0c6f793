"""Maya's team talks about her plan: decisions are steps at once, the minutes stand once, and Theo holds none of it."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction

from handrail.continuum.journey.queries import timeline
from handrail.continuum.reviews import actions as reviews
from handrail.continuum.reviews.actions import AlreadyClosed, Minutes, NothingSaid
from handrail.continuum.reviews.models import CaseReview, Decision, ReviewPoint
from handrail.continuum.reviews.queries import waiting_point
from handrail.foundation.consent.evaluator import Refused
from handrail.foundation.ledger.models import Entry
from handrail.foundation.plans.models import PlanReview, Step

DAY = timedelta(days=1)


def decided(cast, key, who="priya", title="Send the letter"):
    step = {
        "title": title,
        "responsible": cast.lena,
        "due_on": cast.today + 3 * DAY,
        "strand": "case",
    }
    return reviews.note_decision(cast.maya, key=key, step=step, act=cast.act(cast.people[who]))


def test_a_decision_is_a_step_with_its_owner_and_day_once_however_often_it_is_sent(cast):
    key = uuid4()
    first, again = decided(cast, key), decided(cast, key, "sam", "Something else")
    assert first == again and Step.objects.count() == Decision.objects.count() == 1
    assert (first.step.title, first.step.responsible) == ("Send the letter", cast.lena)
    assert first.review.closed_at is None
    broken = {"title": "", "responsible": cast.lena}
    with pytest.raises(Exception, match="a_step_says_what_to_do"), transaction.atomic():
        reviews.note_decision(cast.maya, key=uuid4(), step=broken, act=cast.act(cast.priya))
    assert Step.objects.count() == Decision.objects.count() == 1
    assert set(Entry.objects.filter(kind__startswith="reviews.").values_list("kind", flat=True)) == {
        "reviews.decision.noted"
    }


def test_the_minutes_stand_once_with_her_point_and_a_look_at_the_plan_when_she_was_there(cast):
    own, priya = cast.act(cast.maya), cast.act(cast.priya)
    with pytest.raises(NothingSaid):
        reviews.close(cast.maya, minutes=Minutes(), act=priya)
    read = reviews.write_point(cast.maya, words="The bus is too early.", act=own)
    assert reviews.write_point(cast.maya, words="The bus is too early.", act=own) == read
    assert ReviewPoint.objects.count() == 1 and waiting_point(cast.maya) == read
    said = Minutes("The shop.", "Mornings.", [cast.priya, cast.maya], cast.today + 14 * DAY)
    review = reviews.close(cast.maya, minutes=said, point=read, act=priya)
    assert waiting_point(cast.maya) is None and review.point == read
    assert {one.who for one in review.present.all()} == {cast.priya, cast.maya}
    assert PlanReview.objects.get().next_on == cast.today + 14 * DAY
    assert reviews.close(cast.maya, minutes=said, act=priya) == review and PlanReview.objects.count() == 1
    with pytest.raises(AlreadyClosed):
        reviews.close(cast.maya, minutes=Minutes("Otherwise."), act=cast.act(cast.sam))
    told = [one.title for one in timeline(cast.maya, act=cast.act(cast.sam))]
    assert "The team talked about the plan" in told and not any("point" in one for one in told)
    reviews.write_point(cast.maya, words="And now this.", act=own)
    reviews.write_point(cast.maya, words="", act=own)
    assert waiting_point(cast.maya) is None


def test_without_her_the_plan_stays_due_and_omars_point_is_no_point_of_hers(cast):
    theirs = reviews.write_point(cast.omar, words="Mine.", act=cast.act(cast.omar))
    review = reviews.close(
        cast.maya, minutes=Minutes("The shop.", present=[cast.priya]), point=theirs, act=cast.act(cast.priya)
    )
    assert review.point is None and not PlanReview.objects.exists()
    assert waiting_point(cast.omar) == theirs


def test_theo_holds_no_review_of_hers_and_nobody_writes_her_point(cast):
    for who in ("theo", "maya", "elin"):
        with pytest.raises(Refused):
            decided(cast, uuid4(), who)
        with pytest.raises(Refused):
            reviews.close(cast.maya, minutes=Minutes("So."), act=cast.act(cast.people[who]))
    for who in ("theo", "priya", "rosa"):
        with pytest.raises(Refused):
            reviews.write_point(cast.maya, words="So.", act=cast.act(cast.people[who]))
    decided(cast, uuid4())
    assert not CaseReview.objects.visible_to(cast.act(cast.theo)).exists()
    assert CaseReview.objects.visible_to(cast.act(cast.lena)).exists()
