"""Maya reads Spanish: every page of hers, every mistake, every button speaks it, and her record stays as it was."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone, translation

from handrail.clinical.instruments.check_in import TAPS
from handrail.continuum.responses.models import Proposal
from handrail.foundation.accounts import actions as accounts
from handrail.foundation.accounts.models import Account
from handrail.foundation.accounts.totp import new_secret
from handrail.foundation.ledger.delivering import deliver_due
from handrail.foundation.measures import actions as measures
from handrail.foundation.measures.models import CheckIn
from handrail.foundation.plans import actions as plans
from handrail.foundation.plans.models import Step
from handrail.foundation.scheduling.actions import book
from handrail.interfaces.client.tests.reading import english_in
from handrail.interfaces.client.wording import clock_words, day_words, names
from tests.cast import NEW_YORK
from tests.trust.forms import read

URL = "/me/check-ins/"
PASSWORD = "a kitchen on Sundays"
PAGES = [
    "today",
    "plan",
    "practices",
    "wishes",
    "team",
    "me",
    "check_in_new",
    "check_in_long",
    "leave_explained",
    "reminders",
    "messages",
]
OPEN_PAGES = ["help", "no_signal", "neutral"]


def sign_in(person, **more):
    """A browser in which somebody signed in with their password."""
    account = Account.objects.get(person=person)
    account.set_password(PASSWORD)
    account.save()
    browser = Client(**more)
    answer = browser.post(reverse("account_login"), {"login": account.email, "password": PASSWORD})
    assert answer.status_code == 302
    return browser


@pytest.fixture
def maya(live_cast):
    live_cast.maya.language = "es"
    live_cast.maya.save()
    return sign_in(live_cast.maya)


def test_english_is_seen_where_it_stands_and_is_not_marked():
    assert english_in('<html lang="es"><p>Sí</p><button data-busy="Saving">Guardar</button>') == {"Saving"}
    assert english_in('<p>Hoy: Sign out</p><br><p lang="en">Back</p><p>Atrás</p>') == {"Sign out"}
    assert english_in('<p lang="en">Back <b>Help now</b></p>') == set()


def assert_spanish(answer):
    text = answer.content.decode()
    assert '<html lang="es"' in text
    assert answer["Content-Language"] == "es"
    assert english_in(text) == set()
    return text


@pytest.mark.parametrize("page", [*PAGES, *OPEN_PAGES])
def test_every_page_of_hers_is_in_spanish(live_cast, maya, page):
    starts = timezone.now() + timedelta(days=1)
    act = live_cast.act(live_cast.priya)
    book(
        live_cast.maya, live_cast.priya, starts_at=starts, ends_at=starts + timedelta(hours=1),
        strand="counsel", act=act,
    )  # fmt: skip
    plans.add_step(live_cast.maya, title="Llamar a Rosa", responsible=live_cast.maya, act=act)
    assert_spanish(maya.get(reverse(f"client:{page}")))


@pytest.mark.parametrize("number", range(1, 6))
def test_the_overdose_steps_are_in_spanish(maya, number):
    text = assert_spanish(maya.get(reverse("client:overdose_step", args=[number])))
    assert f'aria-label="Paso {number} de 5"' in text
    assert "Llama al 911 si nadie ha llamado" in text


def test_help_says_how_988_speaks_spanish(maya):
    assert "Oprime el 2 para español" in maya.get(reverse("client:help")).content.decode()
    english = Client().get(reverse("client:help")).content.decode()
    assert '<p class="hint" lang="es">En español' in english


@pytest.mark.parametrize("name", [*TAPS, "reach_out"])
def test_every_question_is_in_spanish(live_cast, maya, name):
    if name not in ("mood", "craving", "reach_out"):
        maya.post(reverse("client:third_question"), {"third_question": name})
    assert_spanish(maya.get(reverse("client:check_in_new"), {"ask": name}))


def test_four_taps_are_still_a_check_in(maya):
    page = maya.get(reverse("client:check_in_new"), {"mood": "okay"})
    for name, choice in (("craving", "a_little"), ("sleep_quality", "mostly")):
        page = maya.post(URL, {"key": uuid4(), "asked": name, name: choice}, follow=True)
    assert "Pregunta 4 de 4" in page.content.decode()
    (form,) = [form for form in read("maya", URL, page) if form.name == "client:check_ins"]
    assert_spanish(maya.post(URL, form.sent | {"reach_out": "no"}, follow=True))
    kept = CheckIn.objects.get()
    assert (kept.mood, kept.craving, kept.sleep_quality, kept.reach_out) == (8, 3, 8, "no")


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"safe": "no"}, "¿Quieres hablar con alguien ahora?"),
        ({"use": "yes"}, "Nada de lo que has construido se perdió"),
        ({"reach_out": "yes"}, "Tu equipo ve que quieres hablar con alguien"),
        ({"craving": "7"}, "Ver quién puede ayudar"),
        ({"mood": "7"}, "Es todo por ahora"),
    ],
)
def test_every_end_of_a_check_in_is_in_spanish(maya, told, words):
    assert words in assert_spanish(maya.post(URL, {"key": uuid4(), "words": "", **told}, follow=True))


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"sleep_hours": "25"}, "Un número de 0 a 24, de 0.5 en 0.5."),
        ({"sleep_hours": "mucho"}, "Un número de 0 a 24, de 0.5 en 0.5."),
        ({"mood": "11"}, "Por favor, elige una de las respuestas que aparecen."),
        ({"words": "x" * 501}, "Son 501 caracteres y caben 500."),
        ({"words": "a\x00b"}, "Algunos caracteres no llegaron completos."),
        ({"day": "2999-01-01"}, "Estas respuestas tienen una fecha después de hoy."),
        ({"key": "?"}, "Lo que enviaste no llegó completo."),
    ],
)
def test_what_is_wrong_is_said_in_spanish_and_nothing_is_lost(maya, wrong, words):
    answer = maya.post(URL, {"key": uuid4(), "words": "Un día difícil", **wrong})
    assert answer.status_code == 422
    text = assert_spanish(answer)
    assert words in text
    assert "words" in wrong or "Un día difícil" in text
    assert not CheckIn.objects.exists()


def test_the_phones_outbox_hears_it_in_spanish(maya):
    answer = maya.post(URL, {"key": "?"}, headers={"accept": "application/json"})
    assert answer.json()["message"].startswith("Lo que enviaste no llegó completo.")


def test_a_step_of_a_playbook_is_said_in_spanish_and_kept_as_it_is(live_cast, maya):
    maya.post(URL, {"key": uuid4(), "words": "", "reach_out": "yes"})
    deliver_due(timezone.now())
    mine = Proposal.objects.asked_of(live_cast.maya).get()
    assert "Escribe unas palabras sobre lo que quieres hablar" in assert_spanish(maya.get("/me/"))
    assert_spanish(maya.post(reverse("client:answer", args=[mine.pk]), {"answer": "yes"}, follow=True))
    step = Step.objects.owned_by(live_cast.maya).get()
    assert step.title == "Write a few words on what you want to talk about"
    for page in (reverse("client:plan"), reverse("client:step", args=[step.pk])):
        assert_spanish(maya.get(page))
    url = reverse("client:completion", args=[step.pk])
    assert "Toca para deshacer" in assert_spanish(maya.post(url, {"done": "yes"}, follow=True))


def test_a_published_scale_keeps_its_own_words_and_says_so(live_cast, maya):
    due = live_cast.today + timedelta(days=7)
    asked = measures.ask(live_cast.maya, instrument_id="phq9", due_on=due, act=live_cast.act(live_cast.priya))
    assert "9 preguntas cortas. Salta las que quieras." in assert_spanish(maya.get("/me/"))
    url = reverse("client:scale", args=[asked.pk])
    text = assert_spanish(maya.get(url))
    assert '<h1 lang="en">Little interest or pleasure in doing things</h1>' in text
    assert '<div class="choices" lang="en">' in text
    assert "Estas preguntas están en inglés" in text
    declined = maya.post(reverse("client:scale_declining", args=[asked.pk]), follow=True)
    assert "elegiste no contestar" in assert_spanish(declined)


def test_what_somebody_wrote_is_never_translated(live_cast, maya):
    act = live_cast.act(live_cast.priya)
    plans.add_step(live_cast.maya, title="Today", responsible=live_cast.maya, act=act)
    assert "<b>Today</b>" in maya.get(reverse("client:plan")).content.decode()


@pytest.mark.parametrize(
    "told", ["saved", "sharing", "stopped", "not-now", "added", "answered", "said", "moved"]
)
def test_what_was_just_done_is_said_in_spanish(maya, told):
    assert 'role="status"' in assert_spanish(maya.get(reverse("client:me"), {"told": told}))


def test_what_is_not_there_and_what_has_expired_are_in_spanish(live_cast, maya):
    assert_spanish(maya.get("/me/nothing/"))
    assert_spanish(maya.get(reverse("account_logout")))
    strict = sign_in(live_cast.maya)
    strict.handler.enforce_csrf_checks = True
    answer = strict.post(URL, {"words": "Un día difícil"}, headers={"sec-fetch-site": "same-origin"})
    assert answer.status_code == 403
    assert "Un día difícil" in assert_spanish(answer)


@pytest.mark.parametrize("page", ["broken", "too_large", "too_many"])
def test_pages_for_when_we_broke_it_are_in_spanish(page):
    with translation.override("es"):
        text = render_to_string(f"interfaces/{page}.html", request=RequestFactory().get("/"))
    assert '<html lang="es"' in text
    assert english_in(text) == set()


def test_a_browser_that_asks_for_spanish_signs_in_in_spanish(live_cast):
    spanish = Client(headers={"accept-language": "es-MX,es;q=0.9,en;q=0.5"})
    for answer in (
        spanish.get(reverse("account_login")),
        spanish.post(reverse("account_login"), {"login": "", "password": ""}),
        spanish.post(reverse("account_login"), {"login": "not an address", "password": "x"}),
        spanish.post(reverse("account_login"), {"login": "maya@example.org", "password": "wrong"}),
        spanish.get(reverse("client:help")),
    ):
        assert_spanish(answer)


def test_after_sign_in_the_persons_own_language_is_stronger_than_the_browsers(live_cast):
    omar = sign_in(live_cast.omar, headers={"accept-language": "es"})
    assert '<html lang="en"' in omar.get("/me/").content.decode()
    text = omar.post(reverse("client:language"), {"language": "es"}, follow=True).content.decode()
    assert "Guardado." in text
    live_cast.omar.refresh_from_db()
    assert live_cast.omar.language == "es"


def test_each_language_is_named_in_itself(maya):
    text = maya.get(reverse("client:me")).content.decode()
    assert '<label for="language-en" lang="en">' in text
    assert "Español" in text


def test_the_pages_of_the_team_stay_in_one_language(live_cast):
    live_cast.theo.language = "es"
    live_cast.theo.save()
    account = Account.objects.get(person=live_cast.theo)
    [code, *_others] = accounts.make_recovery_codes(account, act=live_cast.act(live_cast.theo))
    accounts.add_totp(account, new_secret(), act=live_cast.act(live_cast.theo))
    theo = sign_in(live_cast.theo)
    theo.post(reverse("sign_in_second"), {"code": code})
    answer = theo.get(reverse("staff:today"))
    assert (answer.status_code, answer["Content-Language"]) == (200, "en")
    assert '<html lang="en"' in answer.content.decode()
    assert_spanish(theo.get(reverse("client:help")))


def test_names_days_and_hours_are_said_as_in_spanish():
    with translation.override("es"):
        assert names(["Sam", "Irene"]) == "Sam e Irene"
        assert names(["Sam", "Ionela", "Priya"]) == "Sam, Ionela y Priya"
        assert names(["Sam", "Hiedra"]) == "Sam y Hiedra"
        assert day_words(date(2026, 11, 19)) == "Jueves, 19 de noviembre"
        assert clock_words(datetime(2026, 11, 19, 22, 5, tzinfo=NEW_YORK)) == "10:05 p. m."


def test_one_reader_can_and_several_can(live_cast, maya):
    assert "pueden ver tus respuestas" in maya.get(reverse("client:check_in_new")).content.decode()
    omar = sign_in(live_cast.omar)
    omar.post(reverse("client:language"), {"language": "es"})
    assert "Theo B. puede ver tus respuestas" in omar.get(reverse("client:check_in_new")).content.decode()
