"""The first minutes: what was asked and told, and how urgent a human says it is. Rules show a level; humans choose."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from django.db import transaction

from handrail.clinical.triage.check import Check
from handrail.clinical.triage.checks import levels
from handrail.clinical.triage.urgency import as_alert, standard
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.pillars.crisis.actions.beats import locked, write_line
from handrail.pillars.crisis.events import AlertAnswersNoted, AlertUrgencySet
from handrail.pillars.crisis.models import CHOSEN, Alert, Answer, Around, LogEntry, Urgency
from handrail.pillars.crisis.site_checks import site_check, site_checks


@transaction.atomic
def answer(alert: Alert, *, check: str, given: Mapping[str, str], act: Act) -> list[Answer]:
    """Write down answers to a check: question -> value. What is as it was before makes no row. Raises ValueError."""
    alert = locked(alert, act)
    asked = site_check(check)
    for question, value in given.items():
        _require_known(asked, question, value)
    made = write_answers(alert, asked.id, given, act)
    for line in _lines(asked, made, newest(alert).get(asked.id, {})):
        write_line(alert, LogEntry.Kind.ANSWER, act, line)
    if made:
        announce(AlertAnswersNoted(alert.pk, alert.person_id, asked.id), act=act)
    return made


@transaction.atomic
def tell_around(alert: Alert, *, told: Mapping[str, str], act: Act) -> list[Answer]:
    """Write down, in words, what is told about where they are now: Around -> words. Raises ValueError."""
    alert = locked(alert, act)
    if unknown := set(told) - set(Around.values):
        raise ValueError(f"There is no place for {', '.join(sorted(unknown))}. Nothing was changed.")
    for name, choices in CHOSEN.items():
        if told.get(name) not in {None, "", *choices.values}:
            raise ValueError("Choose one of what is there. Nothing was changed.")
    kept = {name: words.strip() for name, words in told.items() if words.strip()}
    made = write_answers(alert, Answer.AROUND, kept, act)
    for one in made:
        write_line(
            alert, LogEntry.Kind.AROUND, act, f"{one.get_question_display()}: {one.get_told_display()}"
        )
    if made:
        announce(AlertAnswersNoted(alert.pk, alert.person_id, Answer.AROUND), act=act)
    return made


@transaction.atomic
def set_urgency(alert: Alert, *, tier: int, act: Act, words: str = "") -> Urgency:
    """Say how urgent it is. Less than the answers ask for needs a reason in words. Raises ValueError."""
    alert = locked(alert, act)
    assert act.actor is not None
    found = levels(newest(alert), site_checks())
    least = found[0].tier if found else None
    chosen = _standard(tier)
    if least is not None and tier > least and not words.strip():
        raise ValueError(
            f"The answers ask for “{_standard(least)}” at least. Say in a few words why less is enough. Nothing was changed."
        )
    made = Urgency.objects.create(
        alert=alert, tier=tier, least=least, words=words.strip(), at=act.at, by=act.actor
    )
    alert.tier = as_alert(tier)
    alert.save(update_fields=["tier"])
    write_line(alert, LogEntry.Kind.URGENCY, act, f"{chosen}. {words.strip()}" if words.strip() else chosen)
    announce(AlertUrgencySet(made.pk, alert.person_id, tier, least), act=act)
    return made


def newest(alert: Alert) -> dict[str, dict[str, str]]:
    """By check -> question: the answer that counts now."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for one in alert.answers.order_by("at", "pk"):
        found[one.check_id][one.question] = one.told
    return dict(found)


def _standard(tier: int) -> str:
    try:
        return standard(tier).name
    except KeyError as unknown:
        raise ValueError("Choose one of the five. Nothing was changed.") from unknown


def _require_known(asked: Check, question: str, value: str) -> None:
    try:
        options = dict(asked.question(question).options)
    except KeyError:
        options = {}
    if value not in options:
        raise ValueError("That is no answer to one of these questions. Nothing was changed.")


def write_answers(alert: Alert, check: str, given: Mapping[str, str], act: Act) -> list[Answer]:
    """Rows for what is not as it was before. For actions on an alert that is locked."""
    assert act.actor is not None
    before = newest(alert).get(check, {})
    return [
        Answer.objects.create(
            alert=alert, check_id=check, question=question, told=value, at=act.at, by=act.actor
        )
        for question, value in given.items()
        if before.get(question) != value
    ]


def _lines(asked: Check, made: list[Answer], now: Mapping[str, str]) -> list[str]:
    """One line an answer; a rated scale says in one line what it comes to."""
    if not asked.trained:
        return [
            f"{q.short}: {dict(q.options)[one.told]}" for one in made if (q := asked.question(one.question))
        ]
    found = [level.found for level in asked.levels(now)]
    return ["; ".join(found) or f"{asked.title}: not whole yet"] if made else []
