"""A consent is signed and runs out by the calendar where the organisation is, not by that of Greenwich."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from handrail.foundation.consent import actions as consent
from handrail.foundation.consent.disclosing import scope_of
from handrail.foundation.consent.models import Consent, Recipient
from handrail.foundation.consent.queries import consents_of
from handrail.foundation.consent.recipients import Named
from handrail.foundation.consent.terms import Signature, Terms
from handrail.foundation.teams.models import Organisation
from handrail.foundation.teams.queries import organisation_zone

#: Nine in the evening of the 19th in New York; the 20th in Greenwich, and three in the afternoon of it in Auckland.
EVENING = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
SISTER = Terms(
    Consent.Kind.SUPPORTER, Consent.Purpose.SUPPORT, Consent.Ends.ON_DAY, Named(Recipient.Kind.PERSON, "Rosa P."),
    frozenset({"appointments"}), expires_on=date(2026, 11, 21),
)  # fmt: skip


@pytest.mark.parametrize(
    ("zone", "signed_on", "ends_at"),
    [
        ("America/New_York", "Nov. 19, 2026", datetime(2026, 11, 21, 5, tzinfo=UTC)),
        ("Pacific/Auckland", "Nov. 20, 2026", datetime(2026, 11, 20, 11, tzinfo=UTC)),
    ],
)
def test_mayas_evening_is_the_day_under_her_name_and_its_midnight_ends_what_she_signed(
    cast, zone, signed_on, ends_at
):
    Organisation.objects.update(time_zone=zone)
    act = cast.act(cast.maya, EVENING)
    signed = consent.give_consent(cast.maya, SISTER, signature=Signature("Maya P."), act=act)
    assert signed.text.endswith(f"by Maya P. on {signed_on}.")
    assert f"{scope_of(signed, organisation_zone()).signed_on:%b. %d, %Y}" == signed_on
    minute = timedelta(minutes=1)
    for at, state in ((ends_at - minute, "holds"), (ends_at, "over")):
        assert Consent.objects.at(at).exists() == (state == "holds")
        assert [held.state for held in consents_of(cast.maya, cast.act(cast.maya, at))] == [state]


def test_today_is_no_day_on_which_it_can_end(cast):
    with pytest.raises(consent.ElementsMissing):
        today = replace(SISTER, expires_on=date(2026, 11, 19))
        consent.give_consent(
            cast.maya, today, signature=Signature("Maya P."), act=cast.act(cast.maya, EVENING)
        )
