"""What a consent must have (42 CFR 2.31, 2.35): each element taken away is missed, and by nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from handrail.foundation.consent.elements import ELEMENTS, Form, missing
from handrail.foundation.consent.kinds import rule_of
from handrail.foundation.consent.models import Consent
from handrail.foundation.consent.wording import LANGUAGES, current, words

NOVEMBER = date(2026, 11, 19)
EVERYTHING_SAID = frozenset(element.name for element in ELEMENTS)
TPO = Form(
    kind="tpo", says=EVERYTHING_SAID, patient="Maya P.", discloser="Riverbend Recovery", recipient="My providers",
    resources=frozenset({"checkins"}), purpose="tpo", ends="none", signed_name="Maya P.", signed_on=NOVEMBER,
)  # fmt: skip
SUPPORTER = replace(TPO, kind="supporter", recipient="Rosa P.", purpose="support", ends="end_of_treatment")
NOTES = replace(
    SUPPORTER, kind="counseling_notes", purpose="treatment", resources=frozenset({"sud_counseling_notes"})
)
LEGAL = replace(SUPPORTER, kind="legal", purpose="legal")
PASSED_ON = replace(SUPPORTER, kind="intermediary", purpose="treatment", participants="Those who treat me")
COURT = replace(SUPPORTER, kind="criminal_justice", purpose="monitoring", firm_until=date(2027, 1, 1))
CRISIS = replace(SUPPORTER, kind="crisis", purpose="crisis")


def without(form: Form, said: str) -> Form:
    return replace(form, says=form.says - {said})


@pytest.mark.parametrize("form", [TPO, SUPPORTER, NOTES, LEGAL, PASSED_ON, COURT, CRISIS])
def test_a_whole_consent_lacks_nothing(form):
    assert missing(form) == ()


@pytest.mark.parametrize(
    ("form", "lacks"),
    [
        (replace(TPO, patient=" "), "patient"),  # 2.31(a)(1)
        (replace(TPO, discloser=""), "discloser"),  # (a)(2)
        (replace(TPO, resources=frozenset()), "description"),  # (a)(3)
        (replace(SUPPORTER, recipient=""), "recipient"),  # (a)(4)(i)
        (replace(PASSED_ON, participants=""), "participants"),  # (a)(4)(ii)
        (without(PASSED_ON, "participants"), "participants"),
        (without(TPO, "hipaa"), "hipaa"),  # (a)(4)(iii)
        (without(CRISIS, "hipaa"), "hipaa"),
        (replace(TPO, purpose=""), "purpose"),  # (a)(5)
        (without(TPO, "revoking"), "revoking"),  # (a)(6)
        (without(TPO, "reliance"), "reliance"),
        (replace(TPO, ends=""), "expiry"),  # (a)(7)
        (replace(SUPPORTER, ends="none"), "expiry"),  # "none" suffices for the single consent alone
        (replace(SUPPORTER, ends="day"), "expiry"),
        (replace(SUPPORTER, ends="day", expires_on=NOVEMBER), "expiry"),
        (replace(TPO, signed_name=""), "signature"),  # (a)(8)
        (replace(TPO, signed_on=None), "date"),  # (a)(9)
        (without(TPO, "redisclosure"), "redisclosure"),  # (a)(10)(i)
        (without(TPO, "refusal"), "refusal"),  # (a)(10)(ii)
        (replace(NOTES, resources=frozenset({"sud_counseling_notes", "checkins"})), "notes_alone"),  # (b)
        (replace(TPO, resources=frozenset({"sud_counseling_notes"})), "notes_alone"),
        (without(NOTES, "no_condition"), "no_condition"),  # (b)
        (without(CRISIS, "no_condition"), "no_condition"),  # access matrix G19
        (replace(SUPPORTER, purpose="legal"), "proceedings_alone"),  # (d)
        (replace(LEGAL, purpose="support"), "proceedings_alone"),
        (replace(COURT, firm_until=None), "firm"),  # 2.35
        (replace(COURT, firm_until=NOVEMBER), "firm"),
        (replace(COURT, ends="day", expires_on=date(2026, 12, 31)), "firm"),
    ],
)
def test_an_element_taken_away_is_missed(form, lacks):
    assert lacks in missing(form)


def test_the_day_after_signing_is_late_enough_to_end():
    assert missing(replace(SUPPORTER, ends="day", expires_on=date(2026, 11, 20))) == ()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", Consent.Kind.values)
def test_the_words_of_each_kind_say_every_element_and_name_the_facts(kind, language):
    worded = current(kind, language)
    shape = {"tpo": TPO, "counseling_notes": NOTES, "legal": LEGAL, "intermediary": PASSED_ON,
             "criminal_justice": COURT, "crisis": CRISIS}.get(kind, replace(SUPPORTER, kind=kind))  # fmt: skip
    assert worded.language == language
    assert missing(replace(shape, says=worded.says)) == ()
    facts = {"patient": "{person}", "discloser": "{discloser}", "description": "{what}", "recipient": "{recipient}",
             "participants": "{participants}", "purpose": "{purpose}", "expiry": "{ends}", "firm": "{firm}"}  # fmt: skip
    for section in worded.sections:
        for said in set(section.says) & facts.keys():
            assert facts[said] in section.text
    assert worded.says <= EVERYTHING_SAID


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_that_a_consent_may_need_is_there(language):
    found = words(language)
    for kind in Consent.Kind.values:
        assert set(rule_of(kind).resources) <= found["resources"].keys()
    assert found["purposes"].keys() == set(Consent.Purpose.values)
    assert found["ends"].keys() == set(Consent.Ends.values)
