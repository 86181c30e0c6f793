"""What the pages of a scale need."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from handrail.clinical.early_warning.direct_rules.finding import EMERGENCY, SAME_SESSION
from handrail.clinical.early_warning.direct_rules.scale_safety import scale_safety
from handrail.clinical.instruments.instrument import instrument
from handrail.clinical.instruments.scale import Item
from handrail.clinical.instruments.scoring import score
from handrail.foundation.ledger.act import Act
from handrail.foundation.measures.models import Response
from handrail.foundation.teams.queries import help_lines
from handrail.interfaces.client.ending import Ending
from handrail.interfaces.client.queries.help import help_list
from handrail.interfaces.client.queries.sharing import who_can_see
from handrail.interfaces.client.queries.today import own_steps
from handrail.interfaces.client.scale_draft import ScaleDraft


def scale_page(act: Act, draft: ScaleDraft, item: Item) -> dict[str, Any]:
    """One question in the scale's own words, the way back, and who can see the answers."""
    assert act.actor is not None
    return question_of(draft, item) | {"who": who_can_see(act.actor, act)}


def question_of(draft: ScaleDraft, item: Item) -> dict[str, Any]:
    """One question in the scale's own words, and the way back; no answer that was given."""
    due = draft.due()
    at = [one.id for one in due].index(item.id)
    return {
        "asked": draft.asked,
        "scale": draft.scale,
        "item": item,
        "marks": ["done"] * at + ["now"] + [""] * (len(due) - at - 1),
        "back": due[at - 1].id if at else "",
        "step_word": _("Question %(at)d of %(of)d") % {"at": at + 1, "of": len(due)},
    }


def scale_end(act: Act, response: Response) -> dict[str, Any]:
    """One line and one offer, as after a check-in: never a number without somebody to talk it over with."""
    assert act.actor is not None
    asked = instrument(response.instrument)
    met = scale_safety(asked, score(asked, response.answers))
    pressing = met is not None and met.level in (EMERGENCY, SAME_SESSION)
    return {
        "ending": Ending.HELP if pressing else Ending.SUPPORT if met else Ending.STEADY,
        "step": own_steps(act).open().soonest_first().first(),
        "help": help_list(act.actor, help_lines()),
    }
