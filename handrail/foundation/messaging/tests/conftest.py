"""Maya's number, shown to be hers; texts go to a file and mail to a mailbox that the tests read."""

from __future__ import annotations

import json
import re

import pytest
from django.core import mail

from handrail.foundation.ledger.delivering import deliver_due
from handrail.foundation.messaging import actions as messaging

NUMBER = "+15555550111"


@pytest.fixture
def texts(settings, tmp_path):
    """The texts that went out so far: (to, words)."""
    settings.SMS_FILE = tmp_path / "texts.jsonl"

    def sent() -> list[tuple[str, str]]:
        if not settings.SMS_FILE.exists():
            return []
        lines = [json.loads(line) for line in settings.SMS_FILE.read_text().splitlines()]
        return [(line["to"], line["words"]) for line in lines]

    return sent


@pytest.fixture
def permit(cast, texts):
    """Somebody gives a number or address and types the code that came there."""

    def given(person, system="sms", value=NUMBER, at=None):
        act = cast.act(person, at=at)
        asked = messaging.ask_permission(person, system, value, act=act)
        deliver_due(act.at)
        words = texts()[-1][1] if system == "sms" else mail.outbox[-1].body
        code = re.search(r"\d{6}", words)[0]
        return messaging.give_permission(asked, code, act=act)

    return given
