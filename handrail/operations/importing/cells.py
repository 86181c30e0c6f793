"""One cell at a time: what it means, or why it cannot be taken."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any
from zoneinfo import available_timezones

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from handrail.operations.importing.mapping import ISO, FileMapping
from handrail.operations.importing.report import Unfit, shown

Reader = Callable[[str, FileMapping], Any]

FORMULA = tuple("=+-@＝＋－＠")
NUMBER = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,9})?")
ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
PHONE = re.compile(r"\+?[0-9 ().\-/]+")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
DIGITS_OF_A_PHONE = range(5, 16)


@dataclass(frozen=True, slots=True)
class Field:
    """One of our fields: how it is read, and whether a row may go without."""

    name: str
    read: Reader
    required: bool = False


def cleaned(raw: str, *, lines: bool = False) -> str:
    """The cell without blanks round it, in one form of Unicode. Raises Unfit for what no text field may hold."""
    text = unicodedata.normalize("NFC", raw.strip())
    if text.isprintable():
        return text
    allowed = "\n\r\t" if lines else ""
    for sign in text:
        kind = unicodedata.category(sign)
        if sign == "\0":
            raise Unfit(
                "It holds a NUL sign.", "Take it out, or say the file's encoding in the mapping file."
            )
        if kind == "Cs":
            raise Unfit("It holds half a character (a lone surrogate).", "Write this cell again.")
        if kind == "Cc" and sign not in allowed:
            raise Unfit(
                f"It holds a control character (0x{ord(sign):02x}).", "Write this cell again on one line."
            )
    return text


def no_formula(text: str) -> None:
    """Raises Unfit for a cell that a spreadsheet would run."""
    if text.startswith(FORMULA):
        raise Unfit(
            f"It begins with {text[0]} like a spreadsheet formula.",
            "Write its value instead, or put a word in front.",
        )


def text_up_to(limit: int) -> Reader:
    def read(text: str, mapping: FileMapping) -> str:
        no_formula(text)
        if len(text) > limit:
            raise Unfit(f"It is {len(text)} characters long.", f"At most {limit} fit: shorten it.")
        return text

    return read


def day(text: str, mapping: FileMapping) -> date:
    no_formula(text)
    found = _day(text, mapping.date_format)
    if found is None:
        example = date(2026, 2, 28).strftime(mapping.date_format)
        raise Unfit(
            f"{shown(text)} is not a date of the form {shown(example)}.",
            'Write it so, or say the form in the mapping file, for example date_format: "%m/%d/%Y".',
        )
    return found


@lru_cache(maxsize=4096)
def _day(text: str, form: str) -> date | None:
    if form == ISO and not ISO_DAY.fullmatch(text):
        return None
    try:
        return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None


def number_between(low: int, high: int, places: int) -> Reader:
    """Reads an int, or a Decimal with up to `places` decimals; both ends belong to the range."""

    def read(text: str, mapping: FileMapping) -> int | Decimal:
        if not NUMBER.fullmatch(text):
            no_formula(text)
            raise Unfit(
                f"{shown(text)} is not a number.", f"Write a number from {low} to {high}, or leave it empty."
            )
        value = Decimal(text)
        if not low <= value <= high:
            raise Unfit(
                f"{shown(text)} is out of range.", f"Write a number from {low} to {high}, or leave it empty."
            )
        if value != round(value, places):
            most = f"at most {places} decimal" if places else "a whole number"
            raise Unfit(f"{shown(text)} is too fine.", f"Write {most}.")
        return round(value, places) if places else int(value)

    return read


def one_of(codes: Collection[str]) -> Reader:
    def read(text: str, mapping: FileMapping) -> str:
        no_formula(text)
        if text.lower() not in codes:
            raise Unfit(
                f"{shown(text)} is not one of {', '.join(codes)}.",
                "Write one of these, or say under values: in the mapping file what yours mean.",
            )
        return text.lower()

    return read


def time_zone(text: str, mapping: FileMapping) -> str:
    no_formula(text)
    if text not in _zones():
        raise Unfit(f"{shown(text)} is no time zone.", "Write one like America/New_York.")
    return text


@cache
def _zones() -> set[str]:
    return available_timezones() - {"localtime", "Factory"}


def language(text: str, mapping: FileMapping) -> str:
    """A language code; a regional one becomes the one our pages speak (es-MX -> es)."""
    no_formula(text)
    code = text.lower().replace("_", "-")
    base, ours = code.partition("-")[0], {known for known, _name in settings.LANGUAGES}
    if not LANGUAGE.fullmatch(code) or (code not in LANG_INFO and base not in LANG_INFO):
        raise Unfit(
            f"{shown(text)} is no language code that is known here.", "Write a code such as en or es."
        )
    chosen = base if code not in ours and (base in ours or code not in LANG_INFO) else code
    return chosen[:12]


def phone(text: str, mapping: FileMapping) -> str:
    """A phone number as written; it may begin with +, as nothing else may."""
    if not PHONE.fullmatch(text):
        no_formula(text)
    digits = sum(sign.isdigit() for sign in text)
    if not PHONE.fullmatch(text) or text.startswith("-") or digits not in DIGITS_OF_A_PHONE or len(text) > 32:
        raise Unfit(
            "It is not a phone number.", "Write digits, blanks and ( ) - . only, with + in front if you like."
        )
    return text


def email(text: str, mapping: FileMapping) -> str:
    no_formula(text)
    try:
        validate_email(text)
    except ValidationError:
        raise Unfit(
            "It is not an e-mail address.", "Write one like name@example.org, or leave it empty."
        ) from None
    if len(text) > 254:
        raise Unfit("It is longer than an e-mail address can be.", "Shorten it.")
    return text
