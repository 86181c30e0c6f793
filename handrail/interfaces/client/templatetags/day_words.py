"""{{ day|weekday_and_day }}: Monday, November 30, in the order of the reader's language."""

from __future__ import annotations

from django import template

from handrail.continuum.journey.wording.scheduling import weekday_and_day

register = template.Library()
register.filter("weekday_and_day", weekday_and_day)
