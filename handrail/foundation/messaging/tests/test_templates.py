"""What stands on a lock screen: one segment of a text, and no word that says what it is about."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings

from handrail.foundation.messaging.deciding import Kind
from handrail.foundation.messaging.templates import answer_text, code_text, line_of, text_of

NEW_YORK = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 19, 9, 5, tzinfo=NEW_YORK)
#: GSM 03.38, the characters that a text of one segment has room for 160 of.
GSM = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
TELLING = re.compile(
    r"recover|sober|drug|alcohol|clinic|counsel|therap|treat|crisis|check.?in|survey|question|medic|naloxone|appoint|meeting|group|health"
    r"|riverbend|handrail|recupera|cl[ií]nica|terapia|tratamiento|droga|salud|cita|consejer|grupo|pregunta|medicina",
    re.IGNORECASE,
)  # fmt: skip


@pytest.mark.parametrize(("language", "channel"), list(product(dict(settings.LANGUAGES), ("sms", "email"))))
def test_every_text_says_nothing_and_fits(language, channel):
    moments = [NOW + timedelta(hours=2), NOW + timedelta(days=1, hours=4), NOW + timedelta(days=9)]
    lines = [line_of(kind, moment, NOW, NEW_YORK) for kind in Kind for moment in [*moments, None]]
    for said in [text_of([line], NEW_YORK, language, channel) for line in lines] + [
        text_of(lines, NEW_YORK, language, channel), code_text("012345", language, channel),
    ]:  # fmt: skip
        assert not TELLING.search(said), said
        assert channel == "email" or set(said) <= GSM, set(said) - GSM
        assert len(said) <= 160, said


def test_several_are_one_message_in_which_nothing_is_said_twice():
    lines = [line_of(Kind.SCALE, None, NOW, NEW_YORK), line_of(Kind.CHECK_IN, None, NOW, NEW_YORK)]
    tomorrow = line_of(Kind.APPOINTMENT, NOW + timedelta(days=1), NOW, NEW_YORK)
    assert text_of([*lines, tomorrow], NEW_YORK, "en", "sms") == "Tomorrow at 9:05 am. You have a note."


@pytest.mark.parametrize("language", dict(settings.LANGUAGES))
@pytest.mark.parametrize("template", ["stopped", "stopped_help", "help", "unwatched"])
def test_an_answer_to_a_text_fits_and_is_in_their_language(language, template):
    said = answer_text(template, language, "988", "911")
    assert set(said) <= GSM and len(said) <= 160, (len(said), set(said) - GSM)
    assert (said == answer_text(template, "en", "988", "911")) == (language == "en")
    assert ("988" in said and "911" in said) or template == "stopped"


def test_a_note_is_in_their_language():
    tomorrow = line_of(Kind.APPOINTMENT, NOW + timedelta(days=1), NOW, NEW_YORK)
    said = text_of([tomorrow, line_of(Kind.SCALE, None, NOW, NEW_YORK)], NEW_YORK, "es", "sms")
    assert said == "Mañana a las 9:05 a. m. Tienes una nota."
