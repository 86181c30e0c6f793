"""The person's copy of everything: asked of the gate first, read after, in words or as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from handrail.continuum.copies.parts import Line, Part
from handrail.continuum.copies.pointing import correctable
from handrail.continuum.copies.reading import as_data, everything_of
from handrail.continuum.copies.shelf import RESOURCES
from handrail.continuum.journey.telling import in_english
from handrail.foundation.consent import actions as consent
from handrail.foundation.consent.disclosing import HandedOver
from handrail.foundation.consent.models import Disclosure
from handrail.foundation.ledger.act import Act
from handrail.foundation.teams.queries import local

#: What is longer takes the whole width.
SHORT = 28


@dataclass(frozen=True, slots=True)
class Copy:
    """What the gate handed over, and all that stands in it. `title` and file names tell nobody what it is."""

    handed: HandedOver
    parts: list[Part]
    made_on: str
    made_at: str

    @property
    def read(self) -> list[dict[str, Any]]:
        """The parts in words: a line of which nothing stands is left out."""
        return [_in_words(part) for part in self.parts]

    @property
    def on_a_page(self) -> list[dict[str, Any]]:
        """The same, and where each row can be said to be wrong."""
        return [
            told | {"pointed": list(zip(told["rows"], _pointing(part), strict=True))}
            for told, part in zip(self.read, self.parts, strict=True)
        ]

    def about(self) -> list[str]:
        """What this is, for the top of a page."""
        told = {"name": self.handed.person.preferred_name, "day": self.made_on}
        as_written = _(
            "What was written in English stands here as it was written. Your team can go through it with you."
        )
        return [
            _("For %(name)s, %(day)s.") % told,
            _("This is everything that is kept about you here and that the law lets you have. It is yours. Keep it where only you can read it."),
            _("Not in it: private notes that a counselor keeps apart for themself, and what is about other people."),
            *([] if in_english() else [as_written]),
        ]  # fmt: skip

    def document(self) -> dict[str, Any]:
        """For a paper."""
        return {
            "title": _("Copy"), "language": get_language() or "en", "about": self.about(), "parts": self.read,
            "nothing": _("Nothing is kept here."),
        }  # fmt: skip

    def data(self) -> dict[str, Any]:
        """For a program."""
        return {"format": "handrail-copy-1", "made_at": self.made_at, "parts": as_data(self.parts)}


def copy_of(how: Disclosure.How, act: Act) -> Copy:
    """For the person who asks. The gate writes it down as a disclosure to themself."""
    person = act.actor
    assert person is not None
    handed = consent.disclose_to_self(person, RESOURCES, how=how, act=act)
    parts = everything_of(person, handed.resources, act)
    day = local(person, act.at)
    return Copy(handed, parts, date_format(day.date(), "DATE_FORMAT"), act.at.isoformat())


def _in_words(part: Part) -> dict[str, Any]:
    rows = [[_line(line) for line in row if line.words] for row in part.rows]
    return {"title": part.title, "brief": part.brief, "rows": rows}


def _pointing(part: Part) -> list[str]:
    """Where each row is said to be wrong, "" where it cannot be."""
    if part.name not in {kept.name for kept in correctable()}:
        return [""] * len(part.rows)
    page = reverse("client:corrections")
    return [f"{page}?{urlencode({'about': part.name, 'row': key})}" for key in part.keys]


def _line(line: Line) -> dict[str, Any]:
    long = len(line.words) > 1 or len(line.words[0]) > SHORT
    return {"label": line.label, "words": line.words, "long": long}
