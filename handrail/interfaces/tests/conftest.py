"""What several tests of signing in need."""

from __future__ import annotations

import pytest
from django.utils import timezone

from handrail.foundation.accounts import actions as accounts
from handrail.foundation.ledger.act import Act
from tests.mail import Mailbox


@pytest.fixture
def mail(settings):
    """A mail server of our own, to which the installation sends."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    box = Mailbox()
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", box.port
    yield box
    box.shutdown()
    box.server_close()


@pytest.fixture
def guessed():
    """Somebody guessed nine times at an address from this machine: the tenth is heard, the one after it is not."""

    def guessed(address):
        act = Act(actor=None, at=timezone.now(), via="test")
        for _n in range(9):
            accounts.take_try(accounts.buckets_of(address, "127.0.0.1", ""), act=act)

    return guessed
