"""The inbox of a worker, one conversation, and their hours."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import uuid4

from django.utils.translation import gettext as _

from handrail.clinical.language.worries import worries_in
from handrail.foundation.consent.at_once import Question, decide_each
from handrail.foundation.consent.evaluator import require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import record_viewing
from handrail.foundation.messaging import policy
from handrail.foundation.messaging.circling import circles_moderated
from handrail.foundation.messaging.models import Away, Conversation, HandOver, Message
from handrail.foundation.messaging.threads import Thread, answers_due, hours_of, threads
from handrail.foundation.people.models import ContactPoint
from handrail.foundation.teams.queries import workers_at
from handrail.interfaces.contact_words import in_short
from handrail.interfaces.staff.message_forms import AwayForm, HoursForm, WriteForm
from handrail.interfaces.staff.queries.known_names import known_names
from handrail.interfaces.staff.queries.notes import Hint, hints_on
from handrail.interfaces.staff.words.times import by_time, here, when


@dataclass(frozen=True, slots=True)
class Row:
    """One conversation in the inbox. `whose`: who answers there; `due`: by when, where it waits for an answer."""

    number: int
    name: str
    whose: str
    last: str
    unread: bool
    waits: bool
    due: str
    late: bool


@dataclass(frozen=True, slots=True)
class Said:
    """One message. `worries` are words of the list in it: a suggestion to look, no more. `hints`: words of the reader's
    own that label people; nobody else is shown them, and never those of the person."""

    words: str
    who: str
    mine: bool
    at: str
    worries: list[str]
    hints: list[Hint]


def inbox_page(act: Act, hours: HoursForm | None = None, away: AwayForm | None = None) -> dict[str, Any]:
    """Everything the worker takes part in, and when they answer."""
    assert act.actor is not None
    mine = hours_of([act.actor], act.at)[act.actor.pk]
    said = {"days": mine.days, "from_time": mine.from_time, "until_time": mine.until_time}
    return {
        "rows": _rows(act),
        "circles_unread": any(one.unread for one in circles_moderated(act)),
        "hours": hours or HoursForm(initial=said, auto_id="hours-%s"),
        "away": away or away_form(act),
        "gone": Away.objects.filter(worker=act.actor, ended_at=None, until_at__gt=act.at)
        .select_related("cover")
        .first(),
    }


def away_form(act: Act, data: Any = None) -> AwayForm:
    """Empty, or as it was sent."""
    assert act.actor is not None
    return AwayForm(data, reader=act.actor, workers=workers_at(act.at), auto_id="away-%s")


def _rows(act: Act) -> list[Row]:
    """What ought to have been answered stands first, what has waited longest above."""
    found = [one for one in threads(act) if one.last is not None]
    dues = answers_due(found, act.at)
    late = [one for one in found if (due := dues.get(one.conversation.pk)) and due <= act.at]
    late.sort(key=lambda one: dues[one.conversation.pk])
    return [_row(one, act, dues) for one in [*late, *(one for one in found if one not in late)]]


def _row(one: Thread, act: Act, dues: Mapping[int, datetime]) -> Row:
    conversation, last = one.conversation, one.last
    assert last is not None
    whose = _("the whole team") if conversation.worker is None else conversation.worker.preferred_name
    at, due = when(here(act, last.at), here(act, act.at)), dues.get(conversation.pk)
    return Row(
        conversation.pk, conversation.person.preferred_name, whose, f"{last.author.preferred_name}, {at}", one.unread, one.waits is not None,
        by_time(here(act, due), here(act, act.at)) if due else "", due is not None and due <= act.at,
    )  # fmt: skip


def thread_page(
    act: Act, conversation: Conversation, form: WriteForm | None = None, *, opened: bool = True
) -> dict[str, Any]:
    """One conversation with the contact rules beside it. That it was read is written down when it is `opened`, not
    each time an open page asks again."""
    person = conversation.person
    about = policy.about(act, conversation)
    decision, reach = decide_each(
        person, [Question(act, "messages", about=about), Question(act, "safe_contact")]
    )
    require(decision)
    if opened:
        record_viewing(person, "messages", decision.basis, act=act)
    points = ContactPoint.objects.filter(person=person, ended_at=None).safest_first() if reach.allowed else []
    handed = HandOver.objects.at(act.at).filter(conversation=conversation, worker=act.actor).first()
    after = handed.after_id if handed else None
    names = cache(known_names)
    return {
        "conversation": conversation,
        "handed": _handed(handed, conversation) if handed else "",
        "whose": conversation.worker.preferred_name if conversation.worker else _("the whole team"),
        "said": [_said(one, person.pk, act, names) for one in Message.objects.newest(conversation, after)],
        "contact": in_short(list(points)),
        "form": form or WriteForm(initial={"key": uuid4()}),
    }


def _handed(handed: HandOver, conversation: Conversation) -> str:
    """Why the reader finds it in their inbox, and how much of it is theirs to read."""
    assert conversation.worker is not None
    who = (
        _("%(name)s is away. You read this meanwhile.")
        if handed.why == HandOver.Why.AWAY
        else _("%(name)s no longer works with this person. You read this now.")
    )
    part = _("You see what waited for an answer and what comes from here on. The person was told.")
    return f"{who % {'name': conversation.worker.preferred_name}} {part}"


def _said(one: Message, person: int, act: Act, names: Callable[[], list[str]]) -> Said:
    words = [worry.words.rstrip("*") for worry in worries_in(one.words)] if one.author_id == person else []
    return Said(
        one.words,
        one.author.preferred_name,
        one.author == act.actor,
        when(here(act, one.at), here(act, act.at)),
        words,
        hints_on({"words": one.words}, names) if one.author == act.actor else [],
    )
