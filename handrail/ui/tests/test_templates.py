"""Templates keep the strict policy: nothing inline, every icon there, nothing said about the organization."""

import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory, override_settings

from handrail.ui.icons import draw_icon
from handrail.ui.offline import worker_context
from handrail.ui.views import SHOWN, gallery

PACKAGE = Path(__file__).resolve().parents[2]
PAGES = sorted(path for path in PACKAGE.rglob("templates/**/*.html"))
LAYOUTS = ["person", "team", "plain"]
urlpatterns: list[object] = []


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


#: What the strict policy would not let through, by how it would be written.
NEVER = {
    "a style element": re.compile(r"<style\b"),
    "a style attribute": re.compile(r"<[a-z][^>]*\sstyle\s*="),
    "an event handler": re.compile(r"<[a-z][^>]*\son[a-z]+\s*="),
    "a javascript: address": re.compile(r"(href|src|action)\s*=\s*[\"']?\s*javascript:", re.I),
}


def test_no_template_has_an_inline_script_style_or_handler() -> None:
    for path in PAGES:
        text = path.read_text(encoding="utf-8")
        assert [found for found, written in NEVER.items() if written.search(text)] == [], name_of(path)
        for script in re.findall(r"<script\b[^>]*>", text):
            assert " src=" in script or 'type="application/json"' in script, (name_of(path), script)


def test_icons_that_templates_name_are_there() -> None:
    named: set[tuple[str, str]] = set()
    for path in PAGES:
        text = path.read_text(encoding="utf-8")
        named |= {(n, w or "regular") for n, w in re.findall(r'{%\s*icon "([\w-]+)"(?: "([\w-]+)")?', text)}
        for line in text.splitlines():
            weight = "fill" if "components/act.html" in line else "regular"
            given = re.search(r'icon_weight="(\w+)"', line)
            named |= {(n, given[1] if given else weight) for n in re.findall(r'icon_name="([\w-]+)"', line)}
    assert len(named) > 20
    for icon, weight in sorted(named):
        draw_icon(icon, weight)


def test_a_component_says_at_the_top_what_it_takes() -> None:
    for path in sorted((PACKAGE / "ui/templates/ui/components").glob("*.html")):
        said = path.read_text(encoding="utf-8").startswith("{% comment %}")
        assert said or path.name == "gallery.html", name_of(path)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("shown", SHOWN)
def test_every_gallery_page_renders_in_both_themes(shown: str, theme: str) -> None:
    answer = gallery(RequestFactory().get("/ui/", {"show": shown, "theme": theme}))
    assert answer.status_code == 200
    assert f'data-theme="{theme}"' in answer.content.decode()


@pytest.mark.parametrize("shown", ["home", "checkin", "help", "person", "signin"])
def test_the_organization_is_never_named_in_the_persons_app(shown: str) -> None:
    answer = gallery(RequestFactory().get("/ui/", {"show": shown}))
    assert "Riverbend" not in answer.content.decode()


@pytest.mark.parametrize("layout", LAYOUTS)
@override_settings(ROOT_URLCONF=__name__)
def test_a_layout_renders_before_its_places_exist(layout: str) -> None:
    page = render_to_string(
        f"ui/layouts/{layout}.html", {"worker": {"name": "Priya N.", "role": "Counselor"}}
    )
    assert '<main id="main"' in page
    assert 'href=""' not in page
    assert "bar-help" not in page


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_takes_only_the_two_themes(layout: str) -> None:
    page = render_to_string(f"ui/layouts/{layout}.html", {"theme": '"><b>'})
    assert "data-theme" not in page


def test_leave_is_the_first_script_and_blocks() -> None:
    for layout in ("person", "plain"):
        page = render_to_string(f"ui/layouts/{layout}.html")
        scripts = re.findall(r"<script[^>]*>", page)
        assert "leave" in scripts[0]
        assert "module" not in scripts[0] and "defer" not in scripts[0] and "async" not in scripts[0]


def test_titles_of_the_persons_app_say_nothing_about_care() -> None:
    assert "<title>Today</title>" in render_to_string("ui/layouts/person.html")
    assert "<title>Notes</title>" in render_to_string("ui/neutral.html")


def test_the_service_worker_names_its_files_safely() -> None:
    text = render_to_string(
        "ui/sw.js",
        {"files": ["/static/a.css", "</script>"], "pages": ["/help/"], "lost": {}, "version": 'v"1'},
    )
    assert 'const FILES = ["/static/a.css", "\\u003c/script\\u003e"];' in text
    assert 'const OWN = "own-" + "v\\"1";' in text


def test_the_phone_keeps_every_script_that_the_persons_app_loads() -> None:
    kept = worker_context(["/help/", "/me/"])
    page = render_to_string("ui/layouts/person.html", {"outbox_owner": "maya"})
    assert set(re.findall(r'<script src="([^"]+)"', page)) <= set(kept["files"])
    assert kept["pages"] == ["/help/", "/me/"]
    assert kept["version"] != worker_context(["/help/"])["version"]
