"""One stylesheet a surface, and of single pages, small enough for a slow phone."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import RequestFactory

from handrail.ui.bundles import STYLES, SURFACES, bundle, write_bundle
from handrail.ui.finders import BundleFinder
from handrail.ui.views import gallery

STATIC = STYLES.parent
PERSON_BUDGET, TEAM_BUDGET = 60_000, 120_000
OF_THE_PERSON = {name for surface in ("person", "timed", "path", "keyed") for name in SURFACES[surface]}
LATIN_FONT = "fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2"


def test_every_style_file_is_on_a_surface() -> None:
    listed = {name for names in SURFACES.values() for name in names}
    assert listed == {path.relative_to(STYLES).as_posix() for path in STYLES.rglob("*.css")}


def test_the_order_of_layers_comes_first() -> None:
    for surface in SURFACES:
        assert bundle(surface).startswith("@layer tokens, reset, base, parts, person, team, print;")


def test_there_is_no_red_in_the_persons_app() -> None:
    used = bundle("person") + bundle("timed") + bundle("path") + bundle("keyed")
    assert "var(--signal" not in used
    own = "".join((STYLES / name).read_text() for name in OF_THE_PERSON if name != "tokens.css")
    for color in re.findall(r"#([0-9a-f]{6})\b", own):
        red, green, blue = (int(color[i : i + 2], 16) for i in (0, 2, 4))
        assert not (red > 140 and green < 70 and blue < 70), f"#{color} is red"


def test_each_surface_leaves_the_others_rules_out() -> None:
    assert "@layer team" not in bundle("person").replace("@layer tokens, ", "")
    assert ".rail" not in bundle("person")
    assert ".bar-help" not in bundle("team")


def test_fonts_named_in_the_stylesheet_are_there() -> None:
    for surface in SURFACES:
        for font in re.findall(r'url\("([^"]+)"\)', bundle(surface)):
            assert (STATIC / font).is_file(), font


def test_the_licences_lie_beside_the_fonts_and_icons() -> None:
    assert "SIL OPEN FONT LICENSE" in (STATIC / "fonts/lora.OFL.txt").read_text().upper()
    assert (STATIC / "fonts/atkinson-hyperlegible-next.OFL.txt").is_file()
    assert "MIT" in (STATIC / "icons/phosphor-icons.MIT.txt").read_text()


def test_the_finder_serves_the_surfaces_and_nothing_else() -> None:
    finder = BundleFinder()
    found = finder.find("ui/person.css")
    assert isinstance(found, str)
    assert Path(found).read_text() == bundle("person")
    assert finder.find("ui/team.css", find_all=True) == [str(Path(found).with_name("team.css"))]
    assert finder.find("ui/other.css") == []
    assert finder.find("../person.css") == []
    assert {path for path, _ in finder.list([])} == {f"ui/{name}.css" for name in SURFACES}


def test_the_settings_use_the_finder() -> None:
    assert finders.find("ui/person.css")


def test_a_bundle_is_replaced_when_a_file_changed(tmp_path: Path) -> None:
    target = write_bundle("team", tmp_path)
    target.write_text("stale")
    assert write_bundle("team", tmp_path).read_text() == bundle("team")
    assert [path.name for path in target.parent.iterdir()] == ["team.css"]


def _zipped(*parts: bytes) -> int:
    return sum(len(gzip.compress(part, 9)) for part in parts)


@pytest.mark.parametrize(
    ("surface", "screen", "budget"),
    [("person", "home", PERSON_BUDGET), ("person", "help", PERSON_BUDGET), ("team", "record", TEAM_BUDGET)],
)
def test_a_first_load_keeps_to_its_budget(surface: str, screen: str, budget: int) -> None:
    page = gallery(RequestFactory().get("/ui/", {"show": screen})).content
    named = re.findall(r'src="[^"]*?ui/(js/[\w.]+?\.js)"', re.sub(r"\.[0-9a-f]{12}\.", ".", page.decode()))
    scripts = [
        (STATIC / name).read_bytes() for name in {*named, "js/store.js", "js/delivery.js", "js/patch.js"}
    ]
    mark = (STATIC / "mark.svg").read_bytes()
    font = (STATIC / LATIN_FONT).stat().st_size
    assert named
    assert font + _zipped(page, bundle(surface).encode(), mark, *scripts) <= budget
