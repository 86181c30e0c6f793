"""Translations are compiled without any program from outside, just as GNU gettext would."""

from __future__ import annotations

import gettext
import io
import os
from pathlib import Path

import pytest

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


def test_the_catalogs_of_this_project_have_no_faults() -> None:
    assert [fault for path in messages.PACKAGE.rglob("*.po") for fault in catalogs.faults(path)] == []
