"""What several tests of signing in need."""

from __future__ import annotations

import pytest

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
