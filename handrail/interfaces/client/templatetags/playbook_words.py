"""{{ step.title|said_by_us }}: a text of a playbook in the reader's language."""

from __future__ import annotations

from django import template

from handrail.continuum.journey.wording.proposed import said_by_us

register = template.Library()
register.filter("said_by_us", said_by_us)
