"""An open board keeps itself fresh and never moves the row that somebody is in."""

import pytest
from playwright.sync_api import Page, expect

from handrail.ui.tests.web import Answer, Asked, Web

pytestmark = pytest.mark.browser

BOARD = """{% extends "ui/layouts/team.html" %}{% block main %}<h1>Today</h1>
<p class="vh" role="status" data-live-status></p>
<div data-live="/events" data-live-url="/rows/" data-live-lost="Sign in again to stay up to date.">
{% include "rows" %}</div>{% endblock %}"""


def group(key: str, *names: str) -> str:
    rows = "".join(
        f'<li class="row" data-row data-key="{name}" tabindex="-1"><div class="who"><a href="/p/{name}">{name}</a></div>'
        f'<details class="more"><summary>More</summary><button data-shortcut="a">Accept {name}</button></details></li>'
        for name in names
    )
    return f'<section class="group" data-key="group-{key}"><h2>{key}</h2><ul class="card rows">{rows}</ul></section>'


class Board:
    """What the server would show now."""

    def __init__(self, web: Web) -> None:
        self.web, self.status, self.served = web, 200, 0
        self.show(group("Today", "Maya", "Tess"), "Two people could use you today")
        web.pages["/rows/"] = self.rows
        web.pages["/team/"] = lambda _asked: Answer(self.whole())

    def show(self, html: str, words: str) -> None:
        self.html = f'<div data-live-say="{words}">{html}</div>'
        self.tag = f'"{hash(self.html)}"'

    def rows(self, asked: Asked) -> Answer:
        if asked.headers.get("If-None-Match") == self.tag:
            return Answer("", 304)
        self.served += 1
        return Answer(self.html, self.status, headers={"ETag": self.tag})

    def whole(self) -> str:
        page = BOARD.replace('{% include "rows" %}', self.html)
        self.web.page("board", page)
        return self.web.pages["board"](Asked("GET", "/team/", {}, {})).body

    def change(self, html: str, words: str) -> None:
        self.show(html, words)
        self.web.said.append("changed")


@pytest.fixture
def board(web: Web, page: Page) -> Board:
    opened = Board(web)
    page.goto("/team/")
    expect(page.locator("[data-live-status]")).to_have_text("Two people could use you today")
    return opened


def names(page: Page) -> list[str]:
    return page.locator("[data-row] .who a").all_inner_texts()


def test_a_new_row_appears_by_itself_and_is_announced(board: Board, page: Page) -> None:
    board.change(group("Today", "Devon", "Maya", "Tess"), "Three people could use you today")
    expect(page.get_by_role("link", name="Devon")).to_be_visible()
    expect(page.locator("[data-live-status]")).to_have_text("Three people could use you today")
    assert names(page) == ["Devon", "Maya", "Tess"]


def test_the_row_in_focus_keeps_focus_and_place_while_others_come(board: Board, page: Page) -> None:
    row = page.locator("[data-key=Tess]")
    row.focus()
    page.evaluate("window.held = document.activeElement")
    top = row.bounding_box()["y"]  # type: ignore[index]
    page.evaluate("document.body.style.setProperty('padding-bottom', '3000px')")
    many = [f"New{n}" for n in range(6)]
    board.change(group("Now", *many) + group("Today", "Maya", "Tess"), "Eight people could use you today")
    expect(page.get_by_role("link", name="New5")).to_be_attached()
    assert page.evaluate("document.activeElement === window.held")
    assert names(page) == [*many, "Maya", "Tess"]
    assert abs(row.bounding_box()["y"] - top) < 2  # type: ignore[index]


def test_a_row_that_somebody_else_finished_stays_until_it_is_let_go(board: Board, page: Page) -> None:
    page.locator("[data-key=Maya]").focus()
    board.change(group("Today", "Tess", "Luis"), "Two people could use you now")
    expect(page.get_by_role("link", name="Luis")).to_be_visible()
    assert "Maya" in names(page)
    page.get_by_role("searchbox").or_(page.locator("button[data-opens=keys]")).first.focus()
    expect(page.locator("[data-key=Maya]")).to_have_count(0)
    assert names(page) == ["Tess", "Luis"]


def test_a_row_in_focus_that_moved_to_another_group_is_shown_once(board: Board, page: Page) -> None:
    page.locator("[data-key=Maya]").focus()
    page.evaluate("window.held = document.activeElement")
    board.change(group("Now", "Maya") + group("Today", "Tess"), "One person needs you now")
    expect(page.get_by_role("heading", name="Now")).to_be_visible()
    assert names(page) == ["Maya", "Tess"]
    assert page.evaluate("document.activeElement === window.held")


def test_an_open_menu_stays_open(board: Board, page: Page) -> None:
    page.locator("[data-key=Tess] summary").click()
    page.evaluate("document.activeElement.blur()")
    board.change(group("Today", "Devon", "Tess"), "Two people, one new")
    expect(page.get_by_role("link", name="Devon")).to_be_visible()
    expect(page.get_by_role("button", name="Accept Tess")).to_be_visible()


def test_nothing_new_is_nothing_sent(board: Board, web: Web, page: Page) -> None:
    served = board.served
    web.said.append("changed")
    page.wait_for_timeout(300)
    assert board.served == served


def test_an_ended_session_says_what_to_do(board: Board, page: Page) -> None:
    board.status = 403
    board.change(group("Today", "Devon"), "One person")
    expect(page.locator("[data-live-status]")).to_have_text("Sign in again to stay up to date.")
    assert names(page) == ["Maya", "Tess"]


def test_keys_go_from_row_to_row_and_open(board: Board, page: Page) -> None:
    page.keyboard.press("j")
    expect(page.locator("[data-key=Maya]")).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator("[data-key=Tess]")).to_be_focused()
    page.keyboard.press("k")
    expect(page.locator("[data-key=Maya]")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{board.web.address}/p/Maya")


def test_accept_belongs_to_the_row_in_focus_only(board: Board, page: Page) -> None:
    page.evaluate("window.pressed = []; addEventListener('click', (e) => pressed.push(e.target.textContent))")
    page.keyboard.press("a")
    assert page.evaluate("window.pressed") == []
    page.keyboard.press("j")
    page.keyboard.press("a")
    assert page.evaluate("window.pressed") == ["Accept Maya"]


def test_keys_do_nothing_while_somebody_types_and_can_be_switched_off(board: Board, page: Page) -> None:
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<input aria-label=Note>')")
    page.get_by_label("Note").focus()
    page.keyboard.type("jka?")
    expect(page.get_by_label("Note")).to_have_value("jka?")
    page.get_by_label("Note").blur()
    page.keyboard.press("?")
    page.get_by_label("Use single-key shortcuts").uncheck()
    page.get_by_role("button", name="Close").click()
    page.reload()
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement === document.body")
