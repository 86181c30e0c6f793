"""A subpoena opens nothing; an order lets go what it names when two have read it, and Maya reads what went."""

from __future__ import annotations

from uuid import uuid4

import pytest

from handrail.foundation.consent.evaluator import Refused
from handrail.foundation.consent.models import Disclosure
from handrail.foundation.rights import actions as rights
from handrail.foundation.rights.models import LegalRequest
from handrail.foundation.rights.policy import legal_requests_seen

NEITHER, GIVEN = LegalRequest.Answer.NEITHER, LegalRequest.Answer.GIVEN


@pytest.fixture
def asked(cast):
    came = rights.Asked(LegalRequest.Kind.SUBPOENA, "A lawyer", "All about Maya P.", cast.today)
    key = uuid4()
    made = [rights.open_legal_request(came, key=key, act=cast.act(cast.elin)) for _twice in (1, 2)]
    assert made[0] == made[1]
    return made[0]


def order_of(cast, *parts):
    return rights.Order(cast.maya, "County court", "26-17: no other way to know.", cast.today, parts)


def test_on_a_subpoena_nothing_goes_and_it_is_answered_once(cast, asked):
    elin = cast.act(cast.elin)
    with pytest.raises(rights.NotNow):
        rights.answer_legal_request(asked, GIVEN, act=elin)
    rights.answer_legal_request(asked, NEITHER, act=elin)
    with pytest.raises(rights.NotNow):
        rights.check_order(asked, order_of(cast, "appointments"), act=elin)
    assert not Disclosure.objects.exists()


def test_an_order_lets_go_what_it_names_when_a_second_person_agreed(cast, asked):
    elin, ravi = cast.act(cast.elin), cast.act(cast.ravi)
    parts = ("appointments", "sud_counseling_notes", "appointments")
    rights.check_order(asked, order_of(cast, *parts), act=elin)
    for _not in (rights.agree_order, rights.set_order_back):
        with pytest.raises(Refused):
            _not(asked, act=elin)
    rights.set_order_back(asked, act=ravi)
    rights.check_order(asked, order_of(cast, *parts), act=elin)
    with pytest.raises(rights.NotNow):
        rights.answer_legal_request(asked, GIVEN, act=elin)
    rights.agree_order(asked, act=ravi)
    with pytest.raises(Refused):
        rights.answer_legal_request(asked, GIVEN, act=ravi)
    rights.answer_legal_request(asked, GIVEN, act=elin)
    went = Disclosure.objects.get(person=cast.maya)
    assert (went.resources, went.ground, went.recipient.name) == (["appointments"], "order", "County court")


@pytest.mark.parametrize("who", ["theo", "priya", "maya", "noor"])
def test_nobody_else_sees_answers_or_agrees_to_one(cast, asked, who):
    rights.check_order(asked, order_of(cast, "appointments"), act=cast.act(cast.elin))
    act = cast.act(cast.people[who])
    assert not LegalRequest.objects.filter(legal_requests_seen(act)).exists()
    with pytest.raises(Refused):
        rights.agree_order(asked, act=act)
    with pytest.raises(Refused):
        rights.answer_legal_request(asked, NEITHER, act=act)
    with pytest.raises(Refused):
        rights.open_legal_request(
            rights.Asked(LegalRequest.Kind.CALL, "Somebody", "Is she there?", cast.today),
            key=uuid4(),
            act=act,
        )
