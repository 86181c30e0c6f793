"""What was written into a worksheet, checked against its questions. Every question can be skipped."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handrail.clinical.practices.definition import (
    LONGEST_LINE,
    LONGEST_WORDS,
    MOST_LINES,
    MOST_MONEY,
    Method,
    Question,
)


class WrongAnswer(ValueError):
    """An answer that its question does not take; the message says which and why. Nothing is kept."""


def checked(method: Method, given: Mapping[str, Any]) -> dict[str, Any]:
    """The answers that say something, in the order of the questions. Raises WrongAnswer."""
    if unknown := set(given) - {question.id for question in method.questions}:
        raise WrongAnswer(
            f"{method.title} does not ask {', '.join(sorted(str(one)[:40] for one in unknown))}."
        )
    told = {question.id: given[question.id] for question in method.questions if question.id in given}
    for question in method.questions:
        if not _is_empty(told.get(question.id)) and (fault := _fault(question, told[question.id])):
            raise WrongAnswer(f"{question.ask}: {fault}")
    return {id: value for id, value in told.items() if not _is_empty(value)}


def _is_empty(value: Any) -> bool:
    return value is None or value in ("", [])


def _fault(question: Question, value: Any) -> str:
    if question.type == "money":
        return "" if _is_whole(value, MOST_MONEY) else "an amount of 0 or more."
    if question.type == "scale":
        return "" if _is_whole(value, question.top) else f"a whole number from 0 to {question.top}."
    if question.type == "choice":
        return "" if value in dict(question.options) else "one of its choices."
    if question.type in {"lines", "signs"}:
        return _fault_of_lines(value)
    return (
        ""
        if isinstance(value, str) and len(value) <= LONGEST_WORDS
        else f"at most {LONGEST_WORDS} characters."
    )


def _is_whole(value: Any, most: int) -> bool:
    """A whole number from 0 to `most`; yes and no are numbers to Python, and no answer here."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most


def _fault_of_lines(value: Any) -> str:
    if not isinstance(value, list) or len(value) > MOST_LINES:
        return f"at most {MOST_LINES} lines."
    fits = all(isinstance(line, str) and len(line) <= LONGEST_LINE for line in value)
    return "" if fits else f"at most {LONGEST_LINE} characters a line."
