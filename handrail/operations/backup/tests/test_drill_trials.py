"""What a drill takes back is open before and closed after, by the same actions as on any page."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from handrail.foundation.accounts.models import Account
from handrail.foundation.consent import actions as consent
from handrail.foundation.consent.models import Consent
from handrail.foundation.consent.terms import Signature, Terms
from handrail.foundation.ledger import promise_file
from handrail.foundation.teams.models import Membership
from handrail.operations.backup import drill_acts
from tests.cast import Cast

TPO = Terms(Consent.Kind.TPO, Consent.Purpose.TPO, Consent.Ends.NEVER)


@pytest.fixture(autouse=True)
def promises(settings: Any, tmp_path: Path) -> Path:
    settings.PROMISES = tmp_path / "promises.jsonl"
    return settings.PROMISES


def test_each_kind_of_promise_is_made_and_then_holds(live_cast: Cast, promises: Path) -> None:
    Account.objects.filter(person__in=[live_cast.priya, live_cast.sam]).update(password="it-opens")
    Membership.objects.update(from_on=live_cast.today - timedelta(days=9))
    maya = live_cast.maya
    consent.give_consent(maya, TPO, signature=Signature("Maya P."), act=live_cast.act(maya))
    made = drill_acts.make()
    assert None not in made.values()
    assert set(drill_acts._holding(made).values()) == {True}
    kinds = {line["kind"] for line in promise_file.read(promises).lines if line["step"] == "meant"}
    assert len(kinds) == len(made)


def test_what_is_sealed_opens_with_the_keys_and_with_no_others(live_cast: Cast) -> None:
    told = drill_acts._seals()
    assert told["sealed"] == told["open"] > 0
    assert told["tried_without"] > 0 == told["open_without"]
