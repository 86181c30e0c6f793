"""Rosa and Harbor House tell us that Maya needs help; they hear that we have it, and nothing else."""

from __future__ import annotations

from uuid import uuid4

import pytest

from handrail.foundation.consent.evaluator import Refused
from handrail.foundation.consent.models import Consent, Recipient
from handrail.pillars.crisis import actions as crisis
from handrail.pillars.crisis.models import Alert, HelpLink
from handrail.pillars.crisis.pager import page_due
from tests.partners import harbor_house, signed

SAID = {"words": "She rang and hung up.", "callback": "+15550101"}


@pytest.fixture
def given(desk):
    """Maya named Rosa, her sister."""
    rosa = Recipient.objects.create(kind=Recipient.Kind.PERSON, name="Rosa P.")
    return signed(desk, kind=Consent.Kind.SUPPORTER, recipient=rosa, resources=["appointments"])


def by_link(desk, token, key=None):
    return crisis.tell_us_by_link(token, key=key or uuid4(), **SAID, act=desk.act(None, via="open"))


def test_rosas_address_raises_one_alert_about_maya_that_calls_noor(desk, given, texts):
    token, key = crisis.make_help_link(given, act=desk.act(desk.maya)), uuid4()
    alert = by_link(desk, token, key)
    assert by_link(desk, token, key) == alert
    assert (alert.person, alert.origin, alert.tier) == (desk.maya, Alert.Origin.SUPPORTER, 2)
    assert "Rosa P. says: She rang and hung up. Call back: +15550101" in [
        one.words for one in alert.log.all()
    ]
    page_due()
    assert texts()


def test_told_again_it_is_the_alert_that_is_open(desk, given, alert):
    token = crisis.make_help_link(given, act=desk.act(desk.maya))
    assert by_link(desk, token) == alert
    assert alert.log.filter(kind="asked_again").count() == 1


def test_the_address_ends_with_the_consent_with_a_new_one_and_when_she_says_so(desk, given):
    act = desk.act(desk.maya)
    first = crisis.make_help_link(given, act=act)
    second = crisis.make_help_link(given, act=act)
    ended = [first]
    crisis.end_help_link(given, act=act)
    ended.append(second)
    third = crisis.make_help_link(given, act=act)
    Consent.objects.filter(pk=given.pk).update(
        revoked_at=desk.now, revoked_how="screen", revoked_by=desk.maya
    )
    for token in (*ended, third, "", "x" * 500):
        with pytest.raises(crisis.NoSuchLink):
            by_link(desk, token)
    with pytest.raises(ValueError, match="somebody close"):
        crisis.make_help_link(given, act=act)
    assert not Alert.objects.exists()
    assert HelpLink.objects.exclude(digest__in=["", third]).count() == 3


@pytest.mark.parametrize("who", ["theo", "priya", "omar"])
def test_only_maya_gives_it(desk, given, who):
    with pytest.raises(Refused):
        crisis.make_help_link(given, act=desk.act(desk.people[who]))
    assert not HelpLink.objects.exists()


def test_harbor_house_tells_us_as_long_as_she_shares_with_it(desk):
    harbor_house(desk)
    act = desk.act(desk.hana)
    with pytest.raises(Refused):
        crisis.tell_us_as_partner(desk.maya, key=uuid4(), **SAID, act=act)
    signed(desk)
    alert = crisis.tell_us_as_partner(desk.maya, key=uuid4(), **SAID, act=desk.act(desk.hana))
    assert (alert.person, alert.origin) == (desk.maya, Alert.Origin.PARTNER)
    assert any("Hana W., Harbor House: She rang" in one.words for one in alert.log.all())
    # And reads nothing of it: not even that there is one.
    assert not Alert.objects.visible_to(desk.act(desk.hana)).exists()
    with pytest.raises(Refused):
        crisis.tell_us_as_partner(desk.omar, key=uuid4(), **SAID, act=desk.act(desk.hana))
