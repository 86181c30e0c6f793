"""A copy of everything, and the story in it, can be said in Spanish: nothing of them is left out of the catalog."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from handrail.continuum.copies import codes
from handrail.continuum.copies.shelf import SHELF, Kept
from handrail.continuum.journey import folding, strands
from handrail.continuum.journey.kinds import KINDS, UNKNOWN
from handrail.operations import catalogs, messages

#: Said with the same letters in both languages, or a name.
SAME = {"No", "Video", "Crisis", "English", "Español"}
SPANISH = messages.PACKAGE / "locale" / "es" / "LC_MESSAGES" / "django.po"
PLACEHOLDER = re.compile(r"%\(\w+\)s")
SAYING = {"_", "gettext", "gettext_noop", "ngettext", "pgettext"}


def test_every_choice_that_a_copy_can_show_has_spanish_words():
    assert len(SHELF) > 90
    found = {words for kept in SHELF for name in kept.fields for words in _choices(kept, name)}
    assert len(found) > 400
    assert _left_in_english(found) == set()


def test_every_word_of_the_story_and_of_what_a_code_means_has_spanish_words():
    tellers = {inspect.getsourcefile(kind.tell) for kind in (*KINDS.values(), UNKNOWN)}
    files = {*tellers, *(module.__file__ for module in (folding, strands, codes))}
    found = {words for file in files for words in _said_in(Path(str(file)))}
    assert len(found) > 300
    assert _left_in_english(found) == set()


def _choices(kept: Kept, name: str) -> Iterator[str]:
    """The words of a column’s choices, in English; none where it has none or is no column."""
    model: Any = kept.model
    *keys, last = name.split("__")
    for key in keys:
        model = model._meta.get_field(key).related_model
    if (model, last) in codes.IN_WORDS:
        return
    if last in {field.name for field in model._meta.fields}:
        field = model._meta.get_field(last)
        inner = getattr(field, "base_field", field)
        yield from (str(words) for _value, words in inner.flatchoices or ())


def _said_in(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAYING:
            yield from (one.value for one in node.args if isinstance(one, ast.Constant) and one.value)


def _left_in_english(words: set[str]) -> set[str]:
    """What the catalog does not say, or in the same letters; an order of placeholders says nothing."""
    told = {}
    for message in catalogs.read(SPANISH):
        for keyword in ("msgid", "msgid_plural"):
            told[message.parts.get(keyword)] = message.translations()[-1]
    return {
        one
        for one in words - SAME
        if told.get(one, "") in {"", one} and re.search("[a-z]", PLACEHOLDER.sub("", one))
    }
