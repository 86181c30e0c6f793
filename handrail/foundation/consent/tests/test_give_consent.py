"""Maya gives, changes and stops a consent; a worker writes one down for her; what it opens follows at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from handrail.foundation.consent import actions as consent
from handrail.foundation.consent.evaluator import Refused, may, people_for
from handrail.foundation.consent.models import Consent, Recipient, RecipientMember
from handrail.foundation.consent.recipients import Named
from handrail.foundation.consent.terms import Signature, Terms
from handrail.foundation.ledger.models import Entry
from handrail.foundation.people.models import Person
from handrail.foundation.teams import actions as teams
from handrail.foundation.teams.models import Enrolment, Programme, Role

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
Kind, Purpose, Ends, How = Consent.Kind, Consent.Purpose, Consent.Ends, Consent.How
TPO = Terms(Kind.TPO, Purpose.TPO, Ends.NEVER)
CRISIS = Terms(Kind.CRISIS, Purpose.CRISIS, Ends.WITH_TREATMENT)
SISTER = Terms(
    Kind.SUPPORTER, Purpose.SUPPORT, Ends.WITH_TREATMENT, Named(Recipient.Kind.PERSON, "Rosa P."),
    frozenset({"appointments", "safety_plan"}),
)  # fmt: skip
COURT = Terms(
    Kind.CRIMINAL_JUSTICE, Purpose.MONITORING, Ends.WITH_TREATMENT,
    Named(Recipient.Kind.ORGANISATION, "County probation"), frozenset({"appointments"}),
    firm_until=date(2027, 2, 1),
)  # fmt: skip
ON_SCREEN, ON_PAPER = Signature("Maya P."), Signature("Maya P.", How.WRITING, "Sam R.")


def later(cast, who, minutes=1):
    return cast.act(cast.people[who], cast.now + minutes * MINUTE)


def given(cast, terms=SISTER, minutes=0, **more):
    return consent.give_consent(
        cast.maya, terms, signature=ON_SCREEN, act=later(cast, "maya", minutes), **more
    )


def test_maya_gives_and_what_she_read_is_kept_word_for_word(cast):
    signed = given(cast)
    assert (signed.wording, signed.language, signed.signed_by) == ("supporter-1", "en", cast.maya)
    assert "My name is Maya P., and I let Riverbend Recovery" in signed.text
    assert "my safety plan; my appointments" in signed.text
    assert signed.text.endswith("Signed on screen by Maya P. on Nov. 19, 2026.")
    assert Entry.objects.get(kind="consent.consent.given").facts == {
        "form": "supporter", "recipient": signed.recipient_id, "how": "screen", "changes": None,
    }  # fmt: skip


def test_the_same_text_in_spanish_when_it_was_read_in_spanish(cast):
    signed = given(cast, replace(SISTER, language="es"))
    assert (signed.wording, signed.language) == ("supporter-1", "es")
    assert "Me llamo Maya P. y dejo" in signed.text


def test_rosa_sees_what_is_named_and_no_more_and_nothing_from_the_request_after_maya_stops(cast):
    signed = given(cast)
    Recipient.objects.filter(pk=signed.recipient_id).update(person=cast.rosa)
    assert may(later(cast, "rosa"), "safety_plan", cast.maya)
    assert not may(later(cast, "rosa"), "checkins", cast.maya)
    assert not may(later(cast, "theo"), "safety_plan", cast.maya)
    consent.revoke_consent(signed, how=How.SCREEN, act=later(cast, "maya", 2))
    assert not may(later(cast, "rosa", 2), "safety_plan", cast.maya)
    assert cast.maya not in people_for(later(cast, "rosa", 3), "safety_plan")


@pytest.mark.parametrize("who", ["priya", "sam", "lena", "ada", "ravi", "elin"])
def test_whoever_may_add_to_her_consents_records_paper_and_what_maya_says(cast, who):
    signed = consent.give_consent(cast.maya, TPO, signature=ON_PAPER, act=later(cast, who))
    assert (signed.recorded_by, signed.witness, signed.signed_by) == (cast.people[who], "Sam R.", cast.maya)
    stopped = consent.revoke_consent(signed, how=How.SPOKEN, act=later(cast, who, 2))
    assert (stopped.revoked_by, stopped.revoked_how) == (cast.people[who], How.SPOKEN)
    assert not Consent.objects.at(cast.now + 3 * MINUTE).filter(pk=signed.pk).exists()


@pytest.mark.parametrize("who", ["theo", "rosa", "omar", "noor"])
def test_theo_and_others_record_nothing_for_her_and_stop_nothing(cast, who):
    signed = given(cast)
    with pytest.raises(Refused):
        consent.give_consent(cast.maya, TPO, signature=ON_PAPER, act=later(cast, who))
    with pytest.raises(Refused):
        consent.revoke_consent(signed, how=How.SPOKEN, act=later(cast, who))
    assert Consent.objects.get().revoked_at is None


@pytest.mark.parametrize("how", [How.SCREEN, How.WRITING])
def test_nobody_signs_on_a_screen_for_maya_and_she_takes_no_paper_from_herself(cast, how):
    signer = cast.priya if how == How.SCREEN else cast.maya
    with pytest.raises(Refused):
        consent.give_consent(cast.maya, TPO, signature=Signature("Maya P.", how), act=cast.act(signer))


def test_a_consent_is_never_only_spoken(cast):
    with pytest.raises(consent.OutsideTheKind):
        consent.give_consent(
            cast.maya, TPO, signature=Signature("Maya P.", How.SPOKEN), act=cast.act(cast.priya)
        )
    assert not Consent.objects.exists()


@pytest.mark.parametrize(
    ("terms", "lacks"),
    [
        (replace(SISTER, recipient=None), ("recipient",)),
        (replace(SISTER, recipient=Named(Recipient.Kind.PERSON, " ")), ("recipient",)),
        (replace(SISTER, resources=frozenset()), ("description",)),
        (replace(SISTER, ends=Ends.ON_DAY, expires_on=date(2026, 11, 1)), ("expiry",)),
        (replace(COURT, firm_until=None), ("firm",)),
    ],
)
def test_a_consent_lacking_an_element_is_not_given(cast, terms, lacks):
    with pytest.raises(consent.ElementsMissing) as error:
        given(cast, terms)
    assert error.value.names == lacks
    assert not Consent.objects.exists() and not Recipient.objects.exists()


def test_without_her_name_under_it_nothing_is_given(cast):
    with pytest.raises(consent.ElementsMissing) as error:
        consent.give_consent(cast.maya, SISTER, signature=Signature(" "), act=cast.act(cast.maya))
    assert error.value.names == ("signature",)


@pytest.mark.parametrize(
    "terms",
    [
        replace(SISTER, resources=frozenset({"counseling_notes"})),
        replace(SISTER, resources=frozenset({"sud_counseling_notes"})),
        replace(SISTER, ends=Ends.NEVER),
        replace(SISTER, purpose=Purpose.LEGAL),
        replace(SISTER, recipient=Named(Recipient.Kind.ORGANISATION, "Harbor House")),
        replace(SISTER, expires_on=date(2027, 1, 1)),
        replace(SISTER, firm_until=date(2027, 1, 1)),
        replace(SISTER, participants="Everybody"),
    ],
)
def test_a_kind_says_only_what_is_for_it(cast, terms):
    with pytest.raises(consent.OutsideTheKind):
        given(cast, terms)


def test_the_single_consent_is_held_once_and_a_new_one_takes_its_place(cast):
    first = given(cast, TPO)
    second = given(cast, replace(TPO, ends=Ends.WITH_TREATMENT), 5)
    first.refresh_from_db()
    assert (second.replaces, first.revoked_at) == (first, second.signed_at)
    assert "sud_counseling_notes" not in second.resources
    assert Entry.objects.get(kind="consent.consent.revoked").facts["changed"]


def test_maya_changes_what_rosa_may_see_in_one_step(cast):
    first = given(cast)
    again = Recipient.objects.get(pk=first.recipient_id)
    second = given(
        cast, replace(SISTER, recipient=again, resources=frozenset({"checkins"})), 5, instead_of=first
    )
    now = Consent.objects.at(cast.now + 6 * MINUTE)
    assert [one.pk for one in now] == [second.pk] and second.resources == ["checkins"]


def test_she_changes_no_consent_of_somebody_elses_and_names_nobody_whom_another_named(cast):
    others = consent.give_consent(cast.omar, SISTER, signature=Signature("Omar D."), act=cast.act(cast.omar))
    with pytest.raises(Refused):
        given(cast, SISTER, instead_of=others)
    with pytest.raises(Refused):
        given(cast, replace(SISTER, recipient=others.recipient))
    assert given(cast).recipient_id != others.recipient_id


def test_an_organisation_that_signs_in_here_is_the_one_that_is_meant(cast):
    harbor = Recipient.objects.create(kind="organisation", name="Harbor House")
    RecipientMember.objects.create(
        person=cast.rosa, recipient=harbor, from_on=cast.today, confirmed_on=cast.today
    )
    terms = Terms(Kind.NAMED, Purpose.AT_REQUEST, Ends.WITH_TREATMENT,
                  Named(Recipient.Kind.ORGANISATION, " harbor house "), frozenset({"referrals"}))  # fmt: skip
    assert given(cast, terms).recipient == harbor


def test_an_intermediary_passes_on_to_those_who_treat_her_unless_it_says_whom(cast):
    terms = Terms(Kind.INTERMEDIARY, Purpose.TREATMENT, Ends.WITH_TREATMENT,
                  Named(Recipient.Kind.INTERMEDIARY, "Valley exchange"), frozenset({"medications"}))  # fmt: skip
    assert given(cast, terms).participants == "people there who treat me"
    assert given(cast, replace(terms, participants="Dr. Lind")).participants == "Dr. Lind"


def test_a_consent_for_probation_holds_until_its_day_and_then_she_stops_it(cast):
    signed = given(cast, COURT)
    with pytest.raises(consent.NotYet):
        consent.revoke_consent(signed, how=How.SCREEN, act=later(cast, "maya", 5))
    after = cast.act(cast.maya, cast.now + 80 * DAY)
    assert consent.revoke_consent(signed, how=How.SCREEN, act=after).revoked_at == after.at


def test_stopping_twice_changes_nothing(cast):
    signed = given(cast)
    for minutes in (1, 2):
        consent.revoke_consent(signed, how=How.SCREEN, act=later(cast, "maya", minutes))
    assert Consent.objects.get().revoked_at == cast.now + MINUTE
    assert Entry.objects.filter(kind="consent.consent.revoked").count() == 1


def test_it_ends_on_its_day_and_with_treatment(cast):
    given(cast, replace(SISTER, ends=Ends.ON_DAY, expires_on=date(2026, 12, 1)))
    given(cast, CRISIS)
    kinds = lambda days: {one.kind for one in Consent.objects.at(cast.now + days * DAY)}  # noqa: E731
    assert kinds(1) == {"supporter", "crisis"} and kinds(20) == {"crisis"}
    enrolled = Enrolment.objects.get(person=cast.maya)
    teams.end_enrolment(enrolled, act=cast.act(cast.ravi, cast.now + 21 * DAY))
    assert kinds(23) == set()


def test_a_programme_that_declared_nothing_counts_as_covered(cast):
    """A nurse of a programme that is not covered also treats Maya: she needs the single consent."""
    Programme.objects.filter(name="Outpatient").update(part2="undeclared")
    clinic = Programme.objects.create(name="Primary care", part2="not_covered")
    nurse = Person.objects.create(preferred_name="Ines W.", made_at=cast.now)
    began = cast.act(None, cast.now - DAY)
    teams.join(nurse, clinic, Role.PRESCRIBER, act=began)
    teams.enrol(cast.maya, clinic, act=began)
    teams.begin_care(nurse, cast.maya, Role.PRESCRIBER, act=began)
    assert not may(cast.act(nurse), "medications", cast.maya)
    given(cast, TPO)
    assert may(cast.act(nurse, cast.now + MINUTE), "medications", cast.maya)
