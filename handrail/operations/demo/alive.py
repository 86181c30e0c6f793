"""A moment ago: a few people check in by the real action, and what follows from it really follows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from handrail.continuum import clock
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.delivering import deliver_due
from handrail.foundation.ledger.models import Entry
from handrail.foundation.measures.actions import check_in
from handrail.foundation.measures.events import CheckInRecorded
from handrail.foundation.people.models import Person
from handrail.operations.demo.journal import VIA
from handrail.operations.demo.people import CODE
from handrail.operations.demo.stories import STORIES
from handrail.operations.demo.story import Story
from handrail.operations.demo.window import Window

#: How long ago each of them checked in.
MINUTES_AGO, MINUTES_BETWEEN = 34, 14
#: What a check-in sets off follows at once.
A_MOMENT = timedelta(seconds=2)
#: A day as hard as that comes back after a week at the soonest.
AGAIN_AFTER = timedelta(days=7)


def check_in_now(window: Window) -> None:
    """Check in as each person whose story says so, and do what is owed for it and what is due by now."""
    due = people_due(window)
    for n, (story, person) in enumerate(_people()):
        if person.pk not in due:
            continue
        assert story.now is not None
        at = _moment(window, MINUTES_AGO - n * MINUTES_BETWEEN)
        key = uuid5(NAMESPACE_URL, f"demo/{story.id}/{at.isoformat()}")
        check_in(person, key=key, answers=story.now, act=Act(actor=person, at=at, via=VIA))
        deliver_due(at + A_MOMENT)
    deliver_due(window.now)
    clock.tick(window.now)


def people_due(window: Window) -> set[int]:
    """Keys of those who check in now: their story says so, and they have not done so by the real action lately."""
    due = {person.pk for _story, person in _people()}
    told = Entry.objects.filter(kind=CheckInRecorded.kind, person__in=due, at__gte=window.now - AGAIN_AFTER)
    # Only what the real action announced owed anything.
    lately = told.filter(deliveries__isnull=False)
    return due - set(lately.values_list("person", flat=True))


def _people() -> Iterator[tuple[Story, Person]]:
    for n, story in enumerate(STORIES, start=1):
        found = Person.objects.filter(external_id=CODE.format(n), preferred_name=story.name.preferred).first()
        if story.now is not None and found is not None:
            yield story, found


def _moment(window: Window, minutes_ago: int) -> datetime:
    """That long ago, and not yesterday."""
    return max(window.now - timedelta(minutes=minutes_ago), window.at(window.today, 0))
