"""Deciding what a person asked to have corrected."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from handrail.foundation.ledger.act import Act
from handrail.foundation.rights import actions as rights
from handrail.foundation.rights.models import Amendment
from handrail.interfaces.fields import PlainText

ACCEPT = "accept"


class DecisionForm(forms.Form):
    """Accept, or one of the four grounds on which the law lets one decline."""

    decision = forms.ChoiceField(
        label=_l("Is it so?"), widget=forms.RadioSelect,
        choices=[(ACCEPT, _l("Yes: accept it")), *((g.value, g.label) for g in Amendment.Ground)],
        help_text=_l("It may be declined only on one of these grounds (45 CFR 164.526(a)(2))."),
        error_messages={"required": _l("Please pick one of the answers shown."), "invalid_choice": _l("Please pick one of the answers shown.")},
    )  # fmt: skip
    answer = PlainText(
        max_length=2000, label=_l("Your answer"), widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_l("The person reads this. Say in plain words what you do about it, or why not."),
    )  # fmt: skip

    def decide(self, asked: Amendment, act: Act) -> Any:
        """As it was chosen."""
        chosen, answer = self.cleaned_data["decision"], self.cleaned_data["answer"]
        if chosen == ACCEPT:
            return rights.accept_amendment(asked, answer=answer, act=act)
        return rights.decline_amendment(asked, ground=Amendment.Ground(chosen), answer=answer, act=act)


def state_words(asked: Amendment) -> str:
    """How it stands, for the team."""
    if asked.state == Amendment.State.ASKED:
        return _("Waits")
    told = {"state": asked.get_state_display(), "who": asked.decided_by}
    words = _("%(state)s by %(who)s") % told
    return f"{words}: {asked.get_ground_display()}" if asked.ground else words
