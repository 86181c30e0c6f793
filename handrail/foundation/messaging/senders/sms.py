"""Texts: by a provider that speaks the Twilio messages interface, or, without one, to a file beside the data."""

from __future__ import annotations

import base64
import json
import os
import urllib.error
import urllib.parse
import urllib.request

from django.conf import settings

#: How long a carrier may take, in seconds: others wait behind it.
PATIENCE = 5.0


def hand(address: str, words: str, key: str) -> str:
    """`accepted` when the carrier took it, `refused` when it said no, `unknown` when it did not say."""
    if settings.SMS_URL:
        return _to_provider(address, words)
    return _to_file(address, words, key)


def _to_provider(address: str, words: str) -> str:
    form = urllib.parse.urlencode({"To": address, "From": settings.SMS_FROM, "Body": words}).encode()
    who = base64.b64encode(f"{settings.SMS_ACCOUNT}:{settings.SMS_SECRET}".encode()).decode()
    url = f"{settings.SMS_URL}/2010-04-01/Accounts/{settings.SMS_ACCOUNT}/Messages.json"
    request = urllib.request.Request(url, data=form, headers={"Authorization": f"Basic {who}"})  # noqa: S310 - https, from the settings
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
            return "accepted" if answer.status in {200, 201} else "unknown"
    except urllib.error.HTTPError as refused:
        # A server that breaks may have sent it all the same.
        return "refused" if refused.code < 500 and refused.code != 429 else "unknown"
    except OSError:
        return "unknown"


def _to_file(address: str, words: str, key: str) -> str:
    settings.SMS_FILE.parent.mkdir(parents=True, exist_ok=True)
    line = json.dumps({"to": address, "words": words, "key": key}) + "\n"
    with settings.SMS_FILE.open("a") as file:
        file.write(line)
        file.flush()
        os.fsync(file.fileno())
    return "accepted"
