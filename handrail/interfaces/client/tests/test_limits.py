"""Maya asks that somebody does not see something, reads the answer, ends it, and reads who opened her record."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from handrail.foundation.consent import actions as consent
from handrail.foundation.consent.evaluator import may
from handrail.foundation.consent.models import EmergencyAccess, Restriction
from handrail.foundation.teams.models import Credential

SENT = {"words": "We used to be close. Please not him.", "what": ["checkins"]}
LIMITS = "/me/limits/"


@pytest.fixture
def maya(live_cast):
    return live_cast.browser(live_cast.maya)


def agree(cast):
    consent.agree_restriction(Restriction.objects.get(), answer="Yes, from today.", act=cast.act(cast.elin))


def test_maya_asks_in_her_own_words_and_reads_the_answer(live_cast, maya):
    answer = maya.post(LIMITS, SENT | {"whom": live_cast.sam.pk})
    assert answer["Location"] == f"{LIMITS}?told=asked"
    asked = Restriction.objects.get()
    assert (asked.person, asked.reader, asked.resources) == (live_cast.maya, live_cast.sam, ["checkins"])
    assert "We are reading it." in maya.get(LIMITS).content.decode()
    agree(live_cast)
    shown = maya.get(LIMITS).content.decode()
    assert "Agreed. It holds now." in shown and "Yes, from today." in shown and SENT["words"] in shown
    assert not may(live_cast.act(live_cast.sam), "checkins", live_cast.maya)


def test_maya_ends_it_and_sam_sees_again(live_cast, maya):
    maya.post(LIMITS, SENT | {"whom": live_cast.sam.pk})
    agree(live_cast)
    maya.post(reverse("client:limit_end", args=[Restriction.objects.get().pk]))
    assert Restriction.objects.get().state == "ended"
    assert "You ended this." in maya.get(LIMITS).content.decode()


@pytest.mark.parametrize(
    ("whom", "ground"), [("somebody", ""), ("health_plan", Restriction.Ground.PAID_IN_FULL)]
)
def test_whom_maya_cannot_find_she_says_in_words(maya, whom, ground):
    maya.post(LIMITS, SENT | {"whom": whom})
    asked = Restriction.objects.get()
    assert (asked.reader, asked.recipient, asked.role, asked.ground) == (None, None, "", ground)


@pytest.mark.parametrize("wrong", [{"whom": ""}, {"whom": "10000"}, {"words": ""}, {"what": ["everything"]}])
def test_what_lacks_something_is_asked_for_again_with_what_was_typed(live_cast, maya, wrong):
    answer = maya.post(LIMITS, SENT | {"whom": live_cast.sam.pk} | wrong)
    assert answer.status_code == 422
    assert not Restriction.objects.exists()


def test_theo_is_not_offered_and_cannot_be_picked(live_cast, maya):
    assert "Theo" not in maya.get(LIMITS).content.decode()
    assert maya.post(LIMITS, SENT | {"whom": live_cast.theo.pk}).status_code == 422


@pytest.mark.parametrize("who", ["theo", "sam", "elin", "omar"])
def test_nobody_else_ends_it(live_cast, maya, who):
    maya.post(LIMITS, SENT | {"whom": live_cast.sam.pk})
    address = reverse("client:limit_end", args=[Restriction.objects.get().pk])
    assert live_cast.browser(live_cast.people[who]).post(address).status_code == 404
    assert Restriction.objects.get().state == "asked"


def opened(cast, **more):
    return consent.open_emergency_access(
        cast.maya, reason=EmergencyAccess.Reason.MISSING, words="No answer.", act=cast.act(cast.noor), **more
    )


def test_maya_reads_in_plain_words_who_opened_her_record(live_cast, maya):
    assert "Opened in an emergency" not in maya.get("/me/me/").content.decode()
    opened(live_cast)
    shown = maya.get("/me/me/").content.decode()
    assert "Noor A. looked at your record to help you. Reason: nobody could reach you." in shown
    assert "No answer." not in shown


def test_what_is_kept_back_for_her_safety_is_told_later(live_cast, maya):
    Credential.objects.create(person=live_cast.noor, title="LCSW")
    access = opened(live_cast, withheld_because="Her partner reads her phone.")
    assert "Noor A." not in maya.get("/me/me/").content.decode()
    later = live_cast.act(live_cast.elin, timezone.now())
    consent.tell_of_emergency_access(access, act=later)
    assert "Noor A. looked at your record" in maya.get("/me/me/").content.decode()
