"""Translations are compiled without any program from outside, just as GNU gettext would."""

from __future__ import annotations

import gettext
import io
import os
import re
from pathlib import Path

import pytest
from django import forms
from django.core import validators
from django.utils import translation

from handrail.operations import catalogs, messages

CATALOG = r"""
# A translator's word.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

msgid "How are you today?"
msgstr "¿Cómo está hoy?"

msgctxt "button"
msgid "Save"
msgstr "Guardar"

msgid "One \"step\"\n"
"for %(name)s"
msgstr "Un «paso»\n"
"para %(name)s"

msgid "%(count)s day"
msgid_plural "%(count)s days"
msgstr[0] "%(count)s día"
msgstr[1] "%(count)s días"

#, fuzzy
msgid "Guessed"
msgstr "Adivinado"

msgid "Not yet"
msgstr ""

#~ msgid "Gone"
#~ msgstr "Ido"
"""


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    path = tmp_path / "locale" / "es" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(CATALOG, "utf-8")
    return path


def test_every_kind_of_message_is_found_by_gettext(catalog: Path) -> None:
    spanish = gettext.GNUTranslations(io.BytesIO(catalogs.binary(catalogs.read(catalog))))
    assert spanish.gettext("How are you today?") == "¿Cómo está hoy?"
    assert spanish.pgettext("button", "Save") == "Guardar"
    assert spanish.gettext('One "step"\nfor %(name)s') == "Un «paso»\npara %(name)s"
    assert spanish.ngettext("%(count)s day", "%(count)s days", 1) == "%(count)s día"
    assert spanish.ngettext("%(count)s day", "%(count)s days", 3) == "%(count)s días"


def test_a_guess_a_blank_and_a_retired_message_stay_in_english(catalog: Path) -> None:
    spanish = gettext.GNUTranslations(io.BytesIO(catalogs.binary(catalogs.read(catalog))))
    assert [spanish.gettext(text) for text in ("Guessed", "Not yet", "Gone")] == [
        "Guessed",
        "Not yet",
        "Gone",
    ]


def test_a_lost_placeholder_and_a_guess_are_faults_with_their_line(catalog: Path) -> None:
    catalog.write_text(CATALOG.replace("para %(name)s", "para %(nombre)s"), "utf-8")
    placeholders, guess = sorted(catalogs.faults(catalog), key=lambda fault: int(fault.split(":")[1]))
    assert "%(name)s, %(nombre)s" in placeholders
    assert "fuzzy" in guess


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("Go to <b>help</b>", "Ve a la ayuda"),
        ("Question %%at of %%of", "Pregunta %%de de %%of"),
        ("%(limit)d left", "quedan %(limit)s"),
        ("Call {number}", "Llama"),
        ("Call", "Llama a %(name)s"),
    ],
)
def test_a_translation_hands_on_each_placeholder_and_tag(
    tmp_path: Path, source: str, translation: str
) -> None:
    path = tmp_path / "django.po"
    path.write_text(f'msgid ""\nmsgstr ""\n\nmsgid "{source}"\nmsgstr "{source}"\n', "utf-8")
    assert catalogs.faults(path) == []
    path.write_text(f'msgid ""\nmsgstr ""\n\nmsgid "{source}"\nmsgstr "{translation}"\n', "utf-8")
    assert [fault.split(": ")[1] for fault in catalogs.faults(path)] == ["placeholders or tags differ"]


def test_a_broken_catalog_names_file_and_line(catalog: Path) -> None:
    catalog.write_text(CATALOG + '\nmsgid "never closed\nmsgstr "x"\n', "utf-8")
    with pytest.raises(catalogs.CatalogError, match=r"django\.po:\d+"):
        catalogs.read(catalog)


def test_only_what_changed_is_compiled(catalog: Path, tmp_path: Path) -> None:
    assert messages.compile_stale(tmp_path) == [catalog.with_suffix(".mo")]
    assert messages.compile_stale(tmp_path) == []
    later = catalog.with_suffix(".mo").stat().st_mtime + 5
    os.utime(catalog, (later, later))
    assert messages.compile_stale(tmp_path) == [catalog.with_suffix(".mo")]


def test_every_text_of_the_persons_pages_is_translated_and_nothing_else_is_kept() -> None:
    assert messages.faults() == []


def test_spanish_is_spoken_to_a_person_as_a_person() -> None:
    kept = catalogs.read(messages.PACKAGE / "locale" / "es" / "LC_MESSAGES" / "django.po")
    said = [words for message in kept if message.parts["msgid"] for words in message.translations()]
    wrong = r"[!¡]|\b(ustedes?|pacientes?|usuari[oa]s?|client[ea]s?|adict[oa]s?|recaídas?|limpi[oa]s?|suci[oa]s?)\b"
    assert [words for words in said if re.search(wrong, words, re.IGNORECASE)] == []


def test_what_a_field_says_is_said_to_a_person_as_a_person() -> None:
    kinds = (forms.CharField, forms.ChoiceField, forms.DateField, forms.DateTimeField, forms.EmailField, forms.IntegerField,
             forms.ModelChoiceField, forms.MultipleChoiceField, forms.TimeField, forms.UUIDField)  # fmt: skip
    checks = (validators.MaxLengthValidator, validators.MinLengthValidator, validators.MaxValueValidator)
    formal = re.compile(r"\b(introduzca|asegúrese|escoja|seleccione|su|usted)\b", re.IGNORECASE)
    with translation.override("es"):
        said = [str(words) for kind in kinds for words in kind.default_error_messages.values()]
        said += [str(check(8).message % {"limit_value": 8, "show_value": 9}) for check in checks]
    assert len(said) > 10 and [words for words in said if formal.search(words)] == []
