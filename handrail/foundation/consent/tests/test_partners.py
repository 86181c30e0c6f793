"""Who signs in for Harbor House: Elin says so, and says so again every ninety days."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handrail.continuum.promises import KEEPERS
from handrail.foundation.accounts.models import Account
from handrail.foundation.consent import actions as consent
from handrail.foundation.consent.evaluator import Refused, may
from handrail.foundation.consent.models import Packet, Recipient, RecipientMember
from handrail.foundation.ledger.models import Entry
from handrail.foundation.ledger.promises import Promise
from handrail.foundation.people.models import Person
from tests.partners import harbor_house, packet_for

DAY = timedelta(days=1)


def later(cast, who, days=0):
    return cast.act(cast.people[who], cast.now + days * DAY)


def test_elin_opens_a_partner_and_welcomes_one_of_its_people(cast):
    act = later(cast, "elin")
    house = consent.open_partner("Lakeside Clinic", act=act)
    assert consent.open_partner("lakeside clinic", act=act) == house
    member = consent.welcome_member(house, name="Ines K.", email="ines@lakeside.example", act=act)
    assert Account.objects.get(email="ines@lakeside.example").person == member.person
    assert not Account.objects.get(email="ines@lakeside.example").has_usable_password()
    assert Entry.objects.filter(kind="consent.partner_member.welcomed", person=member.person).exists()


@pytest.mark.parametrize("who", ["theo", "priya", "ravi", "hana", "maya"])
def test_theo_and_others_open_welcome_confirm_and_end_nothing(cast, who):
    house = harbor_house(cast)
    member, act = RecipientMember.objects.get(), later(cast, who)
    for change in (
        lambda: consent.open_partner("Another", act=act),
        lambda: consent.welcome_member(house, name="X", email="x@example.org", act=act),
        lambda: consent.confirm_member(member, act=act),
        lambda: consent.end_member(member, act=act),
    ):
        with pytest.raises(Refused):
            change()
    assert Recipient.objects.count() == 1 and RecipientMember.objects.get() == member


def test_an_address_opens_one_account_and_nothing_is_left_behind(cast):
    house, people = harbor_house(cast), Person.objects.count()
    with pytest.raises(consent.AddressTaken):
        consent.welcome_member(house, name="X", email="MAYA@example.org", act=later(cast, "elin"))
    assert Person.objects.count() == people and RecipientMember.objects.count() == 1


def test_who_was_not_confirmed_for_ninety_days_finds_nothing_until_elin_confirms(cast):
    packet_for(cast)
    member = RecipientMember.objects.get()
    consent.confirm_member(member, act=later(cast, "elin"))
    assert may(later(cast, "hana", 89), "demographics", cast.maya)
    assert not may(later(cast, "hana", 91), "demographics", cast.maya)
    consent.confirm_member(member, act=later(cast, "elin", 91))
    assert may(later(cast, "hana", 92), "demographics", cast.maya)


def test_who_left_finds_nothing_and_confirming_does_not_bring_them_back(cast):
    packet_for(cast)
    member = RecipientMember.objects.get()
    consent.end_member(member, act=later(cast, "elin"))
    consent.confirm_member(member, act=later(cast, "elin"))
    assert not may(later(cast, "hana"), "demographics", cast.maya)


def test_a_restore_brings_back_neither_who_left_nor_a_closed_packet(cast, settings, tmp_path):
    settings.PROMISES = tmp_path / "promises"
    packet, member = packet_for(cast), RecipientMember.objects.get()
    end = (cast.now, cast.now, cast.elin.pk, True)
    told = [
        Promise(
            1, "consent.packet.closed", cast.maya.pk, packet.pk, {"until_at": cast.now.isoformat()}, *end
        ),
        Promise(2, "consent.partner_member.left", member.person_id, member.pk, {}, *end),
    ]
    for one in told:
        assert KEEPERS[one.kind](one, later(cast, "elin"))
        assert not KEEPERS[one.kind](one, later(cast, "elin"))
    assert Packet.objects.get().until_at == cast.now
    assert RecipientMember.objects.get().until_on == cast.now.date()
