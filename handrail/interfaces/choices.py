"""What a person chose for their pages, carried by two cookies that hold the choice and nothing else."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse

from handrail.foundation.people.models import CarePreferences, Person
from handrail.interfaces.language import COOKIE as LANGUAGE
from handrail.interfaces.language import KNOWN

LOOK = "look"
A_YEAR = 365 * 24 * 3600


def carry_language(response: HttpResponse, language: str) -> HttpResponse:
    """Every page from now on in this language; one that we do not speak changes nothing."""
    if language in KNOWN:
        _carry(response, LANGUAGE, language)
    return response


def carry_look(response: HttpResponse, look: str) -> HttpResponse:
    """Light or dark, or as the device says."""
    if look in {CarePreferences.Look.LIGHT, CarePreferences.Look.DARK}:
        _carry(response, LOOK, look)
    else:
        response.delete_cookie(LOOK)
    return response


def carry_all(response: HttpResponse, person: Person) -> HttpResponse:
    """After sign-in, on whichever device."""
    chosen = CarePreferences.objects.filter(person=person).first()
    carry_look(response, chosen.look if chosen else CarePreferences.Look.DEVICE)
    return carry_language(response, person.language)


def _carry(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(
        name, value, max_age=A_YEAR, secure=settings.HTTPS, httponly=True, samesite="Lax"
    )  # fmt: skip
