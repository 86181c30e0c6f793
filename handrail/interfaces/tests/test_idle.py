"""What a page asks by itself never keeps a session open, whatever it adds to what it asks."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from handrail.foundation.accounts.models import Session

#: What other systems took as a reason not to count (CVE-2026-25476), and what a script of ours sends.
ADDED = ["?skip_timeout_reset=1", "?poll=0", "?activity=1", "?keepalive=1", "?_=1", "?user=1"]
BY_ITSELF = {"Sec-Fetch-Mode": "cors", "HX-Request": "true"}


@pytest.fixture
def priya(live_cast):
    return live_cast.browser(live_cast.priya)


def seen_earlier():
    """As if the last thing had been done a while ago."""
    Session.objects.update(seen_at=timezone.now() - timedelta(minutes=10))
    return Session.objects.get().seen_at


@pytest.mark.parametrize("added", ["", *ADDED])
def test_no_parameter_and_no_header_keeps_a_session_open(priya, added):
    before = seen_earlier()
    for more in (BY_ITSELF, BY_ITSELF | {"If-None-Match": '"x"'}, {"If-None-Match": '"x"'}):
        assert priya.get(reverse("staff:today") + added, headers=more).status_code in {200, 304}
        assert Session.objects.get().seen_at == before
    Session.objects.update(seen_at=timezone.now() - timedelta(minutes=16))
    assert priya.get(reverse("staff:today") + added, headers=BY_ITSELF).status_code == 302


def test_what_somebody_does_themself_keeps_it_open(priya):
    before = seen_earlier()
    assert priya.get(reverse("staff:people")).status_code == 200
    assert Session.objects.get().seen_at > before
