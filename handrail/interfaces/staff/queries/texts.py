"""Texts that came in and that nobody has looked at yet, with what the lists found in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from handrail.clinical.language.worries import worries_in
from handrail.foundation.consent.evaluator import decide
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import record_viewing
from handrail.foundation.messaging.models import InboundText
from handrail.interfaces.contact_words import said
from handrail.interfaces.staff.words.times import here, when

MOST = 50


class SeenForm(forms.Form):
    """What came of it."""

    outcome = forms.ChoiceField(
        label=_("What came of it"), choices=InboundText.Outcome.choices,
        error_messages={"required": _("Say what came of it."), "invalid_choice": _("Say what came of it.")},
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Text:
    """One text. `worries` are words of the list in it: a suggestion to look, no more."""

    came: InboundText
    at: str
    number: str
    found: list[str]
    worries: list[str]
    form: SeenForm


def texts_page(act: Act, sent: tuple[int, SeenForm] | None = None) -> dict[str, Any]:
    """Those that wait, the longest waiting first; whose are read is written down."""
    waiting = InboundText.objects.visible_to(act).unread().select_related("person").order_by("came_at", "pk")
    texts = [_text(one, act, sent) for one in waiting[:MOST]]
    for person in {text.came.person for text in texts if text.came.person is not None}:
        record_viewing(person, "messages", decide(act, "demographics", person).basis, act=act)
    return {"texts": texts}


def _text(one: InboundText, act: Act, sent: tuple[int, SeenForm] | None) -> Text:
    form = sent[1] if sent and sent[0] == one.pk else SeenForm(auto_id=f"text-{one.pk}-%s")
    labels = [str(InboundText.Reads(name).label) for name in one.reads]
    return Text(
        one, when(here(act, one.came_at), here(act, act.at)), said(one.number), labels,
        [worry.words.rstrip("*") for worry in worries_in(one.words)], form,
    )  # fmt: skip
