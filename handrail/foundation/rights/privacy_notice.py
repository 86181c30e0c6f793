"""The notice of privacy practices, by version and language (42 CFR 2.22, 45 CFR 164.520)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from handrail.foundation.people.models import Person
from handrail.foundation.rights.models import NoticeDelivery
from handrail.foundation.teams.models import HelpLine
from handrail.foundation.teams.queries import help_lines, organisation

FOLDER = Path(__file__).with_name("notices")
CURRENT = "practices-1"
LANGUAGES = ("en", "es")
#: Whom to talk with about it, and where when no number of the organisation is written down.
OFFICER = {"en": "our privacy officer", "es": "nuestra persona encargada de la privacidad"}
PLACE = {"en": "the place where you get care", "es": "el lugar donde te atienden"}


@dataclass(frozen=True, slots=True)
class PracticeNotice:
    """As a person reads it: a title, and parts of a heading and its words."""

    version: str
    language: str
    title: str
    parts: tuple[tuple[str, str], ...]


@cache
def wording(version: str, language: str) -> str:
    """The text as it lies in its file. Raises FileNotFoundError when there never was one."""
    return (FOLDER / f"{version}.{language}.txt").read_text(encoding="utf-8").strip()


def practice_notice(language: str) -> PracticeNotice:
    """The one in force, in this language or in English, with the names of this organisation."""
    spoken = language if language in LANGUAGES else LANGUAGES[0]
    line = help_lines().get(HelpLine.Purpose.TEAM)
    told = {
        "organisation": organisation().name, "officer": OFFICER[spoken],
        "phone": line.number if line else PLACE[spoken],
    }  # fmt: skip
    title, *parts = wording(CURRENT, spoken).format(**told).split("\n\n")
    split = [part.partition("\n") for part in parts]
    return PracticeNotice(CURRENT, spoken, title, tuple((heading, words) for heading, _mark, words in split))


def owed_notice(person: Person) -> bool:
    """Whether the version in force was not given to them yet."""
    return not NoticeDelivery.objects.filter(person=person, version=CURRENT).exists()
