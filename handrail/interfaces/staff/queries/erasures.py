"""Cases to erase a record, as those read them who open and decide them."""

from __future__ import annotations

from dataclasses import dataclass

from django.forms import Form

from handrail.continuum.erasing.keeping import Stage, stages_of
from handrail.foundation.ledger.act import Act
from handrail.foundation.rights.models import Erasure
from handrail.foundation.rights.policy import may_call_off_erasure, may_decide_erasure
from handrail.foundation.rights.queries import erasures
from handrail.foundation.teams.queries import local
from handrail.interfaces.staff.erasure_forms import AnswerForm
from handrail.interfaces.staff.words.times import on_day


@dataclass(frozen=True, slots=True)
class Shown:
    """`form` for whoever decides; `stages` what goes when, while it is not over; `ends` whether it can be called off."""

    case: Erasure
    opened: str
    goes: str
    stages: list[Stage]
    form: Form | None
    ends: bool


def erasures_page(act: Act, sent: tuple[int, Form] | None = None) -> list[Shown]:
    """Those that wait first, then the newest."""
    return [_shown(one, act, sent) for one in erasures(act)]


def _shown(one: Erasure, act: Act, sent: tuple[int, Form] | None) -> Shown:
    assert act.actor is not None
    today, form = local(act.actor, act.at).date(), None
    if may_decide_erasure(act, one):
        form = sent[1] if sent and sent[0] == one.pk else AnswerForm(auto_id=f"answer-{one.pk}-%s")
    unsettled = one.state in {Erasure.State.OPENED, Erasure.State.APPROVED}
    goes = on_day(local(act.actor, one.look_at).date(), today) if one.look_at and one.years is None else ""
    return Shown(
        one, on_day(local(act.actor, one.opened_at).date(), today), goes,
        stages_of(one.person) if unsettled else [], form, unsettled and may_call_off_erasure(act, one),
    )  # fmt: skip
