"""What the reader chose to see, as the address carries it. Anything unknown means the usual choice."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from handrail.continuum.journey.strands import ORDER, WORK, words_of

#: A row that was just answered: p(roposal), s(tep), a(ppointment) or c(oncern) and its number.
KEY = re.compile(r"[psac]\d{1,18}")


@dataclass(frozen=True, slots=True)
class Filter:
    """One choice of what to see, as a link. `apart`: a line stands before it."""

    key: str
    word: str
    query: str
    current: bool
    strand: str = ""
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """The board as it was asked for. `told` is the row that was just answered, "" when none was."""

    team: bool = False
    strand: str = ""
    told: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> Wanted:
        """From the query of an address."""
        return cls(query.get("scope") == "team", one_of(query.get("strand"), WORK), key_of(query.get("told")))

    def query(self, **changes: Any) -> str:
        """The same choice, changed, as the query of an address; "" for the usual one."""
        asked = replace(self, **changes)
        given = {"scope": "team" if asked.team else "", "strand": asked.strand, "told": asked.told}
        words = urlencode({name: value for name, value in given.items() if value})
        return f"?{words}" if words else ""

    @property
    def place(self) -> str:
        """The query of a form on this board: where its answer leads back to."""
        return self.query(told="")

    @property
    def filters(self) -> list[Filter]:
        """Mine or my team, then the strands. Choosing a chosen strand shows all of them again."""
        whose = [
            Filter("mine", _("Mine"), self.query(team=False, told=""), current=not self.team),
            Filter("team", _("My team"), self.query(team=True, told=""), current=self.team),
        ]
        return whose + [self._strand(strand) for strand in WORK]

    def _strand(self, strand: str) -> Filter:
        chosen = strand == self.strand
        query = self.query(strand="" if chosen else strand, told="")
        return Filter(strand, words_of(strand), query, current=chosen, strand=strand, apart=strand == WORK[0])


@dataclass(frozen=True, slots=True)
class Chosen:
    """A person's page as it was asked for: which strand of the story, how far back, which scale."""

    strand: str = ""
    before: int | None = None
    scale: str = ""
    told: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> Chosen:
        """From the query of an address."""
        before = query.get("before", "")
        return cls(
            strand=one_of(query.get("strand"), ORDER),
            before=int(before) if re.fullmatch(r"[0-9]{1,18}", before) else None,
            scale=query.get("scale", ""),
            told=key_of(query.get("told")),
        )


def one_of(value: str | None, known: tuple[str, ...]) -> str:
    return value if value in known else ""


def key_of(value: str | None) -> str:
    return value if value and KEY.fullmatch(value) else ""


def page_of(query: QueryDict) -> int:
    """Which page of a long list."""
    asked = query.get("page", "")
    return int(asked) if re.fullmatch(r"[1-9][0-9]{0,3}", asked) else 1
