"""The notice of privacy practices: what it must say, which version, and proof that somebody has it."""

from __future__ import annotations

from hashlib import sha256

import pytest

from handrail.foundation.consent.evaluator import Refused
from handrail.foundation.ledger.models import Entry
from handrail.foundation.rights import actions as rights
from handrail.foundation.rights.models import NoticeDelivery
from handrail.foundation.rights.privacy_notice import CURRENT, FOLDER, LANGUAGES, owed_notice, practice_notice

#: A text that somebody was given is never edited: a new wording gets a new name.
WORDINGS = {
    "practices-1.en": "266089f91bab50dbbfd7ba76110a4fc06a95a72dec060a8f719be34c193ab9be",
    "practices-1.es": "d4381c1226fb63893b7f82562741608cd9ff5b80a4f3de44e1e1b791d86e70e5",
}
#: 42 CFR 2.22(b)(1)(i), word for word.
HEADER = (
    "HOW HEALTH INFORMATION ABOUT YOU MAY BE USED AND DISCLOSED",
    "YOUR RIGHTS WITH RESPECT TO YOUR HEALTH INFORMATION",
    "HOW TO FILE A COMPLAINT CONCERNING A VIOLATION OF THE PRIVACY OR SECURITY OF YOUR HEALTH INFORMATION, OR OF YOUR RIGHTS CONCERNING YOUR INFORMATION",
    "YOU HAVE A RIGHT TO A COPY OF THIS NOTICE (IN PAPER OR ELECTRONIC FORM)",
)
#: What else it is asked to say: (b)(1)(ii) to (viii).
SAYS = (
    "one consent for all later sharing", "take the consent back", "medical emergency", "researchers, auditors",
    "without anything that shows who you are", "court order", "unless you agree in writing to that alone",
    "keep something from somebody", "paid for something in full", "last three years", "on paper", "If your record is seen or taken",
    "We may change this notice", "Office for Civil Rights", "Nobody may treat you worse", "This notice holds from",
)  # fmt: skip


def test_each_version_says_what_it_always_said():
    files = {file.stem: file.read_text("utf-8").strip() for file in FOLDER.glob("*.txt")}
    assert {name: sha256(text.encode()).hexdigest() for name, text in files.items()} == WORDINGS


def test_it_says_all_that_the_law_asks_for_in_both_languages(cast):
    english, spanish = (practice_notice(language) for language in LANGUAGES)
    said = " ".join(words for _heading, words in english.parts)
    assert english.title == "Notice of Privacy Practices of Riverbend Recovery" and "+15550102" in said
    assert [words for words in (*HEADER, *SAYS) if words not in said] == []
    assert len(spanish.parts) == len(english.parts) and "{" not in said
    assert practice_notice("fr").language == "en"


def test_maya_says_once_that_she_has_it_and_it_is_written_down(cast):
    assert owed_notice(cast.maya)
    for _twice in (1, 2):
        rights.take_notice("en", act=cast.act(cast.maya))
    given = NoticeDelivery.objects.get(person=cast.maya)
    assert (given.version, given.how, given.language, given.delivered_by) == (CURRENT, "screen", "en", None)
    assert given.delivered_at == cast.now and not owed_notice(cast.maya)
    entry = Entry.objects.get(kind="rights.notice.delivered")
    assert entry.person == cast.maya and entry.facts == {
        "version": CURRENT,
        "how": "screen",
        "language": "en",
    }


def test_priya_writes_down_that_she_gave_it_on_paper_and_theo_may_not(cast):
    for who in (cast.theo, cast.maya, cast.rosa, None):
        with pytest.raises(Refused):
            rights.give_notice_on_paper(cast.maya, "en", act=cast.act(who))
    given = rights.give_notice_on_paper(cast.maya, "en", act=cast.act(cast.priya))
    assert (given.how, given.delivered_by) == ("paper", cast.priya) and not owed_notice(cast.maya)


def test_a_new_version_is_owed_again(cast):
    rights.take_notice("en", act=cast.act(cast.maya), version="practices-0")
    assert owed_notice(cast.maya)
