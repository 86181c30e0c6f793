"""All that ever stands on somebody's lock screen: a few lines that say nothing of care, in their language.

Two things vary: a time and a code (trust/requirements.md, SM-04). A text is one segment (SM-06, tests/test_templates.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from handrail.foundation.messaging.deciding import Kind

TOMORROW, TODAY, NOTE, OWN = "tomorrow", "today", "note", "own"
#: Answers to a text that came in. They may name where help is: whoever reads them there wrote first.
STOPPED, STOPPED_HELP, HELP, UNWATCHED = "stopped", "stopped_help", "help", "unwatched"
#: In this order when several go out as one.
ORDER = (TODAY, TOMORROW, OWN, NOTE)
NOON = 12

#: What is to be said: a template, and the moment for one that says a time.
Line = tuple[str, datetime | None]


def line_of(kind: str, happens_at: datetime | None, now: datetime, zone: ZoneInfo) -> Line:
    """The template for one reminder."""
    if kind == Kind.APPOINTMENT and happens_at is not None:
        days = (happens_at.astimezone(zone).date() - now.astimezone(zone).date()).days
        if days in {0, 1}:
            return (TOMORROW if days else TODAY), happens_at
    return (OWN if kind == Kind.PRACTICE else NOTE), None


def text_of(lines: Sequence[Line], zone: ZoneInfo, language: str, channel: str) -> str:
    """One message of several lines, each said once. Mail begins with its subject, which is always the same."""
    with translation.override(language or None):
        once = sorted(
            set(lines), key=lambda line: (ORDER.index(line[0]), line[1] or datetime.max.replace(tzinfo=zone))
        )
        said = list(dict.fromkeys(_say(name, moment, zone) for name, moment in once))
        return "\n".join([str(_("You have a message")), "", *said]) if channel == "email" else " ".join(said)


def code_text(code: str, language: str, channel: str) -> str:
    """A one-time code."""
    with translation.override(language or None):
        said = pgettext("on a lock screen", "Your code: %(code)s") % {"code": code}
        return "\n".join([_("You have a message"), "", said]) if channel == "email" else said


def answer_text(template: str, language: str, crisis: str, emergency: str) -> str:
    """The one answer that goes back by itself."""
    with translation.override(language or None):
        stopped = _("No more notes come to this number.")
        help_now = _("For help now, call or text %(crisis)s, or call %(emergency)s. Somebody here reads this too.") % {
            "crisis": crisis, "emergency": emergency
        }  # fmt: skip
        unwatched = _("Texts here are not read right away.")
        urgent = _("If it cannot wait, call or text %(crisis)s, or call %(emergency)s.") % {
            "crisis": crisis, "emergency": emergency
        }  # fmt: skip
        said: dict[str, list[str]] = {
            STOPPED: [stopped], STOPPED_HELP: [stopped, help_now], HELP: [help_now], UNWATCHED: [unwatched, urgent]
        }  # fmt: skip
        return " ".join(said[template])


def _say(name: str, moment: datetime | None, zone: ZoneInfo) -> str:
    clock = _clock(moment.astimezone(zone)) if moment else ""
    return {
        TOMORROW: _("Tomorrow at %(time)s.") % {"time": clock},
        TODAY: _("Today at %(time)s.") % {"time": clock},
        NOTE: _("You have a note."),
        OWN: _("A reminder you set."),
    }[name]


def _clock(local: datetime) -> str:
    half = _("am") if local.hour < NOON else _("pm")
    return f"{local.hour % NOON or NOON}:{local.minute:02} {half}"
