"""Complaints as the privacy officer reads them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.forms import Form

from handrail.foundation.ledger.act import Act
from handrail.foundation.rights.models import Complaint
from handrail.foundation.rights.queries import complaints
from handrail.foundation.teams.queries import local
from handrail.interfaces.staff.office_forms import ComplaintAnswerForm
from handrail.interfaces.staff.words.times import on_day


@dataclass(frozen=True, slots=True)
class Shown:
    """`form` while it waits; `late` when the day of its answer is over."""

    complaint: Complaint
    on: str
    by: str
    answered: str
    late: bool
    form: Form | None


def complaints_page(act: Act, sent: tuple[int, Form] | None = None) -> list[Shown]:
    """Those that wait first, by the day of their answer."""
    assert act.actor is not None
    today = local(act.actor, act.at).date()
    return [_shown(one, act, today, sent) for one in complaints(act)]


def _shown(one: Complaint, act: Act, today: date, sent: tuple[int, Form] | None) -> Shown:
    assert act.actor is not None
    answered = on_day(local(act.actor, one.answered_at).date(), today) if one.answered_at else ""
    form: Form | None = None
    if not answered:
        form = sent[1] if sent and sent[0] == one.pk else ComplaintAnswerForm(auto_id=f"answer-{one.pk}-%s")
    return Shown(
        one, on_day(local(act.actor, one.made_at).date(), today), on_day(one.answer_by, today), answered,
        not answered and one.answer_by < today, form,
    )  # fmt: skip
