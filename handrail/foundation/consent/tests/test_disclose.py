"""What of Maya's leaves, on which ground, and what never does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from handrail.foundation.consent import actions as consent
from handrail.foundation.consent.actions.restrictions import Against
from handrail.foundation.consent.evaluator import Refused
from handrail.foundation.consent.models import (
    Conflict,
    Consent,
    Disclosure,
    RestrictedRecord,
)
from handrail.foundation.consent.redisclosure import CURRENT, notice
from handrail.foundation.ledger.models import Entry
from tests.partners import HARBOR, harbor_house, packet_for, signed

How = Disclosure.How
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.fixture
def agreed(cast):
    """Maya lets Harbor House have her name, her plan and her appointments, and it was sent to them."""
    harbor_house(cast)
    return packet_for(cast).consent


def later(cast, who, after=MINUTE):
    return cast.act(cast.people[who] if who else None, cast.now + after)


def test_harbor_house_gets_what_maya_agreed_to_with_the_notice_and_the_scope_and_it_is_written_down(
    cast, agreed
):
    handed = consent.disclose(agreed, ["demographics", "care_plan"], how=How.PAGE, act=later(cast, "hana"))
    assert handed.resources == {"demographics", "care_plan"}
    assert handed.notice == notice(CURRENT) and handed.scope.recipient == "Harbor House"
    row = Disclosure.objects.get(pk=handed.disclosure)
    assert (row.person, row.recipient, row.consent, row.made_by) == (
        cast.maya,
        agreed.recipient,
        agreed,
        cast.hana,
    )
    assert (row.ground, row.purpose, row.how, row.notice) == ("consent", "treatment", "page", CURRENT)
    entry = Entry.objects.get(kind="consent.disclosure.made")
    assert entry.subject == row.pk and entry.facts["resources"] == ["care_plan", "demographics"]


def test_what_she_did_not_agree_to_stays(cast, agreed):
    asked = ["demographics", "checkins", "measures", "medications", "sud_counseling_notes", "no_such_thing"]
    handed = consent.disclose(agreed, asked, how=How.PAGE, act=later(cast, "hana"))
    assert handed.resources == {"demographics"}


@pytest.mark.parametrize("who", ["theo", "omar", "rosa", "noor", "maya", "elin"])
def test_theo_and_whoever_else_is_not_harbor_house_hands_over_nothing_of_hers(cast, agreed, who):
    with pytest.raises(Refused):
        consent.disclose(agreed, ["demographics"], how=How.PAGE, act=later(cast, who))
    assert not Disclosure.objects.exists()


def test_priya_hands_over_what_she_sees_herself_and_what_maya_agreed_to(cast, agreed):
    handed = consent.disclose(agreed, HARBOR, how=How.PAPER, act=later(cast, "priya"))
    assert handed.resources == {"demographics", "care_plan", "appointments", "consents"}
    assert Disclosure.objects.get().made_by == cast.priya


def test_the_house_sends_without_anybody_at_the_keys(cast, agreed):
    assert consent.disclose(agreed, HARBOR, how=How.MESSAGE, act=later(cast, None)).resources == set(HARBOR)


def test_nothing_leaves_after_she_took_it_back_not_even_in_a_request_that_began_before(cast, agreed):
    began = later(cast, "hana", MINUTE)
    Consent.objects.filter(pk=agreed.pk).update(
        revoked_at=cast.now + 2 * MINUTE, revoked_how="screen", revoked_by=cast.maya
    )
    for act in (
        began,
        later(cast, "hana", 3 * MINUTE),
        later(cast, None, 3 * MINUTE),
        later(cast, "priya", DAY),
    ):
        with pytest.raises(Refused):
            consent.disclose(agreed, HARBOR, how=How.PAGE, act=act)
    assert (
        not Disclosure.objects.exists() and not Entry.objects.filter(kind__startswith="consent.disc").exists()
    )


def test_nothing_leaves_after_its_last_day(cast):
    harbor_house(cast)
    packet = packet_for(cast, ends="day", expires_on=(cast.now + DAY).date())
    consent.disclose(packet.consent, HARBOR, how=How.PAGE, act=later(cast, "hana"))
    with pytest.raises(Refused):
        consent.disclose(packet.consent, HARBOR, how=How.PAGE, act=later(cast, "hana", 3 * DAY))


def test_what_she_keeps_from_harbor_house_or_from_every_partner_stays(cast, agreed):
    for against, what in ((Against(recipient=agreed.recipient), ["care_plan"]),
                          (Against(role="community_partner"), ["appointments"])):  # fmt: skip
        asked = consent.ask_restriction("Not them.", act=cast.act(cast.maya), against=against, what=what)
        consent.agree_restriction(asked, answer="Yes.", act=cast.act(cast.elin))
    for who in ("hana", None):
        handed = consent.disclose(agreed, HARBOR, how=How.PAGE, act=later(cast, who))
        assert handed.resources == {"demographics", "consents"}, who


def test_a_restricted_record_and_a_conflict_keep_hana_out(cast, agreed):
    consent.note_conflict(cast.maya, cast.hana, tie=Conflict.Tie.FAMILY, act=cast.act(cast.elin))
    with pytest.raises(Refused):
        consent.disclose(agreed, HARBOR, how=How.PAGE, act=later(cast, "hana"))
    reason = RestrictedRecord.Reason.SAFETY
    consent.restrict_record(cast.maya, reason=reason, readers=[], act=cast.act(cast.elin))
    with pytest.raises(Refused):
        consent.disclose(agreed, HARBOR, how=How.MESSAGE, act=later(cast, None))


def test_protected_counseling_notes_leave_on_no_consent_to_a_partner(cast):
    harbor_house(cast)
    everything = packet_for(cast)
    alone = signed(cast, kind="counseling_notes", resources=["sud_counseling_notes"])
    for given in (everything.consent, alone):
        for who in ("hana", None, "priya"):
            with pytest.raises(Refused):
                consent.disclose(given, ["sud_counseling_notes"], how=How.FILE, act=later(cast, who))


def test_several_people_at_once_and_each_is_written_down(cast, agreed):
    other = packet_for(cast, who="omar").consent
    silent = signed(cast, person=cast.people["noor"], resources=["demographics"])
    handed = consent.disclose_each(
        [agreed, other, silent], ["demographics"], to=agreed.recipient, how=How.PAGE, act=later(cast, "hana")
    )
    assert [one.person for one in handed] == [cast.maya, cast.omar]
    assert Disclosure.objects.count() == 2


def test_maya_takes_a_copy_of_her_own_without_a_consent_and_priya_makes_one_for_her(cast):
    for who in ("maya", "priya"):
        handed = consent.disclose_to_self(cast.maya, ["checkins", "audit", "sud_counseling_notes"],
                                          how=How.FILE, act=later(cast, who))  # fmt: skip
        assert handed.resources == {"checkins", "audit"} and handed.notice is None
    assert set(Disclosure.objects.values_list("ground", "recipient", "purpose")) == {
        ("self", None, "at_request")
    }
    for who in ("theo", "omar", "noor", None):
        with pytest.raises(Refused):
            consent.disclose_to_self(cast.maya, ["checkins"], how=How.FILE, act=later(cast, who))


def test_the_database_takes_no_disclosure_without_a_consent_that_holds_then(cast, agreed):
    row = {"person": cast.maya, "recipient": agreed.recipient, "consent": agreed, "ground": "consent",
           "purpose": "treatment", "resources": ["demographics"], "how": "page", "notice": CURRENT,
           "made_at": cast.now}  # fmt: skip
    Disclosure.objects.create(**row)
    for wrong in ({"person": cast.omar}, {"resources": ["checkins"]}, {"purpose": "legal"}, {"notice": ""},
                  {"consent": None}, {"made_at": cast.now - 2 * DAY}, {"resources": []}):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            Disclosure.objects.create(**row | wrong)


def test_what_left_stays_written_down(cast, agreed):
    consent.disclose(agreed, ["demographics"], how=How.PAGE, act=later(cast, "hana"))
    for change in (lambda: Disclosure.objects.update(how="file"), lambda: Disclosure.objects.all().delete()):
        with pytest.raises(ProgrammingError, match="stays written down"), transaction.atomic():
            change()
