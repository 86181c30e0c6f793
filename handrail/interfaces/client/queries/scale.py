"""What the pages of a scale need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from handrail.clinical.early_warning.direct_rules.finding import EMERGENCY, SAME_SESSION
from handrail.clinical.early_warning.direct_rules.scale_safety import SUPPORT, scale_safety
from handrail.clinical.instruments.answers import LONGEST_WORDS
from handrail.clinical.instruments.asking import ABOUT_HARD_EVENTS, has_stem
from handrail.clinical.instruments.instrument import instrument
from handrail.clinical.instruments.scale import Instrument, Item
from handrail.clinical.instruments.scoring import score
from handrail.continuum.journey.wording.pieces import choice_words, in_words_of
from handrail.foundation.ledger.act import Act
from handrail.foundation.measures.models import Response
from handrail.foundation.teams.queries import help_lines
from handrail.interfaces.answering import choices_of
from handrail.interfaces.client.ending import Ending
from handrail.interfaces.client.queries.help import help_list
from handrail.interfaces.client.queries.sharing import who_can_see
from handrail.interfaces.client.queries.today import own_steps
from handrail.interfaces.client.scale_draft import ScaleDraft
from handrail.interfaces.fields import PlainText


@dataclass(frozen=True, slots=True)
class Question:
    """One question as it is shown; `before` are the scale's own words ahead of it; `typed`, `picked` and `chosen` are what somebody sent that needs another look, or
    had answered; with one of the `pressing` answers help is shown at once."""

    id: str
    kind: str
    about: str
    text: str
    before: tuple[str, ...]
    stem: str
    ends: str
    choices: tuple[tuple[str, str], ...]
    typed: str
    picked: tuple[str, ...]
    chosen: str
    pressing: frozenset[str]


def scale_page(act: Act, draft: ScaleDraft, item: Item, sent: QueryDict | None = None) -> dict[str, Any]:
    """One question in the scale's own words, the way back, and who can see the answers."""
    assert act.actor is not None
    page = question_of(draft, item, sent, again=True)
    page |= {"who": "" if draft.scale.audience else who_can_see(act.actor, act)}
    # Beside a question that may ask for help, help is there already: it waits for no signal.
    return page | ({"help": help_list(act.actor, help_lines())} if page["question"].pressing else {})


def question_of(
    draft: ScaleDraft, item: Item, sent: QueryDict | None = None, *, again: bool = False
) -> dict[str, Any]:
    """One question in the scale's own words, and the way back; no answer that was given, unless it is asked `again`."""
    due = draft.due()
    at = [one.id for one in due].index(item.id)
    return {
        "asked": draft.asked,
        "scale": draft.scale,
        "piece": not draft.scale.validated,
        "question": _question(draft, item, sent, again=again, first=at == 0),
        "hard_events": at == 0 and draft.scale.id in ABOUT_HARD_EVENTS,
        "marks": ["done"] * at + ["now"] + [""] * (len(due) - at - 1),
        "back": due[at - 1].id if at else "",
        "step_word": _("Question %(at)d of %(of)d") % {"at": at + 1, "of": len(due)},
    }


def _question(draft: ScaleDraft, item: Item, sent: QueryDict | None, *, again: bool, first: bool) -> Question:
    scale = draft.scale
    before = draft.answers.get(item.id, []) if again else []
    had = before if isinstance(before, list) else []
    typed = sent.get("words", "") if sent is not None else (had[0] if had else "")
    return Question(
        id=item.id, kind=item.kind, text=in_words_of(scale, item.text),
        about=in_words_of(scale, item.title or "") if item.follows else "",
        # What a word means is said with each question, how to answer with the first.
        before=tuple(filter(None, (scale.preamble, scale.instructions if first else None))),
        stem=in_words_of(scale, scale.stem or "") if has_stem(scale, item) else "",
        ends=_ends(scale, item),
        choices=tuple((value, choice_words(scale, words)) for value, words in choices_of(item)),
        typed=PlainText(max_length=LONGEST_WORDS).bound_data(typed, None) if item.kind == "text" else "",
        picked=tuple(sent.getlist("several") if sent is not None else had),
        chosen=before if isinstance(before, str) else "",
        pressing=draft.pressing_answers(item),
    )  # fmt: skip


def _ends(scale: Instrument, item: Item) -> str:
    if not item.anchors:
        return ""
    (low, _low), (top, _top) = sorted(item.anchors.items())
    words = {name: in_words_of(scale, item.anchors[at]) for name, at in (("low", low), ("high", top))}
    return _("0 is %(low)s, %(top)s is %(high)s.") % (words | {"top": top})


def scale_end(act: Act, response: Response) -> dict[str, Any]:
    """One line and one offer, as after a check-in: never a number without somebody to talk it over with."""
    assert act.actor is not None
    asked = instrument(response.instrument)
    found = score(asked, response.answers)
    met = scale_safety(asked, found)
    pressing = met is not None and met.level in (EMERGENCY, SAME_SESSION)
    support = met is not None or any(one.level == SUPPORT for one in found.safety_triggers)
    return {
        "ending": Ending.HELP if pressing else Ending.SUPPORT if support else Ending.STEADY,
        "step": own_steps(act).open().first_things_first().first(),
        "help": help_list(act.actor, help_lines()),
    }
