"""What people ask to have corrected, as whoever decides reads it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.forms import Form

from handrail.continuum.journey.wording.consent import resource_words
from handrail.foundation.ledger.act import Act
from handrail.foundation.rights.models import Amendment
from handrail.foundation.rights.queries import amendments
from handrail.foundation.teams.queries import local
from handrail.interfaces.staff.correction_forms import DecisionForm, state_words
from handrail.interfaces.staff.words.times import on_day


@dataclass(frozen=True, slots=True)
class Shown:
    """`form` while it waits; `late` when the day of its answer is over."""

    asked: Amendment
    what: str
    on: str
    by: str
    state: str
    late: bool
    form: Form | None


def corrections_page(act: Act, sent: tuple[int, Form] | None = None) -> list[Shown]:
    """Those that wait first, by the day of their answer."""
    assert act.actor is not None
    today = local(act.actor, act.at).date()
    return [_shown(one, act, today, sent) for one in amendments(act)]


def _shown(one: Amendment, act: Act, today: date, sent: tuple[int, Form] | None) -> Shown:
    assert act.actor is not None
    waits, form = one.state == Amendment.State.ASKED, None
    if waits:
        form = sent[1] if sent and sent[0] == one.pk else DecisionForm(auto_id=f"decide-{one.pk}-%s")
    return Shown(
        one, resource_words(one.resource), on_day(local(act.actor, one.asked_at).date(), today),
        on_day(one.answer_by, today), state_words(one), waits and one.answer_by < today, form,
    )  # fmt: skip
