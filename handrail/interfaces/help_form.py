"""What somebody writes who tells us that another person needs help now. Nothing they type is a reason to refuse it."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.http import HttpRequest

WORDS, CALLBACK = 2000, 64


def key_of(request: HttpRequest) -> UUID:
    """The key of this request; one of our own when what came is none."""
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return uuid4()


def told(request: HttpRequest) -> dict[str, str]:
    """`words` and `callback`, repaired and cut to what can be kept."""
    return {
        name: repaired(request.POST.get(name, ""))[:most]
        for name, most in (("words", WORDS), ("callback", CALLBACK))
    }


def repaired(text: str) -> str:
    """Nobody who asks for help is sent back because of a character."""
    return text.replace("\x00", "\ufffd").encode(errors="replace").decode()
