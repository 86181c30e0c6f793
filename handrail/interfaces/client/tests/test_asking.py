"""Maya presses once; the page says what is true, and never more."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from handrail.foundation.consent.models import Consent, Recipient
from handrail.foundation.teams.queries import local
from handrail.interfaces.client.queries import help as help_queries
from handrail.interfaces.client.queries.asking import asking_page
from handrail.interfaces.client.views import asking
from handrail.interfaces.client.wording import clock_words, day_words
from handrail.pillars.crisis import actions as crisis
from handrail.pillars.crisis import spool
from handrail.pillars.crisis.models import Alert
from handrail.pillars.crisis.roster import write_snapshot
from tests.partners import signed

PAGE = "/help/someone/"


@pytest.fixture
def maya(live_cast):
    return live_cast.browser(live_cast.maya)


@pytest.fixture(autouse=True)
def beside_the_database(settings, tmp_path):
    settings.SPOOL, settings.ROSTER = tmp_path / "spool", tmp_path / "roster.json"
    settings.SMS_FILE = tmp_path / "texts.jsonl"


def text_of(answer):
    return answer.content.decode()


def press(browser, **sent):
    return browser.post(PAGE, {"key": str(uuid4()), **sent})


def test_one_press_and_the_page_says_that_nobody_has_answered_yet(live_cast, maya):
    assert 'action="/help/someone/"' in maya.get("/help/").content.decode()
    assert press(maya)["Location"] == PAGE
    words = text_of(maya.get(PAGE))
    assert "We have it." in words
    assert "Nobody has answered yet." in words
    assert "has it since" not in words
    assert "988" in words


def test_once_noor_has_it_the_page_says_so_by_role_and_not_by_name(live_cast, maya):
    press(maya)
    crisis.acknowledge(Alert.objects.get(), act=live_cast.act(live_cast.noor))
    words = text_of(maya.get(PAGE))
    assert "A crisis responder has it since" in words
    assert "Noor" not in words


def test_what_others_asked_for_her_is_not_told_as_hers_and_her_own_time_counts(live_cast, maya):
    """The team asked an hour ago, and Noor had it: Maya’s own request is received when she sent it."""
    hour, early = timedelta(hours=1), live_cast.now
    alert = crisis.ask_for_help(
        live_cast.maya, key=uuid4(), origin=Alert.Origin.WORKER, act=live_cast.act(live_cast.priya)
    )
    crisis.acknowledge(alert, act=live_cast.act(live_cast.noor))
    assert maya.get(PAGE)["Location"] == "/help/"
    for hours in (1, 2):
        crisis.ask_for_help(
            live_cast.maya, key=uuid4(), act=live_cast.act(live_cast.maya, at=early + hours * hour)
        )
    told = asking_page(alert, {}, early + 2 * hour)
    clock = [clock_words(local(live_cast.maya, early + n * hour)) for n in range(3)]
    # Just after midnight a day stands behind the time.
    for name, at in zip(("held_since", "received", "again"), clock, strict=True):
        assert told[name].startswith(at), name
    assert told["told_again"] == ""
    days_later = asking_page(alert, {}, early + timedelta(days=3))
    assert days_later["received"] == f"{clock[1]}, {day_words(local(live_cast.maya, early + hour).date())}"


def test_help_and_today_lead_back_to_what_was_asked_and_no_phone_keeps_that(live_cast, maya):
    pages = (reverse("client:help"), reverse("client:today"))
    assert all("You asked for someone" not in text_of(maya.get(page)) for page in pages)
    press(maya)
    for page in pages:
        shown = maya.get(page)
        # What stands between these marks a phone cuts out of the copy it keeps for when there is no signal.
        assert "You asked for someone" in re.search("<!--now-->(.*?)<!--/now-->", text_of(shown), re.S)[1]
    assert "You asked for someone" not in text_of(maya.get(reverse("client:not_sent")))


def test_a_kept_page_with_an_old_token_and_any_characters_still_asks(live_cast):
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = live_cast.browser(live_cast.maya).cookies
    answer = browser.post(PAGE, {"key": "not a key", "words": "a\x00b \u202e" + "x" * 9000})
    assert answer.status_code == 302
    note = Alert.objects.get().log.get(kind="note")
    assert note.words.startswith("a\ufffdb")
    assert len(note.words) == 2000


def test_another_site_cannot_press_for_her(live_cast, maya):
    maya.post(PAGE, {"key": str(uuid4())}, headers={"Sec-Fetch-Site": "cross-site"})
    assert not Alert.objects.exists()


def test_theo_reads_nothing_of_it(live_cast, maya):
    press(maya)
    assert live_cast.browser(live_cast.theo).get(PAGE)["Location"] == "/help/"
    assert Client().get(PAGE)["Location"] == "/help/"


def test_without_the_database_it_is_kept_and_the_desk_is_told_then_it_is_an_alert(
    live_cast, maya, monkeypatch
):
    write_snapshot(live_cast.now)
    monkeypatch.setattr(asking, "database_answers", lambda: False)
    monkeypatch.setattr(help_queries, "database_answers", lambda: False)
    answer = press(maya, words="At the creek.")
    assert answer.status_code == 202
    assert "told the people on call directly" in text_of(answer)
    assert "creek" not in next(spool.settings.SPOOL.iterdir()).read_bytes().decode("latin-1")
    assert spool.bring_in(now=live_cast.now) == 1
    alert = Alert.objects.get()
    assert (alert.person, alert.log.get(kind="note").words) == (live_cast.maya, "At the creek.")
    assert not list(spool.settings.SPOOL.iterdir())


def test_kept_twice_it_is_one_alert(live_cast):
    kept = spool.Kept(str(uuid4()), "", "", "+15550199", live_cast.now.isoformat())
    for _time in range(2):
        spool.keep(kept)
        spool.bring_in(now=live_cast.now)
    assert Alert.objects.get().callback == "+15550199"


def test_a_kept_request_that_does_not_open_is_set_aside_and_told(live_cast):
    spool.keep(spool.Kept(str(uuid4()), "", "", "", live_cast.now.isoformat()))
    path = next(spool.settings.SPOOL.iterdir())
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    assert spool.bring_in(now=live_cast.now) == 0
    assert spool.broken() == 1


def test_when_nothing_takes_it_the_page_says_not_sent(live_cast, maya, monkeypatch, settings, tmp_path):
    (tmp_path / "full").write_text("")
    settings.SPOOL = tmp_path / "full" / "spool"

    def gone(*_args, **_named):
        raise OperationalError

    monkeypatch.setattr(crisis, "ask_for_help", gone)
    answer = press(maya)
    assert answer.status_code == 503
    assert "Not sent. Please call or text." in text_of(answer)
    assert "988" in text_of(answer)


def test_whoever_is_signed_in_no_more_reads_that_it_was_not_sent_and_calls_nobody(live_cast):
    answer = press(Client())
    assert answer.status_code == 409
    assert "Not sent. Please call or text." in text_of(answer)
    assert not Alert.objects.exists()


def test_maya_gives_rosa_an_address_and_rosa_reads_only_that_we_have_it(live_cast):
    rosa = Recipient.objects.create(kind=Recipient.Kind.PERSON, name="Rosa P.")
    given = signed(live_cast, kind=Consent.Kind.SUPPORTER, recipient=rosa, resources=["appointments"])
    maya, page = live_cast.browser(live_cast.maya), reverse("client:consent", args=[given.pk])
    make = reverse("client:help_link", args=[given.pk])
    assert make in maya.get(page).content.decode()
    assert live_cast.browser(live_cast.omar).post(make).status_code == 404
    shown = maya.post(make).content.decode()
    address = re.search(r"/help/for/[\w-]+/", shown)[0]
    phone = Client()
    form = phone.get(address)
    assert form.status_code == 200 and not Alert.objects.exists()
    told = phone.post(address, {"words": "She rang\x00 and hung up.", "key": "not a key"})
    assert told.status_code == 201
    for page_of_hers in (form, told):
        assert "Maya" not in page_of_hers.content.decode()
        assert "Rosa" not in page_of_hers.content.decode()
    assert Alert.objects.get().person == live_cast.maya
    assert maya.post(reverse("client:help_link_end", args=[given.pk])).status_code == 302
    late = phone.post(address, {"words": "Again."})
    assert late.status_code == 410
    assert "Again." in late.content.decode() and "988" in late.content.decode()
    assert Alert.objects.get().log.filter(kind="asked_again").count() == 0
