"""Everything the Today board shows, in one call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from handrail.foundation.ledger.act import Act
from handrail.foundation.teams.queries import local
from handrail.interfaces.staff.queries import items as found
from handrail.interfaces.staff.queries.around import Around, around
from handrail.interfaces.staff.queries.items import Item
from handrail.interfaces.staff.queries.now import Now, open_now
from handrail.interfaces.staff.queries.rows import Also, Opened, Row, order_of, row_of
from handrail.interfaces.staff.queries.steady import steady_people
from handrail.interfaces.staff.wanted import Wanted
from handrail.interfaces.staff.words.numbers import headline, steadiness


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that belong together, with a name and a few words on why."""

    key: str
    name: str
    note: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """The day, the headline, a line under it, open crises, and the groups that have rows. `more`: not all rows are shown."""

    day: str
    headline: str
    steady: str
    now: tuple[Now, ...]
    groups: tuple[Group, ...]
    more: bool

    @property
    def empty(self) -> bool:
        """Whether nothing is shown at all."""
        return not self.groups and not self.now


def board(act: Act, wanted: Wanted, opened: Opened | None = None) -> Board:
    """What needs whom, by when, and why. The number of queries does not depend on how much there is."""
    assert act.actor is not None
    now = local(act.actor, act.at)
    asks, steps = found.asks(act, wanted), found.due_steps(act, wanted)
    told = found.just_told(act, wanted.told) if wanted.told else None
    mine = [item for item in asks if item.kind == found.ASKED] + steps
    reach = _with(told, _holding(opened, mine, act))
    waiting = [item for item in asks if item.kind == found.WAITING]
    seen = around([item.person.pk for item in reach + waiting], now.date(), act)
    open_crises = open_now(act, wanted)
    people = {item.person.pk for item in reach if item is not told}
    needing = people | {one.person or -one.number for one in open_crises}
    groups = [
        Group("reach", _("Reach out today"), _("something changed, or someone is expecting you"),
              _rows(reach, seen, act, opened)),
        Group("waiting", _("Waiting on an answer"), "", _one_each(_rows(waiting, seen, act, opened))),
    ]  # fmt: skip
    steady = steady_people(act, team=wanted.team)
    return Board(
        date_format(now, "l, F j"),
        headline(len(needing), team=wanted.team),
        steadiness(steady, others=bool(needing)),
        open_crises,
        tuple(group for group in groups if group.rows),
        more=len(asks) == 2 * found.AT_MOST or len(steps) == found.AT_MOST,
    )


def _holding(opened: Opened | None, items: list[Item], act: Act) -> list[Item]:
    """What was typed keeps its row, even when the row has gone to somebody else since."""
    if opened is None or opened.key in {item.key for item in items}:
        return items
    kept = found.item_of(act, opened.key)
    return [kept, *items] if kept is not None else items


def _with(told: Item | None, items: list[Item]) -> list[Item]:
    """What was just answered stands where it stood, and not a second time as the step it became."""
    if told is None:
        return items
    became = told.proposal.step_id if told.proposal else None
    return [
        told,
        *(item for item in items if not (item.step and item.step.pk == became) and item.key != told.key),
    ]


def _rows(items: Sequence[Item], seen: Around, act: Act, opened: Opened | None) -> tuple[Row, ...]:
    """In order of what was promised, everything about one person together."""
    ordered = sorted(items, key=lambda item: order_of(item, seen))
    first = {item.person.pk: place for place, item in reversed(list(enumerate(ordered)))}
    together = sorted(ordered, key=lambda item: first[item.person.pk])
    return tuple(row_of(item, seen, act, opened) for item in together)


def _one_each(rows: Sequence[Row]) -> tuple[Row, ...]:
    """One row a person: what waits first, and under it whom else is asked for what."""
    people = [list(theirs) for _name, theirs in groupby(rows, key=lambda row: row.href)]
    return tuple(
        replace(first, also=tuple(Also(row.title, row.owner, row.due, row.strand) for row in others))
        for first, *others in people
    )
