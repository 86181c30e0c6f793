"""A moment in a form is shown on the reader's own clock, and read back from it: sent as it stands, it stays the same."""

from __future__ import annotations

from datetime import UTC, datetime

from handrail.foundation.people.models import Person
from handrail.interfaces.fields import MomentField

AT = datetime(2026, 11, 20, 0, 30, tzinfo=UTC)


def test_what_is_shown_and_sent_back_is_the_same_moment():
    for name, shown in (("America/New_York", "2026-11-19T19:30"), ("Europe/Madrid", "2026-11-20T01:30")):
        field = MomentField(Person(time_zone=name))
        drawn = field.widget.format_value(field.prepare_value(AT))
        assert drawn == shown
        assert field.clean(drawn) == AT
