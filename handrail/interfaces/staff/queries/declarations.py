"""Programs and how they count under 42 CFR Part 2, as the offices read it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from handrail.foundation.consent.offices import keeps_privacy
from handrail.foundation.ledger.act import Act
from handrail.foundation.teams.models import Programme
from handrail.foundation.teams.queries import local
from handrail.foundation.welcome.models import Declaration
from handrail.foundation.welcome.policy import may_decide_declaration
from handrail.interfaces.staff.words.times import on_day
from handrail.interfaces.staff.worker_forms import DeclarationForm


@dataclass(frozen=True, slots=True)
class Said:
    """`decides` and `own` are of one that waits."""

    one: Declaration
    on: str
    decides: bool
    own: bool


@dataclass(frozen=True, slots=True)
class Declared:
    """`form` for the privacy officer; `said` the newest first."""

    programme: Programme
    said: list[Said]
    form: DeclarationForm | None


def declarations_page(act: Act, sent: tuple[int, DeclarationForm] | None = None) -> list[Declared]:
    """Every program by name."""
    told: dict[int, list[Said]] = defaultdict(list)
    rows = Declaration.objects.select_related("asked_by", "decided_by").order_by("-asked_at", "-pk")
    for one in rows:
        told[one.programme_id].append(_said(one, act))
    again = dict([sent]) if sent else {}
    return [
        Declared(one, told[one.pk], _form(one, again) if keeps_privacy(act) else None)
        for one in Programme.objects.order_by("name")
    ]


def _said(one: Declaration, act: Act) -> Said:
    assert act.actor is not None
    waits, today = one.state == Declaration.State.ASKED, local(act.actor, act.at).date()
    return Said(
        one, on_day(local(act.actor, one.decided_at or one.asked_at).date(), today),
        waits and may_decide_declaration(act, one), waits and act.actor == one.asked_by,
    )  # fmt: skip


def _form(one: Programme, again: dict[int, DeclarationForm]) -> DeclarationForm:
    return again.get(one.pk) or DeclarationForm(auto_id=f"declare-{one.pk}-%s")
