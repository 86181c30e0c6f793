"""Numbers and addresses as they are kept, and the mark by which a text that comes in is found again."""

from __future__ import annotations

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.crypto import salted_hmac

#: Where a number without a country belongs.
COUNTRY = "US"


class NotReachable(ValueError):
    """This is no number or address that anything can be sent to."""


def kept(system: str, value: str) -> str:
    """+15550111 or an address in lower case; raises NotReachable."""
    if system == "email":
        try:
            validate_email(value.strip())
        except ValidationError as wrong:
            raise NotReachable from wrong
        return value.strip().lower()
    try:
        found = phonenumbers.parse(value, COUNTRY)
    except phonenumbers.NumberParseException as wrong:
        raise NotReachable from wrong
    if not phonenumbers.is_possible_number(found):
        raise NotReachable
    return phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164)


def mark_of(value: str) -> str:
    """A keyed hash in which no number can be read; the same for the same number."""
    return salted_hmac("handrail.messaging.number", value, algorithm="sha256").hexdigest()
