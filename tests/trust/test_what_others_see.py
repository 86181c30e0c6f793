"""What a screen shows to whoever looks at it from aside: the title of a page, and the address it stands at."""

from __future__ import annotations

import re

import pytest

from tests.trust.routes import ROUTES
from tests.trust.world import World

#: What would tell that somebody is in care, what for, or that they are in danger.
TELLING = re.compile(
    r"recover|treat|clinic|counsel|therap|overdos|crisis|help|suicid|drug|alcohol|substance|opioid|addict|"
    r"naloxone|sober|consent|leave|riverbend|ayuda|crisis|sobredosis|tratamiento|recupera",
    re.IGNORECASE,
)
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
#: `/help/` is said aloud and typed in a hurry; it names nobody, and anybody may open it.
SAID = {"help/"}
OWN = [
    route for route in ROUTES if route.door in {"client", "open"} and not route.name.startswith("account_")
]
SEEN = {"maya": "client", "priya": "staff", "elin": "staff", "hana": "partner", "rosa": "supporter"}


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("who", SEEN)
def test_no_title_names_anybody_and_none_of_mayas_tells_what_she_is_here_for(world: World, who, language):
    browser, shown = world.cast.browser(world.cast.people[who]), []
    names = [str(person).split()[0] for person in world.cast.people.values()] + ["Riverbend"]
    for route in ROUTES:
        if route.door not in {SEEN[who], "open", "member"} or route.name == "account_logout":
            continue
        answer = browser.get(route.at(world.named(route)), headers={"accept-language": language})
        for title in TITLE.findall(answer.content.decode(errors="replace")):
            shown.append(title)
            assert not any(name in title for name in names), (route.name, title)
            assert who != "maya" or not TELLING.search(title), (route.name, title)
    assert len(shown) > 3


@pytest.mark.parametrize("route", OWN, ids=lambda route: route.name)
def test_no_address_of_the_persons_app_tells_what_it_is_for(route):
    said = [part for part in re.findall(r"[\w-]+/", route.pattern) if part not in SAID]
    assert not [part for part in said if TELLING.search(part)], route.pattern
