"""`handrail import people`: who people are, how they may be reached, and where they are enrolled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from handrail.foundation.ledger.actions import announce_all
from handrail.foundation.people.actions import take_in
from handrail.foundation.people.models import Person
from handrail.foundation.teams.actions import begin_care_all, enrol_all
from handrail.foundation.teams.queries import organisation, zone
from handrail.operations.importing.applying import Filing, Kind, carry_out, in_lots
from handrail.operations.importing.arrival import FIELDS, OWN, Arrival, OfField, arrival
from handrail.operations.importing.events import PersonImported
from handrail.operations.importing.organisation import Organisation
from handrail.operations.importing.report import Unfit
from handrail.operations.importing.table import Values, rows

UNSEEN = "people without a program: nobody on the team sees them until somebody enrolls them"


def run(file: Path, mapping: Path | None, apply: bool) -> tuple[int, str]:
    """Report on a file of people, and write it with `apply`. Returns (exit code, text)."""
    return carry_out(KIND, file, mapping, apply)


def _take(filing: Filing) -> None:
    arriving = Arriving.now(filing)
    for lot in in_lots(rows(filing.table, FIELDS, filing.report)):
        new = arriving.new(lot)
        arriving.count(new)
        if filing.writes:
            _write(filing, new)
    if arriving.unseen:
        filing.report.note(None, f"{arriving.unseen} {UNSEEN}.")


KIND = Kind("people", FIELDS, _take)


@dataclass
class Arriving:
    """Goes through the file once. `seen`: outside id -> row; `alike`: name and birthday -> row."""

    filing: Filing
    where: Organisation
    today: date
    zone: str
    seen: dict[str, int] = field(default_factory=dict)
    alike: dict[tuple[str, date], int] = field(default_factory=dict)
    unseen: int = 0

    @classmethod
    def now(cls, filing: Filing) -> Arriving:
        name = organisation().time_zone
        today = filing.act.at.astimezone(zone(name)).date()
        return cls(filing, Organisation.at(filing.act.at), today, name)

    def new(self, lot: list[tuple[int, Values]]) -> list[Arrival]:
        """Those of these rows who are not here yet."""
        ids = [values["external_id"] for _row, values in lot]
        here = {person.external_id: person for person in Person.objects.filter(external_id__in=ids)}
        arrivals = []
        for row, values in lot:
            try:
                self._see_that_it_stands_once(row, values)
                known = here.get(values["external_id"])
                if known is not None:
                    self._compare(row, known, values)
                else:
                    arrivals.append(self._arrival(row, values))
            except OfField as trouble:
                self.filing.report.refuse(row, self.filing.table.column(trouble.field), trouble)
        self._note_alike(arrivals)
        return arrivals

    def _arrival(self, row: int, values: Values) -> Arrival:
        at = self.filing.act.at
        return arrival(row, values, where=self.where, today=self.today, at=at, zone=self.zone)

    def _see_that_it_stands_once(self, row: int, values: Values) -> None:
        first = self.seen.setdefault(values["external_id"], row)
        if first != row:
            raise OfField("external_id", Unfit(f"Row {first} has this id already.", "Keep one of them."))

    def _compare(self, row: int, here: Person, values: Values) -> None:
        """Somebody who is here stays as they are; a birthday that differs may be somebody else's id."""
        born = values.get("born_on")
        if born and here.born_on and born != here.born_on:
            raise OfField(
                "born_on",
                Unfit(
                    "Who has this id here was born on another day.",
                    "Look for a typing error; if it is somebody else, give them an id of their own.",
                ),
            )
        self.filing.report.already += 1
        differing = [name for name in OWN if values.get(name) and values[name] != getattr(here, name)]
        if differing:
            listed = ", ".join(differing)
            self.filing.report.note(row, f"Is here with another {listed}. What is here stays.")

    def _note_alike(self, arrivals: list[Arrival]) -> None:
        keys = {one.row: key for one in arrivals if (key := _likeness(one.person)) is not None}
        here = set(map(_likeness, _born_on(key[1] for key in keys.values())))
        for row, key in keys.items():
            first = self.alike.setdefault(key, row)
            if first != row:
                self._ask(row, f"row {first}")
            elif key in here:
                self._ask(row, "somebody who is here under another id")

    def _ask(self, row: int, other: str) -> None:
        self.filing.report.note(row, f"Has the name and birthday of {other}: is it one person?")

    def count(self, new: list[Arrival]) -> None:
        report = self.filing.report
        report.count("people", len(new))
        report.count("ways to reach them", sum(len(one.ways) for one in new))
        report.count("enrollments", sum(len(one.enrolments) for one in new))
        report.count("care relationships", sum(len(one.carers) for one in new))
        self.unseen += sum(not one.enrolments for one in new)


def _likeness(person: Person) -> tuple[str, date] | None:
    return None if person.born_on is None else (person.preferred_name.casefold(), person.born_on)


def _born_on(days: Iterable[date]) -> Iterable[Person]:
    return Person.objects.filter(born_on__in=set(days)).only("preferred_name", "born_on")


def _write(filing: Filing, new: list[Arrival]) -> None:
    act = filing.act
    take_in(
        [one.person for one in new],
        [way for one in new for way in one.ways],
        [preferences for one in new for preferences in one.preferences],
    )
    announce_all([PersonImported(one.person.pk, one.person.pk) for one in new], act=act)
    enrol_all([enrolment for one in new for enrolment in one.enrolments], act=act)
    begin_care_all([carer for one in new for carer in one.carers], act=act)
