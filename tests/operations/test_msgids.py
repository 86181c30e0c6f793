"""What a person may read is found in the sources, and a catalog that has fallen behind says where."""

from __future__ import annotations

from pathlib import Path

import pytest

from handrail.operations import catalogs, messages, msgids
from handrail.operations.msgids import Text

VIEW = """
words = _("Saved.")
many = ngettext("%(n)s step", "%(n)s steps", count)
safe = pgettext_lazy("feeling safe", "Not sure")
other = _(title)
"""
PAGE = """{% extends "ui/layouts/small.html" %}
{% translate "It’s 5 % of it" as share %}{% translate 'Weather' %}
{% blocktranslate asvar word with number=n %}Step {{ number }}{% endblocktranslate %}
{% blocktranslate count count=n %}{{ count }} day{% plural %}{{ count }} days{% endblocktranslate %}
"""
CATALOG = """msgid ""
msgstr "Language: es\\n"

msgid "Saved."
msgstr "Guardado."

msgid "Weather"
msgstr ""

msgid "Gone"
msgstr "Ya no"
"""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    files = {
        "interfaces/client/frame.py": VIEW,
        "interfaces/client/tests/test_it.py": '_("Only a test")',
        "interfaces/staff/board.py": '_("For the team")',
        "interfaces/client/templates/client/page.html": PAGE,
        "ui/templates/ui/layouts/small.html": '{% translate "Leave" %}',
        "ui/templates/ui/layouts/team.html": '{% translate "On call" %}',
        "locale/es/LC_MESSAGES/django.po": CATALOG,
    }
    for name, content in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    return tmp_path


def test_texts_are_found_in_python_and_in_all_that_a_page_is_made_of(package: Path) -> None:
    found = msgids.texts(package)
    expected = {
        Text("Saved."),
        Text("%(n)s step", plural="%(n)s steps"),
        Text("Not sure", context="feeling safe"),
        Text("It’s 5 %% of it"),
        Text("Weather"),
        Text("Step %(number)s"),
        Text("%(count)s day", plural="%(count)s days"),
        Text("Leave"),
    }
    assert expected <= set(found)
    assert found[Text("Leave")] == ["ui/templates/ui/layouts/small.html"]


@pytest.mark.parametrize("words", ["Only a test", "For the team", "On call"])
def test_what_no_person_reads_is_left_to_others(package: Path, words: str) -> None:
    assert Text(words) not in msgids.texts(package)


def test_our_own_questions_and_the_steps_of_playbooks_are_among_them() -> None:
    found = msgids.texts()
    for words in ("How are you right now?", "strongest I can imagine", "What helped once may help again."):
        assert Text(words) in found


def test_the_words_of_a_published_scale_are_never_ours_to_translate() -> None:
    assert not any("Little interest or pleasure" in text.msgid for text in msgids.texts())


def test_a_catalog_that_has_fallen_behind_says_what_is_missing_and_what_is_gone(package: Path) -> None:
    found = "\n".join(messages.faults(package))
    assert "not translated: 'Leave' of ui/templates/ui/layouts/small.html." in found
    assert "not translated: 'Weather'" in found
    assert "no page says 'Gone' any more" in found
    assert "'Saved.'" not in found


def test_a_renewed_catalog_keeps_what_was_translated(package: Path) -> None:
    messages.renew(package)
    path = package / "locale/es/LC_MESSAGES/django.po"
    kept = {message.key(): message for message in catalogs.read(path)}
    assert kept[""].translations() == ["Language: es\n"]
    assert kept["Saved."].translations() == ["Guardado."]
    assert kept["feeling safe\x04Not sure"].translations() == [""]
    assert kept["%(count)s day\x00%(count)s days"].translations() == ["", ""]
    assert "Gone" not in kept
    before = path.read_text("utf-8")
    messages.renew(package)
    assert path.read_text("utf-8") == before
