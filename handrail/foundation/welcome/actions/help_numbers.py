"""The numbers that people call for help: called by somebody here, and again before a day comes."""

from __future__ import annotations

import re
from datetime import timedelta

from django.db import transaction

from handrail.foundation.consent.evaluator import require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.teams.models import HelpLine
from handrail.foundation.teams.queries import organisation_day
from handrail.foundation.welcome import policy
from handrail.foundation.welcome.events import HelpNumberChecked

#: Our own: how long a number that somebody called counts as checked.
CHECKED_FOR = timedelta(days=90)
#: Short ones like 988 too.
_DIALED = re.compile(r"\+?[0-9][0-9 ().-]{1,30}")


class NoNumber(ValueError):
    """This cannot be dialed."""


@transaction.atomic
def check_help_number(purpose: HelpLine.Purpose, number: str, *, act: Act) -> HelpLine:
    """Somebody called it today and it is right. Raises Refused, NoNumber."""
    require(policy.keeps_help_numbers(act))
    if not _DIALED.fullmatch(number):
        raise NoNumber("This does not look like a number that can be dialed. Nothing was changed.")
    today = organisation_day(act.at)
    checked = {"number": number, "checked_on": today, "check_again_on": today + CHECKED_FOR}
    line, _new = HelpLine.objects.select_for_update().update_or_create(purpose=purpose, defaults=checked)
    announce(HelpNumberChecked(line.pk, None, purpose=purpose), act=act)
    return line
