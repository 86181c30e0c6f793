"""What Maya's people send, Theo and Omar send with their own sessions: it reaches nothing of hers."""

from __future__ import annotations

import pytest
from django.db import transaction

from handrail.foundation.ledger.models import Entry, Viewing
from tests.trust.forms import WITHOUT_TOKEN, browser, send, token_of


@pytest.mark.parametrize("who", ["theo", "omar"])
def test_every_form_of_mayas_people_sent_by(world, forms, who):
    client, maya = browser(world, who), world.cast.maya
    token = token_of(client)
    before = Entry.objects.filter(person=maya).count(), Viewing.objects.filter(person=maya).count()
    for form in forms:
        with transaction.atomic():
            answer = send(client, form, token)
            assert answer.status_code < 500, form.name
            assert "Maya" not in answer.content.decode(errors="replace"), form.name
            after = Entry.objects.filter(person=maya).count(), Viewing.objects.filter(person=maya).count()
            assert after == before, form.name
            transaction.set_rollback(True)


def test_mayas_token_is_worth_nothing_in_theos_session(world, forms):
    mayas, theo = token_of(browser(world, "maya")), browser(world, "theo")
    token_of(theo)
    sent = [form for form in forms if form.name not in WITHOUT_TOKEN]
    assert {send(theo, form, mayas).status_code for form in sent} == {403}
