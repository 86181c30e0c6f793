"""`handrail import checkins`: what people told an older system, as their history here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from uuid import UUID, uuid5

from handrail.continuum.watch.actions import take_in_history
from handrail.foundation.measures.actions import KEPT_FOR, bring_in
from handrail.foundation.measures.models import ANSWERS, CheckIn
from handrail.foundation.measures.queries import by_key
from handrail.foundation.people.models import Person
from handrail.foundation.teams.queries import local, zone
from handrail.operations.importing.applying import Filing, Kind, carry_out, in_lots
from handrail.operations.importing.cells import Field, day, number_between, one_of, text_up_to
from handrail.operations.importing.report import Unfit, shown
from handrail.operations.importing.table import Values, rows

SAID = ("use", "safe", "reach_out", "words")
FIELDS = (
    Field("external_id", text_up_to(64), required=True),
    Field("day", day, required=True),
    *(
        Field(name, number_between(low, high, 1 if name == "sleep_hours" else 0))
        for name, (low, high) in ANSWERS.items()
    ),
    Field("use", one_of(CheckIn.Use.values)),
    Field("safe", one_of(CheckIn.Safe.values)),
    Field("reach_out", one_of(CheckIn.ReachOut.values)),
    Field("words", text_up_to(500)),
)
TOLD = (*ANSWERS, *SAID)
#: One person and day of a file is one check-in, whichever file it stands in.
NAMESPACE = UUID("5f0e9c1e-7a55-5f43-9b1c-0d6b2f3a8e47")
#: Before this nobody was asked on a phone: an earlier year is a typing error.
EARLIEST = date(1990, 1, 1)
NOON = time(12)
NOT_SAFE = {CheckIn.Safe.NO.value, CheckIn.Safe.NOT_SURE.value}
PEOPLE_AT_ONCE = 5000


def run(file: Path, mapping: Path | None, apply: bool) -> tuple[int, str]:
    """Report on a file of check-ins, and write it with `apply`. Returns (exit code, text)."""
    return carry_out(KIND, file, mapping, apply)


def _take(filing: Filing) -> None:
    reading = Reading(filing)
    if not filing.write:
        for _lot in reading.lots():
            pass
        return
    people = sorted(bring_in(reading.lots(), act=filing.act))
    for first in range(0, len(people), PEOPLE_AT_ONCE):
        take_in_history(people[first : first + PEOPLE_AT_ONCE], act=filing.act)


KIND = Kind("checkins", FIELDS, _take, one_of=TOLD)


@dataclass
class Reading:
    """Goes through the file once. `people`: outside id -> person, None when nobody here has it."""

    filing: Filing
    people: dict[str, Person | None] = field(default_factory=dict)
    seen: dict[tuple[int, int], int] = field(default_factory=dict)

    def lots(self) -> Iterator[list[CheckIn]]:
        """What is new in the file, some at a time; empty lots once something was refused."""
        filing = self.filing
        filing.report.count("check-ins", 0)
        for lot in in_lots(rows(filing.table, FIELDS, filing.report)):
            self._meet(lot)
            fit = [(row, made, values) for row, values in lot if (made := self._made(row, values))]
            new = self._new(fit)
            filing.report.count("check-ins", len(new))
            yield new if filing.writes else []

    def _meet(self, lot: list[tuple[int, Values]]) -> None:
        unknown = {values["external_id"] for _row, values in lot} - set(self.people)
        known = Person.objects.filter(external_id__in=unknown).only("external_id", "born_on", "time_zone")
        self.people |= dict.fromkeys(unknown)
        self.people |= {str(person.external_id): person for person in known}

    def _made(self, row: int, values: Values) -> CheckIn | None:
        try:
            person = self._person(values["external_id"])
        except Unfit as trouble:
            self._refuse(row, "external_id", trouble)
            return None
        try:
            self._see_that_the_day_fits(row, person, values["day"])
        except Unfit as trouble:
            self._refuse(row, "day", trouble)
            return None
        key = uuid5(NAMESPACE, f"{person.external_id}\n{values['day'].isoformat()}")
        at = min(_noon(person, values["day"]), self.filing.act.at)
        return CheckIn(person=person, key=key, day=values["day"], made_at=at, **_told(values))

    def _person(self, external_id: str) -> Person:
        person = self.people[external_id]
        if person is None:
            raise Unfit(
                f"Nobody here has the id {shown(external_id)}.",
                "Import the people first, or look for a typing error.",
            )
        return person

    def _see_that_the_day_fits(self, row: int, person: Person, told_on: date) -> None:
        if told_on > local(person, self.filing.act.at).date():
            raise Unfit(
                f"{told_on} lies ahead.", "Look for a typing error, or say date_format: in the mapping."
            )
        if told_on < EARLIEST:
            raise Unfit(f"{told_on} is before {EARLIEST.year}.", "Write the year with all its digits.")
        if person.born_on and told_on < person.born_on:
            raise Unfit(
                f"{told_on} is before this person was born.", "Look for a typing error in either date."
            )
        first = self.seen.setdefault((person.pk, told_on.toordinal()), row)
        if first != row:
            raise Unfit(f"Row {first} has this person and day already.", "Keep one of them.")

    def _new(self, fit: list[tuple[int, CheckIn, Values]]) -> list[CheckIn]:
        """Those that are not here yet; what is here and says something else is refused, never changed."""
        here = {one.key: one for one in by_key([(made.person_id, made.key) for _row, made, _v in fit])}
        new = []
        for row, made, values in fit:
            before = here.get(made.key)
            if before is None:
                self._warn(row, made)
                new.append(made)
            elif differing := [
                name for name in _told(values) if getattr(before, name) != getattr(made, name)
            ]:
                self._refuse(row, differing[0], DIFFERS)
            else:
                self.filing.report.already += 1
        return new

    def _warn(self, row: int, made: CheckIn) -> None:
        if (made.safe in NOT_SAFE or made.reach_out == CheckIn.ReachOut.YES) and _recent(made, self.filing):
            self.filing.report.note(
                row,
                f"On {made.day} this person asked for help. An import tells nobody: see that somebody knows.",
            )

    def _refuse(self, row: int, name: str, trouble: Unfit) -> None:
        self.filing.report.refuse(row, self.filing.table.column(name), trouble)


DIFFERS = Unfit(
    "An earlier import brought another answer for this person and day.",
    "What is here stays; take this row out of the file.",
)


def _told(values: Values) -> Values:
    return {name: _empty(name) if values[name] is None else values[name] for name in TOLD if name in values}


def _empty(name: str) -> str | None:
    return "" if name in SAID else None


def _noon(person: Person, told_on: date) -> datetime:
    """The file knows the day only: noon on the person's own clock stands for it."""
    return datetime.combine(told_on, NOON, zone(person.time_zone))


def _recent(made: CheckIn, filing: Filing) -> bool:
    return filing.act.at - made.made_at < KEPT_FOR + timedelta(days=1)
