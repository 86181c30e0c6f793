"""Maya asks; Noor is on call, then Ravi's other responder; texts and mail go where the tests read them."""

from __future__ import annotations

import json
from datetime import timedelta
from uuid import uuid4

import pytest

from handrail.foundation.people.models import ContactPoint, Person
from handrail.foundation.teams import actions as teams
from handrail.foundation.teams.models import Programme, Role
from handrail.pillars.crisis import actions as crisis

DAY = timedelta(days=1)


@pytest.fixture
def desk(cast, settings, tmp_path):
    """Noor is called first, Idris second; each has a phone. Far works the same role in Theo's programme."""
    settings.SMS_FILE = tmp_path / "texts.jsonl"
    here, there = Programme.objects.order_by("pk")
    for name, programme in {"idris": here, "far": there}.items():
        cast.people[name] = Person.objects.create(preferred_name=name.title(), made_at=cast.now - DAY)
        teams.join(cast.people[name], programme, Role.CRISIS_RESPONDER, act=cast.act(None, cast.now - DAY))
    for number, name in enumerate(("noor", "idris", "ravi", "far")):
        ContactPoint.objects.create(person=cast.people[name], system="phone", value=f"+1555020{number}")
    for place, name in ((1, "noor"), (2, "idris")):
        crisis.add_shift(
            cast.people[name],
            place=place,
            from_at=cast.now - DAY,
            until_at=cast.now + DAY,
            act=cast.act(cast.ravi),
        )
    return cast


@pytest.fixture
def alert(desk):
    """Maya asked for help just now."""
    return crisis.ask_for_help(desk.maya, key=uuid4(), act=desk.act(desk.maya))


@pytest.fixture
def texts(settings):
    """The texts that went out so far: (to, words)."""

    def sent() -> list[tuple[str, str]]:
        if not settings.SMS_FILE.exists():
            return []
        lines = [json.loads(line) for line in settings.SMS_FILE.read_text().splitlines()]
        return [(line["to"], line["words"]) for line in lines]

    return sent
