"""Marit welcomes Priti and hands a code over; Elin is the second person; to everybody else there is no such page."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from handrail.foundation.accounts.models import Account
from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import CareRelationship, Membership, Programme
from handrail.foundation.welcome.models import RoleRequest
from tests.offices import with_marit

PASSWORD = "marsh-lantern-quietly"


@pytest.fixture
def outpatient(live_cast):
    with_marit(live_cast)
    return Programme.objects.get(name="Outpatient")


def sent(programme, **more):
    return {
        "name": "Priti L.",
        "email": "priti@riverbend.example",
        "programme": programme.pk,
        "role": "counselor",
    } | more


def test_a_code_is_shown_once_and_lets_priti_in_to_set_up_her_second_step(live_cast, outpatient):
    marit = live_cast.browser(live_cast.marit)
    answer = marit.post("/team/workers/welcome/", sent(outpatient))
    code = re.search(r"<code>([\w-]+)</code>", answer.content.decode())[1]
    assert "priti@riverbend.example" in answer.content.decode()
    priti = Person.objects.get(preferred_name="Priti L.")
    assert code not in marit.get(f"/team/workers/{priti.pk}/").content.decode()
    browser, form = Client(), {"login": "priti@riverbend.example", "code": code, "new": "short"}
    assert browser.post("/sign-in/first/", form).status_code == 422
    assert (
        browser.post("/sign-in/first/", form | {"new": PASSWORD, "code": "AAAA-AAAA-AAAA"}).status_code == 422
    )
    assert browser.post("/sign-in/first/", form | {"new": PASSWORD})["Location"] == "/sign-in/second/"
    assert browser.get("/sign-in/second/", follow=True).status_code == 200
    assert Client().post("/sign-in/first/", form | {"new": PASSWORD}).status_code == 422
    assert Account.objects.get(person=priti).check_password(PASSWORD)


def test_a_wrong_code_and_an_address_that_nobody_has_are_answered_the_same(live_cast, outpatient):
    live_cast.browser(live_cast.marit).post("/team/workers/welcome/", sent(outpatient))
    answers = {
        re.sub(r"[\w.]+@[\w.]+|value=\"[\w-]{20,}\"", "", answer.content.decode())
        for address in ("priti@riverbend.example", "nobody@example.org", "priya@riverbend.example")
        if (
            answer := Client().post(
                "/sign-in/first/", {"login": address, "code": "AAAA-BBBB-CCCC", "new": PASSWORD}
            )
        )
    }
    assert len(answers) == 1


def test_a_supervisor_is_made_by_two_and_what_is_typed_stays(live_cast, outpatient):
    marit, elin = (live_cast.browser(who) for who in (live_cast.marit, live_cast.elin))
    lena = live_cast.lena.pk
    marit.post(f"/team/workers/{lena}/roles/", {"programme": outpatient.pk, "role": "supervisor"})
    asked = RoleRequest.objects.get()
    assert marit.post(f"/team/workers/roles/{asked.pk}/", {"now": "give"}).status_code == 404
    assert "Give it" in elin.get("/team/workers/").content.decode()
    elin.post(f"/team/workers/roles/{asked.pk}/", {"now": "give"})
    assert Membership.objects.filter(person=lena, role="supervisor").exists()
    taken = marit.post("/team/workers/welcome/", sent(outpatient, email="lena@riverbend.example"))
    assert taken.status_code == 422 and "Priti L." in taken.content.decode()
    clash = marit.post(f"/team/workers/{lena}/roles/", {"programme": outpatient.pk, "role": "administrator"})
    assert clash.status_code == 422 and "Nothing was changed" in clash.content.decode()


def test_marit_changes_an_address_that_was_mistyped_and_neither_her_own_nor_to_one_that_is_taken(
    live_cast, outpatient
):
    marit, priya, hers = live_cast.browser(live_cast.marit), live_cast.priya, live_cast.marit
    page = f"/team/workers/{priya.pk}/address/"
    for wrong in ("", "priya at riverbend", "sam@riverbend.example"):
        again = marit.post(page, {"email": wrong})
        assert again.status_code == 422 and f'value="{wrong}"' in again.content.decode()
    assert marit.post(page, {"email": " Priya.N@riverbend.example"}).status_code == 302
    assert Account.objects.get(person=priya).email == "priya.n@riverbend.example"
    assert (
        marit.post(f"/team/workers/{hers.pk}/address/", {"email": "m@riverbend.example"}).status_code == 422
    )
    for who in (live_cast.elin, live_cast.theo, priya):
        assert live_cast.browser(who).post(page, {"email": "theo2@riverbend.example"}).status_code == 404


def test_to_everybody_else_there_is_no_page_of_workers(live_cast, outpatient):
    for who in ("priya", "theo", "sam", "ravi"):
        browser = live_cast.browser(live_cast.people[who])
        assert browser.get("/team/workers/").status_code == 404
        assert browser.post("/team/workers/welcome/", sent(outpatient)).status_code == 404
    assert (
        live_cast.browser(live_cast.elin).post("/team/workers/welcome/", sent(outpatient)).status_code == 404
    )
    assert not Person.objects.filter(preferred_name="Priti L.").exists()


def test_priya_takes_somebody_in_and_gives_them_a_team(live_cast, outpatient):
    priya = live_cast.browser(live_cast.priya)
    form = {
        "name": "Nia T.", "language": "es", "programme": outpatient.pk, "phone": "212 555 0147", "safety": "safe",
        "voicemail": "no", "words_to_say": "It is the library.", "email": "nia@example.org",
    }  # fmt: skip
    wrong = priya.post("/team/people/new/", form | {"phone": "12"})
    assert wrong.status_code == 422 and "It is the library." in wrong.content.decode()
    led = priya.post("/team/people/new/", form)
    nia = Person.objects.get(preferred_name="Nia T.")
    assert led["Location"] == f"/team/people/{nia.pk}/team/?told=taken"
    assert nia.contact_points.get().value == "+12125550147"
    again = priya.post("/team/people/new/", form | {"email": ""})
    assert again.status_code == 422 and "Nothing was written down" in again.content.decode()
    sams = Membership.objects.get(person=live_cast.sam)
    priya.post(f"/team/people/{nia.pk}/team/care/", {"member": sams.pk})
    assert CareRelationship.objects.filter(until_at=None, person=nia, worker=live_cast.sam).exists()
    theos = Membership.objects.get(person=live_cast.theo)
    assert priya.post(f"/team/people/{nia.pk}/team/care/", {"member": theos.pk}).status_code == 422


def test_theo_takes_nobody_into_outpatient_and_finds_no_team_of_mayas(live_cast, outpatient):
    theo = live_cast.browser(live_cast.theo)
    refused = theo.post("/team/people/new/", {"name": "Nia T.", "language": "en", "programme": outpatient.pk,
                                              "safety": "unknown", "voicemail": "unknown"})  # fmt: skip
    assert refused.status_code == 422 and not Person.objects.filter(preferred_name="Nia T.").exists()
    assert theo.post("/team/people/new/", {"name": "Maya P."}).content.decode().count("Maya P.") == 1
    assert theo.get(f"/team/people/{live_cast.maya.pk}/team/").status_code == 404
    assert live_cast.browser(live_cast.sam).get(f"/team/people/{live_cast.maya.pk}/team/").status_code == 404


def test_a_number_for_help_is_put_right_by_whoever_called_it(live_cast, outpatient):
    ravi, page = live_cast.browser(live_cast.ravi), "/team/help-numbers/"
    wrong = ravi.post(page, {"purpose": "team", "number": "the desk"})
    assert wrong.status_code == 422 and "the desk" in wrong.content.decode()
    ravi.post(page, {"purpose": "team", "number": "+12125550188"})
    assert "+12125550188" in Client().get("/help/").content.decode()
    for who in ("priya", "theo", "sam", "elin"):
        refused = live_cast.browser(live_cast.people[who]).post(page, {"purpose": "team", "number": "911"})
        assert refused.status_code == 404
    assert "+12125550188" in Client().get("/help/").content.decode()
