"""Meetings of one's own programs where nobody is asked who they are: to come under a name, and the times I was there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.scheduling.models import Gathering, MeetingName, Occasion, ShownUp
from handrail.foundation.teams.queries import local
from handrail.interfaces.client.circles import AliasForm
from handrail.interfaces.client.wording import clock_words, due_words


@dataclass(frozen=True, slots=True)
class Own:
    """One meeting. `name`: what I am called there, once I chose; else `form`."""

    number: int
    title: str
    when: str
    place: str
    name: str
    form: AliasForm | None


@dataclass(frozen=True, slots=True)
class Time:
    """One time it takes place, of a meeting where I have a name. `there`: I was."""

    occasion: Occasion
    name: str
    there: bool


def own_meetings(act: Act, sent: tuple[int, AliasForm] | None = None) -> list[Own]:
    """Those that go on, each with its next time. `sent`: a form that has to be looked at again."""
    person = act.actor
    assert person is not None
    found = list(Gathering.objects.by_alias_for(act).going_on().exclude(lead=person).order_by("pk"))
    mine = {one.gathering_id: one.alias for one in MeetingName.objects.of(person).filter(gathering__in=found)}
    had = set(
        MeetingName.objects.filter(person=person, gathering__in=found).values_list("gathering", flat=True)
    )
    ahead = Occasion.objects.taking_place().filter(gathering__in=found, ends_at__gt=act.at)
    soonest = ahead.order_by("gathering", "starts_at").distinct("gathering")
    times = {one.gathering_id: one.starts_at for one in soonest}
    return [
        Own(one.pk, one.name, _when(times.get(one.pk), person, act), one.place, mine.get(one.pk, ""),
            None if one.pk in mine else _form(one, had, sent))
        for one in found
    ]  # fmt: skip


def _form(one: Gathering, had: set[int], sent: tuple[int, AliasForm] | None) -> AliasForm:
    if sent is not None and sent[0] == one.pk:
        return sent[1]
    form = alias_form(one)
    # Whoever came before has a name there, and is not asked for another.
    form.fields["alias"].required = one.pk not in had
    return form


def alias_form(one: Gathering, data: Mapping[str, Any] | None = None) -> AliasForm:
    """The form of one meeting: several stand on a page."""
    return AliasForm(data, auto_id=f"meeting-{one.pk}-%s")


def _when(at: datetime | None, person: Person, act: Act) -> str:
    if at is None:
        return ""
    here = local(person, at)
    day = due_words(here.date(), local(person, act.at).date())
    return f"{day[:1].upper()}{day[1:]}, {clock_words(here)}"


def my_times(begin: datetime, end: datetime, act: Act) -> Iterator[Time]:
    """The times between two moments at which a meeting takes place where I have a name."""
    mine = {one.gathering_id: one for one in MeetingName.objects.of(act.actor)}
    taking = Occasion.objects.taking_place().between(begin, end).filter(gathering__in=list(mine))
    times = list(taking.select_related("gathering"))
    there = set(
        ShownUp.objects.visible_to(act)
        .standing()
        .filter(occasion__in=times)
        .values_list("occasion", flat=True)
    )
    for one in times:
        yield Time(one, mine[one.gathering_id].alias, one.pk in there)


def times_before(begin: datetime, act: Act) -> list[Time]:
    """Those of the days before that say nothing yet of whether I was there."""
    return [one for one in my_times(begin - timedelta(days=6), begin, act) if not one.there]
