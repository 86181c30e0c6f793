"""One question after another without the network, and one check-in at the end."""

import json

import pytest
from playwright.sync_api import Page, expect

from handrail.ui.tests.web import Answer, Web

pytestmark = pytest.mark.browser


def question(name: str) -> str:
    return (
        f'<section class="question" data-question="{name}"><h1>{name}?</h1>'
        f'<button class="choice" name="{name}" value="1">{name} one</button>'
        f'<button class="choice" name="{name}" value="2">{name} two</button></section>'
    )


FLOW = """{% extends "ui/layouts/person.html" %}{% load static %}
{% block scripts %}<script src="{% static 'ui/js/flow.js' %}" type="module"></script>{% endblock %}
{% block back %}<a class="backlink" href="/me/" data-flow-back>Back</a>{% endblock %}{% block main %}
<div class="steps" role="img" data-flow-steps data-words="Question %at of %of"><i></i><i></i><i></i></div>
<form method="post" action="/me/check-in/" data-flow data-outbox>FIRST
<template data-question="craving">SECOND</template><template data-question="sleep">THIRD</template></form>
{% endblock %}"""


@pytest.fixture
def phone(web: Web, page: Page) -> Page:
    text = FLOW.replace("FIRST", question("mood")).replace("SECOND", question("craving"))
    web.page("/me/check-in/", text.replace("THIRD", question("sleep")), outbox_owner="maya")
    shown = web.pages["/me/check-in/"]

    def answer(asked: object) -> Answer:
        if asked.method == "GET":  # type: ignore[attr-defined]
            return shown(asked)  # type: ignore[arg-type]
        return Answer(json.dumps({"key": asked.form["key"][0], "next": "/me/"}), 201, "application/json")  # type: ignore[attr-defined]

    web.pages["/me/check-in/"] = answer
    web.page("/me/", "<title>Today</title>")
    return page


def test_each_tap_asks_the_next_question_and_the_last_one_sends_all(web: Web, phone: Page) -> None:
    phone.goto("/me/check-in/")
    phone.get_by_role("button", name="mood two").click()
    expect(phone.get_by_role("heading", name="craving?")).to_be_focused()
    expect(phone.get_by_role("img", name="Question 2 of 3")).to_be_visible()
    phone.get_by_role("button", name="craving one").click()
    phone.get_by_role("button", name="sleep two").click()
    expect(phone).to_have_url(f"{web.address}/me/")
    [post] = web.posts("/me/check-in/")
    assert {name: post.form[name] for name in ("mood", "craving", "sleep")} == {
        "mood": ["2"],
        "craving": ["1"],
        "sleep": ["2"],
    }


def test_back_goes_to_the_question_before_and_its_answer_can_change(web: Web, phone: Page) -> None:
    phone.goto("/me/check-in/")
    phone.get_by_role("button", name="mood two").click()
    phone.get_by_role("link", name="Back").click()
    expect(phone.get_by_role("heading", name="mood?")).to_be_visible()
    phone.get_by_role("button", name="mood one").click()
    phone.get_by_role("button", name="craving one").click()
    phone.get_by_role("button", name="sleep one").click()
    expect(phone).to_have_url(f"{web.address}/me/")
    assert web.posts("/me/check-in/")[0].form["mood"] == ["1"]


def test_an_answer_given_on_today_comes_along(web: Web, phone: Page) -> None:
    phone.goto("/me/check-in/?mood=2")
    expect(phone.get_by_role("heading", name="craving?")).to_be_visible()
    expect(phone.get_by_role("img", name="Question 2 of 3")).to_be_visible()
    phone.get_by_role("button", name="craving one").click()
    phone.get_by_role("button", name="sleep one").click()
    expect(phone).to_have_url(f"{web.address}/me/")
    assert web.posts("/me/check-in/")[0].form["mood"] == ["2"]


def test_the_whole_way_works_without_signal(web: Web, phone: Page) -> None:
    phone.goto("/me/check-in/")
    web.down = True
    for answer in ("mood two", "craving two", "sleep two"):
        phone.get_by_role("button", name=answer).click()
    expect(phone.locator("[data-outbox-words]")).to_contain_text("Saved on this phone.")
    web.down = False
    phone.evaluate("dispatchEvent(new Event('online'))")
    expect(phone.locator("[data-outbox-words]")).to_have_text("Sent.")
    assert len(web.posts("/me/check-in/")) == 1
