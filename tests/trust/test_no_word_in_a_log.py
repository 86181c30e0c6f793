"""Words typed into every form stand in no log line and in no entry of the ledger."""

from __future__ import annotations

import logging

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from handrail.foundation.ledger.models import Entry
from tests.trust.forms import browser, send, token_of
from tests.trust.routes import ROUTES

CANARY = "Quellwasser-7731"


def test_the_canary_is_never_written_down(world, forms, capfd, caplog):
    caplog.set_level(logging.DEBUG)
    assert CANARY not in DjangoJSONEncoder().encode(list(Entry.objects.values()))
    last = Entry.objects.latest("pk").pk
    for who in {form.who for form in forms} | {"theo"}:
        client = browser(world, who)
        token = token_of(client)
        for form in (form for form in forms if who in (form.who, "theo")):
            with transaction.atomic():
                send(client, form, token, [(name, _canary(form.sent[name])) for name in form.fields])
                send(client, form, "no token", [(name, CANARY) for name in form.fields])
                # In the ledger nothing is ever changed: what was there before was looked through above.
                written = list(Entry.objects.filter(pk__gt=last).values())
                assert CANARY not in DjangoJSONEncoder().encode(written), form.name
                transaction.set_rollback(True)
        for route in ROUTES:
            client.get(route.at(world.named(route)), {"q": CANARY, CANARY: CANARY})
    out, err = capfd.readouterr()
    assert [line for line in (out + err + caplog.text).splitlines() if CANARY in line] == []


def _canary(usual: str) -> str:
    return CANARY if usual in {"Words.", "on"} else usual
