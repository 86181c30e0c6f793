"""Columns that keep a code, and what each says in words: a person reads no name of a machine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from handrail.clinical.practices.shelf import method
from handrail.clinical.triage.safety_plan import parts
from handrail.continuum.hints.models import Hint
from handrail.continuum.journey.wording.measures import scale_name, signal_words
from handrail.continuum.journey.wording.proposed import said_by_us
from handrail.continuum.journey.wording.responses import playbook_words
from handrail.continuum.responses.models import CoordinatedResponse, Proposal
from handrail.continuum.watch.weekdays import weekday_words
from handrail.foundation.accounts.models import Session
from handrail.foundation.messaging.models import ChosenPace, InboundText, Ping, Reminder
from handrail.foundation.people.models import CarePreferences
from handrail.foundation.plans.models import Step
from handrail.foundation.practices.models import DiaryChoice
from handrail.pillars.case_management.models import Attempt, Search
from handrail.pillars.crisis.models import CopingPlan, SafetyPlan
from handrail.pillars.crisis.models.coping_plans import CopingPart
from handrail.pillars.peer_support.models import CallTimes

WAYS = {
    "sms": gettext_noop("By text"),
    "email": gettext_noop("By email"),
    "push": gettext_noop("In the browser"),
}
ABOUT = {
    "crisis": gettext_noop("When you needed someone right away"),
    "appointment": gettext_noop("Appointments"),
    "message": gettext_noop("Messages"),
    "scale": gettext_noop("Questions we asked you to answer"),
    "practice": gettext_noop("What you practice"),
    "check_in": gettext_noop("Your check-ins"),
}
WITHHELD = {
    "too_late": gettext_noop("It would have come too late"),
    "not_wanted": gettext_noop("You did not want notes about this"),
    "no_way": gettext_noop("There was no safe way to send it"),
    "quiet": gettext_noop("It was in your quiet hours"),
    "no_room": gettext_noop("There were enough notes that day"),
}
SHOWN = {
    "password": gettext_noop("Password"),
    "totp": gettext_noop("Code from an app"),
    "recovery": gettext_noop("Recovery code"),
    "recovery_codes": gettext_noop("Recovery codes"),
    "passkey": gettext_noop("Passkey"),
    "webauthn": gettext_noop("Passkey"),
    "mail": gettext_noop("Code by email"),
    "sms": gettext_noop("Code by text"),
}


def _one(words: Mapping[str, str]) -> Callable[[Any], list[str]]:
    return lambda value: [_(words[value]) if value in words else str(value)]


def _several(words: Mapping[str, str]) -> Callable[[Any], list[str]]:
    return lambda values: [", ".join(_in(words, values))]


def _in(words: Mapping[str, str], values: Iterable[str]) -> list[str]:
    return [_(words[one]) if one in words else one for one in values]


def _card(columns: list[str]) -> list[str]:
    asked = {question.id: question.ask for question in method("diary_card").questions}
    return _in(asked, columns)


def _safety(plan: Mapping[str, list[str]]) -> list[str]:
    return [f"{_(part.title)}: {line}" for part in parts() for line in plan.get(part.id, [])]


def _coping(plan: Mapping[str, str]) -> list[str]:
    return [f"{part.label}: {plan[part]}" for part in CopingPart if plan.get(part)]


def _ours(words: str) -> list[str]:
    return said_by_us(words).splitlines()


IN_WORDS: dict[tuple[type[Model], str], Callable[[Any], list[str]]] = {
    (CarePreferences, "third_question"): lambda signal: [signal_words(signal)],
    (ChosenPace, "kinds"): _several(ABOUT),
    (ChosenPace, "first"): _one(WAYS),
    (Ping, "channel"): _one(WAYS),
    (Reminder, "kind"): _one(ABOUT),
    (Reminder, "why"): _one(WITHHELD),
    (InboundText, "reads"): lambda found: [", ".join(str(InboundText.Reads(one).label) for one in found)],
    (Authenticator, "type"): _one(SHOWN),
    (Session, "factors"): lambda shown: _several(SHOWN)(shown.split("+")),
    (Step, "title"): _ours,
    (Step, "why"): _ours,
    (Proposal, "title"): _ours,
    (Proposal, "why"): _ours,
    (Hint, "title"): _ours,
    (Hint, "subject"): lambda subject: [scale_name(subject)],
    (Hint, "missing"): list,
    (CoordinatedResponse, "playbook"): lambda id: [playbook_words(id) or id],
    (DiaryChoice, "columns"): _card,
    (DiaryChoice, "only_mine"): _card,
    (Search, "next_way"): lambda way: [str(Attempt.Way(way).label)],
    (CallTimes, "days"): lambda days: [weekday_words(days)],
    (SafetyPlan, "words"): lambda words: _safety(SafetyPlan(words=words).lines),
    (CopingPlan, "words"): lambda words: _coping(CopingPlan(words=words).told),
}
