"""What Maya signs she can read at age nine to eleven, and no wording changes under what was signed."""

from __future__ import annotations

import re
from hashlib import sha256

import pytest

from handrail.foundation.consent.wording import FOLDER, Wording, wording

FACTS = {
    "person": "Maya P.", "discloser": "Riverbend Recovery", "recipient": "Rosa P.", "participants": "people there who treat me",
    "what": "my check-ins; my safety plan; my appointments", "purpose": "so that they can support me",
    "ends": "It ends when my treatment here ends", "firm": "February 1, 2027",
}  # fmt: skip
#: Flesch-Kincaid grade of each English wording (Kincaid et al. 1975). A child of nine to eleven is in grade four to
#: six; where it is below four it is easier still.
GRADES = {
    "counseling_notes-1": 3.2, "criminal_justice-1": 3.1, "crisis-1": 3.1, "intermediary-1": 2.4, "legal-1": 2.0,
    "named-1": 2.8, "supporter-1": 2.5, "tpo-1": 3.4,
}  # fmt: skip
#: Of a single part less can be asked: the hardest is one sentence of names ("… share my protected counseling notes").
AT_MOST, OF_ONE_PART = 6.0, 10.0
#: A wording that somebody may have signed is never edited: a new one is a new file with the next number.
DIGESTS = {
    "en/counseling_notes-1": "7594bfe08fb17251cdc23e8bfdc611cc", "en/criminal_justice-1": "947e889c377106e63156e97ddae64e0f",
    "en/crisis-1": "197ad3d8e9629f9ed06ea4abe26ed4f0", "en/intermediary-1": "a8fe57d2dec154818a66f8b16b62b313",
    "en/legal-1": "848e1cffc37a971d4b2c4e77c5237c12", "en/named-1": "6f7eefa4478252ee9fdd0848289a2b1b",
    "en/supporter-1": "299c1410317963f97f506fccebdcfab7", "en/tpo-1": "f71f459368b106997a9e9972e2a764d0",
    "es/counseling_notes-1": "cf94bc939f0c459c0a8772a8a3d6dfe7", "es/criminal_justice-1": "40488671655e806e8ec88e5c6a441d5f",
    "es/crisis-1": "51e5fb030196a7db5e8dd33eafcb216b", "es/intermediary-1": "c39193765be71871b671eaf39c9d4f03",
    "es/legal-1": "2affe2f86f675bda5df150e715b66cf3", "es/named-1": "44e1ac256e2354be3f19fc0a47f8f9da",
    "es/supporter-1": "1bcf8b2e8b7a70fd925d54df72c34cbc", "es/tpo-1": "1cd3fa378eaf6c73e42f9bb1cf8021e0",
}  # fmt: skip


def syllables(word: str) -> int:
    """Groups of vowels, without a silent e at the end."""
    letters = re.sub(r"[^a-z]", "", word.lower())
    silent = re.search(r"[^aeiouyl]e$|[^aeiouydt]ed$", letters) is not None
    return max(1, len(re.findall(r"[aeiouy]+", letters)) - silent)


def grade(text: str) -> float:
    """Flesch-Kincaid: 0.39 words a sentence + 11.8 syllables a word - 15.59. A semicolon ends nothing here."""
    sentences = [one for one in re.split(r"[.!?]+(?:\s|$)|\n+", text) if re.search("[A-Za-z]", one)]
    words = re.findall(r"[A-Za-z]+(?:[’'-][A-Za-z]+)*", text)
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def parts(worded: Wording) -> list[str]:
    return [section.text.format(**FACTS) for section in worded.sections]


def test_the_measure_tells_a_plain_sentence_from_that_of_a_lawyer():
    plain = "The cat sat on the mat. It was warm there."
    lawyers = (
        "Notwithstanding the foregoing, redisclosure of identifiable information necessitates authorization."
    )
    assert [syllables(word) for word in ("cat", "stopped", "name", "people", "protected", "medicine")] == [
        1,
        1,
        1,
        2,
        3,
        3,
    ]
    assert round(grade(plain), 1) == -1.8 and grade(lawyers) > 20


@pytest.mark.parametrize("name", GRADES)
def test_maya_can_read_the_whole_of_it_and_no_part_is_far_harder(name):
    text = parts(wording(name, "en"))
    assert round(grade("\n".join(text)), 1) == GRADES[name] <= AT_MOST
    assert max(map(grade, text)) <= OF_ONE_PART


def test_every_wording_is_measured_and_none_has_changed_since_somebody_may_have_signed_it():
    files = {f"{path.parent.name}/{path.stem}": path for path in FOLDER.rglob("*-*.yaml")}
    assert {name: sha256(path.read_bytes()).hexdigest()[:32] for name, path in files.items()} == DIGESTS
    assert {f"en/{name}" for name in GRADES} == {name for name in DIGESTS if name.startswith("en/")}
