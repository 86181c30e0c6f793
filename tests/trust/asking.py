"""What a page asks the evaluator: its questions to the database, told from all others by who sends them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

from handrail.foundation.consent import asker, at_once, evaluator, offices

EVALUATOR = {module.__file__ for module in (asker, at_once, evaluator, offices)}
CONSENT = Path(evaluator.__file__).parent
OURS = CONSENT.parents[1]


@dataclass
class Asked:
    """For `connection.execute_wrapper`. `by`: for each question that the evaluator asks, the line it was asked for."""

    by: list[str] = field(default_factory=list)

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
    ) -> Any:
        sender = _ours(sys._getframe(1))
        if sender is not None and sender.f_code.co_filename in EVALUATOR:
            self.by.append(_line(_before_consent(sender)))
        return execute(sql, params, many, context)


def _ours(frame: FrameType | None) -> FrameType | None:
    """The innermost frame of our own code: whoever really sends it."""
    while frame is not None and not frame.f_code.co_filename.startswith(f"{OURS}/"):
        frame = frame.f_back
    return frame


def _before_consent(frame: FrameType | None) -> FrameType | None:
    """Who wanted to know: the first frame of our own outside of `foundation/consent`."""
    while frame is not None and frame.f_code.co_filename.startswith(f"{CONSENT}/"):
        frame = _ours(frame.f_back)
    return frame


def _line(frame: FrameType | None) -> str:
    if frame is None:
        return "?"
    return f"{Path(frame.f_code.co_filename).relative_to(OURS)}:{frame.f_lineno} {frame.f_code.co_name}"
