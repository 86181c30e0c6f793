"""A file of meetings as it came, of whichever of the two kinds it is."""

from __future__ import annotations

from datetime import date

from handrail.pillars.peer_support.meeting_calendar import is_calendar, read_calendar
from handrail.pillars.peer_support.meeting_guide import MeetingsRefused, Row, Trouble, read_meetings


def rows_in(data: bytes, *, time_zone: str, today: date) -> list[Row]:
    """Every meeting of a Meeting Guide file or of a calendar. Raises MeetingsRefused."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise MeetingsRefused([Trouble(0, "This is no text in UTF-8.")]) from wrong
    if is_calendar(text):
        return read_calendar(text, time_zone=time_zone, today=today)
    return read_meetings(text, time_zone=time_zone)
