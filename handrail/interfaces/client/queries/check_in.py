"""What the pages of the check-in need."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from handrail.foundation.ledger.act import Act
from handrail.foundation.measures.models import CheckIn
from handrail.foundation.teams.queries import help_lines
from handrail.interfaces.client.drafts import Draft
from handrail.interfaces.client.ending import ending_of
from handrail.interfaces.client.queries.help import help_list
from handrail.interfaces.client.queries.sharing import who_can_see
from handrail.interfaces.client.queries.today import own_steps
from handrail.interfaces.client.questions import questions_of


def question_page(act: Act, draft: Draft, asked: str) -> dict[str, Any]:
    """All questions, the one that is asked now, and what was answered before; works with and without script."""
    assert act.actor is not None
    questions = questions_of(act.actor)
    order = [question.name for question in questions]
    at = order.index(asked) if asked in order else 0
    return {
        "questions": questions,
        "now": questions[at],
        "at": at + 1,
        "back": order[at - 1] if at else "",
        "last": order[-1],
        "draft": draft,
        "answered": [(name, choice) for name, choice in draft.answers.items() if name != order[at]],
        "step_word": _("Question %(at)d of %(of)d") % {"at": at + 1, "of": len(order)},
        "who": who_can_see(act.actor, act),
        "help": help_list(act.actor, help_lines()),
    }


def next_question(act: Act, answered: str) -> str:
    """The question after `answered`; the first when it is none of them."""
    assert act.actor is not None
    order = [question.name for question in questions_of(act.actor)]
    if answered not in order:
        return order[0]
    return order[min(order.index(answered) + 1, len(order) - 1)]


def long_page(act: Act, form: Any) -> dict[str, Any]:
    """The longer check-in, and who will see it."""
    assert act.actor is not None
    return {
        "form": form,
        "who": who_can_see(act.actor, act),
        "help": help_list(act.actor, help_lines()),
    }


def end_page(act: Act, check_in: CheckIn) -> dict[str, Any]:
    """One line and one offer. The help list stands on this very page."""
    assert act.actor is not None
    return {
        "ending": ending_of(check_in),
        "used": check_in.use == CheckIn.Use.YES,
        "reached": check_in.reach_out == CheckIn.ReachOut.YES,
        "step": own_steps(act).open().first_things_first().first(),
        "help": help_list(act.actor, help_lines()),
    }
