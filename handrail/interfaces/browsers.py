"""What a browser says it is, in words by which somebody knows their own."""

from __future__ import annotations

from django.http import HttpRequest

#: The first that stands in a User-Agent names the browser: the others pretend to be what comes after them.
BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"),
            ("Chrome", "Chrome"), ("Safari", "Safari"))  # fmt: skip
SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
           ("Mac OS", "Mac"), ("CrOS", "Chromebook"), ("Linux", "Linux"))  # fmt: skip


def device_in_words(request: HttpRequest) -> str:
    """ "Firefox, Android": enough to know one's own by; "" when it says nothing we know."""
    says = request.headers.get("User-Agent", "")
    found = [next((name for mark, name in known if mark in says), "") for known in (BROWSERS, SYSTEMS)]
    return ", ".join(name for name in found if name)
