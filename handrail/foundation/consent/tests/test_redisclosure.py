"""The notice that goes out with a record: the wording in force, word for word, and kept."""

from __future__ import annotations

from hashlib import sha256

from handrail.foundation.consent.redisclosure import CURRENT, SHORT, notice, versions

#: A text that went out once is never edited: a new wording gets a new name.
WORDINGS = {
    "part2-2024": "d82205a18044f9f45776343d91e26d8ddb44bf13e136af169ec73d755facd9a8",
    "part2-2024-short": "79fee3d6dff7e052183c61b66bfed589f0f45dcf330bb277e07b396bd12e9774",
}


def test_each_version_says_what_it_always_said():
    assert {version: sha256(notice(version).text.encode()).hexdigest() for version in versions()} == WORDINGS


def test_it_is_the_wording_of_2024_and_not_that_of_2018_or_2020():
    text = notice(CURRENT).text
    assert "in any civil, criminal, administrative, or legislative proceedings" in text
    assert "unless authorized by the consent of the patient" in text and "(see 42 CFR 2.31)" in text
    for older in (
        "The federal rules restrict any use of the information to investigate or prosecute",
        "is NOT sufficient for this purpose",
        "expressly permitted by the written consent of the person to whom it pertains",
    ):
        assert older not in text


def test_where_there_is_little_room_one_sentence_stands():
    assert notice(SHORT).text == "42 CFR part 2 prohibits unauthorized use or disclosure of these records."
