"""The people of the demo read back from the database, so that their story can go on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from handrail.foundation.people.models import Person
from handrail.foundation.plans.models import Plan
from handrail.foundation.teams.models import CareRelationship, Enrolment, Membership, Programme, Role
from handrail.operations.demo.life import Care, Life
from handrail.operations.demo.organisation import CRISIS
from handrail.operations.demo.people import CODE, draw
from handrail.operations.demo.stories import STORIES
from handrail.operations.demo.story import Story
from handrail.operations.demo.window import Window

PREFIX, DIGITS = CODE[: CODE.index("{")], r"\d{5,}"


class Returning:
    """Everybody whom the demo made and who is still enrolled, with those who care for them."""

    def __init__(self, window: Window) -> None:
        self.window = window
        made = Person.objects.filter(external_id__regex=f"^{PREFIX}{DIGITS}$").order_by("pk")
        self.people = {person.pk: person for person in made}
        self.since: dict[int, date] = {}
        self.programmes: dict[int, set[int]] = defaultdict(set)
        self._read_enrolments()
        self.names = dict(Programme.objects.values_list("pk", "name"))
        self.plans = dict(Plan.objects.filter(person__in=self.programmes).values_list("person", "pk"))
        self.cares = self._cares()
        self.supervisors = list(
            Membership.objects.on(window.today)
            .filter(role=Role.SUPERVISOR)
            .order_by("pk")
            .values_list("programme", "person")
        )

    def _read_enrolments(self) -> None:
        for row in Enrolment.objects.filter(person__in=self.people).order_by("pk"):
            self.since[row.person_id] = min(row.from_on, self.since.get(row.person_id, row.from_on))
            if row.until_on is None:
                self.programmes[row.person_id].add(row.programme_id)

    def _cares(self) -> dict[int, list[Care]]:
        cares = defaultdict(list)
        for row in CareRelationship.objects.filter(person__in=self.programmes, until_at=None).order_by("pk"):
            begun = row.from_at.astimezone(self.window.zone)
            cares[row.person_id].append(Care(row.worker_id, Role(row.role), begun, None))
        return cares

    def crisis_of(self, life: Life) -> int | None:
        """The crisis programme of their part of the organisation."""
        part = _part(self.names[next(iter(self.programmes[life.person]))])
        return next(
            (key for key, name in self.names.items() if name.startswith(CRISIS) and _part(name) == part), None
        )

    def __len__(self) -> int:
        return len(self.programmes)

    def __iter__(self) -> Iterator[Life]:
        for key in sorted(self.programmes):
            if key in self.plans:
                yield self._life(key)

    def _life(self, key: int) -> Life:
        person = self.people[key]
        number = int(str(person.external_id).removeprefix(PREFIX))
        story = _story(number, person)
        _name, traits, _rng = draw(self.window, number, story)
        supervisors = [who for where, who in self.supervisors if where in self.programmes[key]]
        return Life(
            number, key, traits, self.since[key], None, story, self.plans[key], self.cares.get(key, []), supervisors,
        )  # fmt: skip


def _part(programme: str) -> str:
    return programme.partition(",")[2]


def _story(number: int, person: Person) -> Story | None:
    story = STORIES[number - 1] if number <= len(STORIES) else None
    return story if story and story.name.preferred == person.preferred_name else None
