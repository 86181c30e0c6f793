"""Template tags: what comes in is escaped, and what is not there is said aloud."""

import json

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string

from handrail.ui.drawing.marks import STRANDS
from handrail.ui.drawing.water import draw_water
from handrail.ui.icons import NoSuchIcon, draw_icon

EVIL = '"><script>alert(1)</script>'


def render(text: str, **context: object) -> str:
    return Template("{% load ui %}" + text).render(Context(context))


def test_an_icon_is_decoration_beside_words() -> None:
    drawn = render('{% icon "lifebuoy" "bold" %}')
    assert drawn.startswith('<svg class="i" viewBox="0 0 256 256" aria-hidden="true" focusable="false"><path')


@pytest.mark.parametrize("name", ["no-such", "../../apps", "lifebuoy.svg", "", "LIFEBUOY", EVIL])
def test_an_icon_that_is_not_there_is_an_error_not_a_hole(name: str) -> None:
    with pytest.raises(NoSuchIcon):
        draw_icon(name)


def test_class_names_given_to_an_icon_are_escaped() -> None:
    assert "<script" not in render('{% icon "lifebuoy" "regular" extra %}', extra=EVIL)


def test_water_has_five_levels_without_ids() -> None:
    for level in range(1, 6):
        assert f"water-l{level}" in draw_water(level)
        assert " id=" not in draw_water(level)
    with pytest.raises(KeyError):
        draw_water(6)


def test_every_strand_has_a_mark() -> None:
    assert set(STRANDS) == {"counsel", "peer", "case", "crisis", "self", "other"}
    for strand in STRANDS:
        assert f'class="marker m-{strand}"' in render("{% marker strand %}", strand=strand)


def test_a_spark_tag_takes_its_scale_as_arguments() -> None:
    assert "polyline" in render('{% spark values 0 10 "Urges" %}', values=[1, 2, 3])


def test_json_in_a_script_cannot_close_the_script() -> None:
    text = render("{{ value|as_json }}", value=["/help/", "</script><script>", "a&b\u2028"])
    assert "<" not in text
    assert json.loads(text) == ["/help/", "</script><script>", "a&b\u2028"]


@pytest.mark.parametrize("name", ["Maya <b>", 'Maya "P"', "Maya & Rosa", "O'Neil", "مايا", "\u202emaya"])
def test_a_name_is_shown_as_it_is_written(name: str) -> None:
    row = {"key": name, "name": name, "href": "/p/1", "why": name, "detail": name, "due": name, "owner": name}
    page = render_to_string("ui/components/boardrow.html", {"row": {**row, "facts": [name]}})
    assert "<b>Maya <b>" not in page
    assert (
        name.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace('"', "&quot;")
        .replace("'", "&#x27;")
        in page
    )


def test_words_of_the_person_are_escaped_in_the_voice_face() -> None:
    page = render_to_string("ui/components/voice.html", {"words": EVIL})
    assert '<blockquote class="voice">&quot;&gt;&lt;script' in page
