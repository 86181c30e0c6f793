"""What My team and Me need."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from handrail.clinical.instruments.check_in import TAPS, THIRD_QUESTIONS
from handrail.continuum.watch.expecting import choice_of
from handrail.foundation.ledger.act import Act
from handrail.foundation.messaging.circling import is_unread
from handrail.foundation.messaging.threads import has_unread
from handrail.foundation.people.models import CarePreferences
from handrail.foundation.teams.queries import help_lines, local, supervisors_of
from handrail.interfaces.client.limits import emergencies_of
from handrail.interfaces.client.queries.help import help_list
from handrail.interfaces.client.queries.sharing import readers_of
from handrail.interfaces.client.questions import third_of


def team_page(act: Act) -> dict[str, Any]:
    """Who is on the team, what each does, who sees check-ins, and the ways to reach the organisation."""
    assert act.actor is not None
    return {
        "readers": readers_of(act.actor, act),
        "supervisors": supervisors_of(act.actor, act.at),
        "help": help_list(None, help_lines()),
        "unread": has_unread(act) or is_unread(act),
    }


def me_page(act: Act) -> dict[str, Any]:
    """The person's choices, and who can see their check-ins."""
    person = act.actor
    assert person is not None
    chosen = CarePreferences.objects.filter(person=person).first()
    return {
        "languages": settings.LANGUAGES,
        "language": person.language,
        "looks": CarePreferences.Look.choices,
        "look": chosen.look if chosen else CarePreferences.Look.DEVICE,
        "thirds": [(name, _(TAPS[name].question)) for name in THIRD_QUESTIONS],
        "third": third_of(person),
        "days": choice_of(person, local(person, act.at).date()).words,
        "emergencies": emergencies_of(person, act),
        "readers": readers_of(person, act),
        "supervisors": supervisors_of(person, act.at),
    }
