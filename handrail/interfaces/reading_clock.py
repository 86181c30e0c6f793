"""Drawing a page on the clock of whoever reads it: dates and times in templates are theirs, not the server's."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext

from django.utils import timezone

from handrail.foundation.people.models import Person
from handrail.foundation.teams.queries import zone


def on_the_clock_of(reader: Person | None) -> AbstractContextManager[None]:
    """While a template is drawn. Only then: what a form reads and what an action decides knows its own zone."""
    return timezone.override(zone(reader.time_zone)) if reader else nullcontext()
