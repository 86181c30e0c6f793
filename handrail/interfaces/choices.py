"""What a person chose for their pages, carried by two cookies that hold the choice and nothing else."""

from __future__ import annotations

from django.http import HttpResponse

from handrail.foundation.people.models import CarePreferences, Person
from handrail.interfaces.cookies import carry
from handrail.interfaces.language import COOKIE as LANGUAGE
from handrail.interfaces.language import KNOWN

LOOK = "look"
A_YEAR = 365


def carry_language(response: HttpResponse, language: str) -> HttpResponse:
    """Every page from now on in this language; one that we do not speak changes nothing."""
    if language in KNOWN:
        carry(response, LANGUAGE, language, days=A_YEAR)
    return response


def carry_look(response: HttpResponse, look: str) -> HttpResponse:
    """Light or dark, or as the device says."""
    if look in {CarePreferences.Look.LIGHT, CarePreferences.Look.DARK}:
        carry(response, LOOK, look, days=A_YEAR)
    else:
        response.delete_cookie(LOOK)
    return response


def carry_all(response: HttpResponse, person: Person) -> HttpResponse:
    """After sign-in, on whichever device."""
    chosen = CarePreferences.objects.filter(person=person).first()
    carry_look(response, chosen.look if chosen else CarePreferences.Look.DEVICE)
    return carry_language(response, person.language)
