"""Who sees the team's pages, who gets 404, who is sent to sign in. Theo never learns that Maya exists."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from handrail.continuum.responses.models import Ask, Proposal
from handrail.continuum.watch.models import Concern
from handrail.foundation.measures.models import Assignment
from handrail.foundation.plans.models import Step
from handrail.foundation.scheduling.models import Appointment

NOBODY = 10**15
HERS = ["person", "measures", "plan"]
OPEN_TO_ALL = ["today", "rows", "people", "search"]
SENT = {"title": "x", "responsible": "person", "words": "x", "outcome": "real_concern", "status": "fulfilled",
        "instrument": "phq9", "due_on": "2099-01-01"}  # fmt: skip


def posts(cast):
    """Every address of Maya's that changes something, and her key in it."""
    proposal, step = Proposal.objects.get(role="counselor").pk, Step.objects.get().pk
    return {
        "steps": cast.maya.pk, "assignments": cast.maya.pk, "acceptance": proposal, "change": proposal,
        "decline": proposal, "completion": step, "reopening": step, "setting_aside": step,
        "concern_settlement": Concern.objects.get().pk, "appointment_settlement": Appointment.objects.get().pk,
    }  # fmt: skip


def every_page(cast):
    """Each page of the team, of Maya where it is about somebody."""
    return [
        reverse(f"staff:{page}", args=[cast.maya.pk] if page in HERS else []) for page in OPEN_TO_ALL + HERS
    ]


def test_whoever_works_here_has_a_board_and_a_list(team):
    for who in ("priya", "sam", "lena", "noor", "ada", "ravi", "theo"):
        browser = team.browser(team.people[who])
        for page in OPEN_TO_ALL:
            assert browser.get(reverse(f"staff:{page}")).status_code == 200, (who, page)


def test_whoever_is_not_signed_in_is_sent_to_sign_in(team):
    for address in every_page(team):
        answer = Client().get(address)
        assert (answer.status_code, answer["Location"]) == (302, f"{reverse('account_login')}?next={address}")


def test_maya_has_no_pages_of_the_team_not_even_her_own_record(team):
    browser = team.browser(team.maya)
    for address in every_page(team):
        assert browser.get(address).status_code == 404, address


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("priya", [200, 200, 200]), ("lena", [200, 200, 200]), ("ada", [200, 200, 200]),
        ("ravi", [200, 200, 200]), ("sam", [200, 404, 200]), ("noor", [404, 404, 404]), ("theo", [404, 404, 404]),
    ],
)  # fmt: skip
def test_mayas_record_opens_as_far_as_the_role_goes(team, who, seen):
    browser = team.browser(team.people[who])
    addresses = [reverse(f"staff:{page}", args=[team.maya.pk]) for page in HERS]
    assert [browser.get(address).status_code for address in addresses] == seen


def test_to_theo_maya_looks_exactly_like_nobody(team, theo):
    for page in HERS:
        hers, nobodys = (theo.get(reverse(f"staff:{page}", args=[pk])) for pk in (team.maya.pk, NOBODY))
        assert (hers.status_code, hers.content, hers.headers) == (404, nobodys.content, nobodys.headers), page


def test_theo_changes_nothing_of_mayas_and_cannot_tell_it_from_nothing(team, theo):
    before = {model: list(model.objects.order_by("pk").values()) for model in (Proposal, Step, Concern)}
    for name, pk in posts(team).items():
        hers, nobodys = (theo.post(reverse(f"staff:{name}", args=[key]), SENT) for key in (pk, NOBODY))
        assert (hers.status_code, hers.content, hers.headers) == (404, nobodys.content, nobodys.headers), name
    assert before == {model: list(model.objects.order_by("pk").values()) for model in before}
    assert not Assignment.objects.exists()
    assert Appointment.objects.get().status == Appointment.Status.BOOKED


def test_nothing_theo_opens_names_maya(team, theo):
    for page in ("today", "rows", "people"):
        for query in ("", "?scope=team", "?strand=counsel", "?scope=team&strand=peer"):
            assert "Maya" not in theo.get(reverse(f"staff:{page}") + query).content.decode(), (page, query)


def test_theo_does_not_find_maya_by_name_nor_by_what_was_just_answered(team, theo, priya):
    assert "Maya" not in theo.get(reverse("staff:people"), {"q": "Maya"}).content.decode().replace(
        "“Maya”", ""
    ).replace('value="Maya"', "")
    answered = Proposal.objects.get(role="counselor")
    priya.post(reverse("staff:acceptance", args=[answered.pk]))
    assert 'class="told"' in read(f"p{answered.pk}", priya) and "Maya" in read(f"p{answered.pk}", priya)
    rows = {"p": Proposal.objects, "s": Step.objects, "a": Ask.objects, "c": Concern.objects}
    for key in [f"{letter}{row.pk}" for letter, found in rows.items() for row in found.all()]:
        assert "Maya" not in read(key, theo), key


def read(key, browser):
    """Today, asked for with the row that was just answered."""
    return browser.get(reverse("staff:today"), {"told": key}).content.decode()


def test_whoever_is_not_signed_in_changes_nothing_and_is_sent_to_sign_in(team):
    for name, pk in posts(team).items():
        answer = Client().post(reverse(f"staff:{name}", args=[pk]), SENT)
        assert answer["Location"].startswith(reverse("account_login"))
    assert Proposal.objects.get(role="counselor").status == Proposal.Status.WAITING


def test_maya_changes_nothing_by_the_addresses_of_the_team(team):
    maya = team.browser(team.maya)
    for name, pk in posts(team).items():
        assert maya.post(reverse(f"staff:{name}", args=[pk]), SENT).status_code == 404, name
    assert Proposal.objects.get(role="counselor").status == Proposal.Status.WAITING
    assert Step.objects.get().status == Step.Status.TO_DO


def test_asking_to_change_something_by_a_link_changes_nothing_and_leads_to_today(team, priya):
    for name, pk in posts(team).items():
        answer = priya.get(reverse(f"staff:{name}", args=[pk]))
        assert answer["Location"] == reverse("staff:today"), name
    assert Proposal.objects.get(role="counselor").status == Proposal.Status.WAITING


@pytest.mark.parametrize("page", HERS)
def test_a_key_larger_than_any_is_nobody(priya, page):
    assert priya.get(f"/team/people/{10**40}/").status_code == 404
    assert priya.get(reverse(f"staff:{page}", args=[NOBODY])).status_code == 404


def test_a_page_of_the_team_leaves_nothing_behind_and_carries_nothing_inline(team, priya):
    for page in OPEN_TO_ALL + HERS:
        answer = priya.get(reverse(f"staff:{page}", args=[team.maya.pk] if page in HERS else []))
        text = answer.content.decode()
        assert answer["Cache-Control"] == "no-store"
        assert "style=" not in text and "onclick" not in text and "<script>" not in text


def test_signing_out_ends_the_session(team, priya):
    assert priya.post(reverse("staff:sign_out"))["Location"] == reverse("account_login")
    assert priya.get(reverse("staff:today")).status_code == 302
