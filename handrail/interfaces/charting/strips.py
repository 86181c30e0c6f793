"""What was told in check-ins, day by day, as lines under a measure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from handrail.continuum.watch.expecting import none_asked
from handrail.foundation.measures.models import ANSWERS, CheckIn
from handrail.foundation.measures.queries import DayAnswers, answers_by_day
from handrail.foundation.people.models import Person
from handrail.interfaces.charting.reader import Reader
from handrail.ui.charts import Strip

#: The questions that are drawn, in this order, where there is an answer.
SHOWN = ("craving", "mood", "stress", "sleep_quality", "sleep_hours", "confidence")
LATELY = 28


@dataclass(frozen=True, slots=True)
class Told:
    """Check-ins by day, since a day."""

    days: Mapping[date, DayAnswers]

    def strips(self, start: date) -> list[Strip]:
        """A line for each question with an answer since `start`."""
        lines = ((field, self._answers(field, start)) for field in SHOWN)
        return [Strip(question(field), *ANSWERS[field], told) for field, told in lines if told]

    def _answers(self, field: str, start: date) -> dict[date, float]:
        days = ((day, told[field]) for day, told in self.days.items() if day >= start)
        return {day: round(value, 1) for day, value in days if value is not None}

    def lately(self, today: date) -> int:
        """On how many of the last four weeks' days something was told."""
        return sum(today - timedelta(days=LATELY) < day <= today for day in self.days)


def told_since(reader: Reader, start: date) -> Told:
    """What the reader may read of the check-ins since a day; nothing, where it is not for them."""
    if "checkins" not in reader.opens:
        return Told({})
    found = CheckIn.objects.filter(person=reader.person).between(start, reader.today)
    return Told(answers_by_day(found))


def question(field: str) -> str:
    """What a question of the check-in is called beside its line, to the person too: in the catalog, unlike the words
    that the team alone reads (journey/wording)."""
    return {
        "mood": _("Mood"),
        "craving": _("Urges"),
        "stress": _("Stress"),
        "sleep_hours": _("Hours of sleep"),
        "sleep_quality": _("Rested"),
        "confidence": _("Confidence"),
    }[field]


def not_asked(person: Person, today: date) -> int:
    """On how many of the last four weeks' days no check-in was asked for."""
    return len(none_asked([(person.pk, today - timedelta(days=n)) for n in range(LATELY)]))


def how_often(days: int, off: int) -> str:
    """How many days of the last four weeks have a check-in, and how many were asked for where not all of them were."""
    words = ngettext(
        "Checked in on %(n)s of the last %(days)s days", "Checked in on %(n)s of the last %(days)s days", days
    )
    told = words % {"n": days, "days": LATELY}
    return f"{told} ({_('asked for on %(days)s') % {'days': LATELY - off}})" if off else told
