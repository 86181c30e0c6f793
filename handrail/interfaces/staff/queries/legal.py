"""Legal requests as the officer reads them, and an order as a second person does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.forms import Form

from handrail.foundation.consent.naming import named
from handrail.foundation.consent.offices import keeps_privacy
from handrail.foundation.ledger.act import Act
from handrail.foundation.rights.models import LegalRequest
from handrail.foundation.rights.policy import legal_requests_seen, may_agree_order
from handrail.foundation.teams.queries import local
from handrail.interfaces.staff.legal_forms import OrderForm
from handrail.interfaces.staff.words.times import by_day, on_day

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Shown:
    """`form` checks an order; `agrees`: the reader may be the second person; `answers`: the reader may answer it."""

    asked: LegalRequest
    came: str
    by: str
    parts: str
    form: Form | None
    agrees: bool
    answers: bool


def legal_page(act: Act, sent: tuple[int, Form] | None = None) -> list[Shown]:
    """Those without an answer first, by the day of it; then the newest."""
    assert act.actor is not None
    today = local(act.actor, act.at).date()
    seen = LegalRequest.objects.filter(legal_requests_seen(act)).select_related(
        "person", "checked_by", "answered_by"
    )
    waiting = list(seen.unanswered().order_by("answer_by", "pk"))
    over = seen.filter(state=LegalRequest.State.ANSWERED).order_by("-answered_at", "-pk")[:SHOWN]
    return [_shown(one, act, today, sent) for one in [*waiting, *over]]


def _shown(one: LegalRequest, act: Act, today: date, sent: tuple[int, Form] | None) -> Shown:
    form: Form | None = None
    officer = keeps_privacy(act)
    if officer and one.state == LegalRequest.State.WAITING:
        empty = OrderForm(act=act, today=today, auto_id=f"order-{one.pk}-%s")
        form = sent[1] if sent and sent[0] == one.pk else empty
    return Shown(
        one, on_day(one.came_on, today), by_day(one.answer_by, today), ", ".join(named(one.resources)), form,
        may_agree_order(act, one), officer and one.state != LegalRequest.State.ANSWERED,
    )  # fmt: skip


def legal_to_answer(act: Act) -> list[date | None]:
    """The days by which something is asked of the reader here, the earliest first; None where none is named."""
    seen = LegalRequest.objects.filter(legal_requests_seen(act)).unanswered().select_related("person")
    mine = [one.answer_by for one in seen if keeps_privacy(act) or may_agree_order(act, one)]
    return sorted(mine, key=lambda day: day or date.max)
