"""Maya's worksheets on her phone and with Priya: written, read, printed; help in the same answer; what is hers alone."""

from __future__ import annotations

from uuid import uuid4

from django.test import Client
from django.urls import reverse

from handrail.continuum.watch.models import Finding
from handrail.foundation.accounts.models import Account
from handrail.foundation.people.models import CarePreferences
from handrail.foundation.practices import actions as practices
from handrail.foundation.practices.models import Sheet, SheetVersion
from handrail.interfaces.client.frame import owner_word

THOUGHT, CARD = "/me/sheets/12/new/", "/me/sheets/19/new/"


def read(answer):
    return answer.content.decode()


def test_maya_writes_a_thought_reads_it_and_writes_further_with_priya(live_cast):
    maya, priya = live_cast.browser(live_cast.maya), live_cast.browser(live_cast.priya)
    page = read(maya.get(THOUGHT))
    assert "What went through your mind?" in page and "Priya N." in page and "Sam R." not in page
    sent = {"key": str(uuid4()), "q_thought": "They laugh at me.", "q_strength": "8", "q_strength_now": ""}
    assert maya.post(THOUGHT, sent).status_code == 302
    sheet = Sheet.objects.get()
    mine, hers = (
        reverse("client:sheet", args=[sheet.pk]),
        reverse("staff:sheet", args=[live_cast.maya.pk, sheet.pk]),
    )
    assert "They laugh at me." in read(maya.get(mine)) and "8 of 10" in read(maya.get(mine))
    assert "They laugh at me." in read(priya.get(hers))
    words = hers + "words/"
    assert 'value="1"' in read(priya.get(words))
    further = {"q_thought": "They laugh at me.", "q_balanced": "Two did.", "instead_of": "1", "key": ""}
    assert priya.post(words, further).status_code == 302
    behind = maya.post(mine + "words/", {"key": str(uuid4()), "q_balanced": "Mine.", "instead_of": "1"})
    assert (
        behind.status_code == 422
        and "Priya N. changed this meanwhile." in read(behind)
        and "Mine." in read(behind)
    )
    assert "How it was before" in read(maya.get(mine))


def test_help_stands_in_the_answer_itself_and_a_phone_is_led_there(live_cast):
    maya = live_cast.browser(live_cast.maya)
    answer = read(maya.post(CARD, {"key": str(uuid4()), "q_urge_die": "2"}))
    assert "Want someone now?" in answer and "tel:988" in answer
    phone = {"HTTP_ACCEPT": "application/json", "HTTP_X_OUTBOX_OWNER": owner_word(live_cast.maya)}
    key = str(uuid4())
    for _time in range(2):
        told = maya.post(CARD, {"key": key, "q_hurt_self": "yes"}, **phone).json()
    assert "tel:988" in read(maya.get(told["next"]))
    assert SheetVersion.objects.count() == 2
    wrong = maya.post(CARD, {"key": str(uuid4()), "q_joy": "9"}, **phone)
    about = "Please pick one of the answers shown. This is about: Joy"
    assert (wrong.status_code, wrong.json()["message"]) == (422, about)


def test_bad_input_keeps_what_was_typed_and_so_does_a_session_that_ended(live_cast):
    maya = live_cast.browser(live_cast.maya)
    for wrong in ({"q_thought": "x" * 2001}, {"q_for": "a\x00b"}, {"key": "none"}, {"q_strength": "11"}):
        answer = maya.post(THOUGHT, {"key": str(uuid4()), "q_against": "Rosa did not."} | wrong)
        assert answer.status_code == 422 and "Rosa did not." in read(answer)
    assert not Sheet.objects.exists()
    sent = {"key": str(uuid4()), "owner": owner_word(live_cast.maya), "q_thought": "Kept until I am back."}
    for who, there in (("omar", False), ("maya", True)):
        browser = Client()
        assert browser.post(THOUGHT, sent).status_code == 302
        browser.force_login(
            Account.objects.get(person=live_cast.people[who]),
            backend="allauth.account.auth_backends.AuthenticationBackend",
        )
        assert ("Kept until I am back." in read(browser.get(THOUGHT))) is there


def test_what_is_mayas_alone_and_what_lena_learns(live_cast):
    maya = live_cast.browser(live_cast.maya)
    assert (
        maya.post("/me/practices/card/", {"columns": ["shame", "joy"], "only_mine": ["shame"]}).status_code
        == 302
    )
    card = read(maya.get(CARD))
    assert "Shame" in card and "Anger" not in card
    written = practices.write(
        live_cast.maya, method="diary_card", key=uuid4(), answers={"shame": 5, "joy": 1, "comment": "Hm."},
        act=live_cast.act(live_cast.maya),
    )  # fmt: skip
    hers = reverse("staff:sheet", args=[live_cast.maya.pk, written.sheet.pk])
    priya = read(live_cast.browser(live_cast.priya).get(hers))
    assert "Joy" in priya and "Shame" not in priya
    lena = live_cast.browser(live_cast.lena)
    page = read(lena.get(reverse("staff:practices", args=[live_cast.maya.pk])))
    assert "Day card" in page and hers not in page and "Write together" not in page.split("safety")[0]
    assert [lena.get(hers).status_code, live_cast.browser(live_cast.theo).get(hers).status_code] == [404, 404]
    assert live_cast.browser(live_cast.theo).get(hers + "words/").status_code == 404
    assert maya.get(f"/me/sheets/of/{written.sheet.pk + 99}/").status_code == 404


def test_mayas_plan_is_written_with_sam_signed_by_both_and_read_in_a_crisis(live_cast):
    maya, sam = live_cast.browser(live_cast.maya), live_cast.browser(live_cast.sam)
    hers = reverse("staff:sheet_new", args=[live_cast.maya.pk, 21])
    sent = {"q_well": "I laugh a lot.", "q_signs": "No music\nLate bread", "instead_of": "0"}
    assert sam.post(hers, sent).status_code == 302
    plan = Sheet.objects.get()
    mine, theirs = (
        reverse("client:sheet", args=[plan.pk]),
        reverse("staff:sheet", args=[live_cast.maya.pk, plan.pk]),
    )
    assert "I laugh a lot." in read(maya.get(mine))
    assert maya.post(mine + "signature/").status_code == sam.post(theirs + "signature/").status_code == 302
    page = read(sam.get(theirs))
    assert "Signed by Maya P." in page and "Signed by Sam R." in page and "Sign it" not in page
    # A change is a new version, which nobody has signed yet.
    maya.post(
        mine + "words/",
        {
            "key": str(uuid4()),
            "instead_of": "1",
            "q_well": "I laugh and bake.",
            "q_signs": "No music\nLate bread",
        },
    )
    assert "Signed by" not in read(sam.get(theirs)) and plan.versions.count() == 2
    # A second one is never begun beside it: what was typed comes back.
    beside = maya.post("/me/sheets/21/new/", {"key": str(uuid4()), "instead_of": "0", "q_well": "Other."})
    assert beside.status_code == 422 and "Other." in read(beside)
    # Her own early signs, ticked: three are told to the team, and she asks for somebody.
    signs = read(maya.get("/me/sheets/22/new/"))
    assert "No music" in signs and "Late bread" in signs
    told = maya.post("/me/sheets/22/new/", {"key": str(uuid4()), "q_signs": ["No music"], "q_tell": "yes"})
    assert "Want someone now?" in read(told)
    assert Finding.objects.get(rule="own_signs_asked").level == "alert"
    wrong = maya.post("/me/sheets/22/new/", {"key": str(uuid4()), "q_signs": ["Not hers"]})
    assert wrong.status_code == 422
    theo = live_cast.browser(live_cast.theo)
    assert [theo.get(hers).status_code, theo.post(theirs + "signature/").status_code] == [404, 404]


def test_what_maya_wants_changes_what_she_is_asked(live_cast):
    maya, risky = live_cast.browser(live_cast.maya), "/me/sheets/20/new/"
    wants = CarePreferences.objects.get(person=live_cast.maya)
    for goal, there, not_there in (
        ("abstinence", "not using, and why", "What keeps me safer when I use"),
        ("safer_use", "What keeps me safer when I use", "not using, and why"),
    ):
        wants.goal = goal
        wants.save()
        page = read(maya.get(risky))
        assert there in page and not_there not in page


def test_mayas_own_words_about_a_change_and_what_only_her_team_reads(live_cast):
    maya, priya = live_cast.browser(live_cast.maya), live_cast.browser(live_cast.priya)
    new = "/me/sheets/23/new/"
    assert "What do you want to be different?" in read(maya.get(new)) and "conversation is" not in read(
        maya.get(new)
    )
    forged = {
        "key": str(uuid4()),
        "q_want": "Evenings with Rosa.",
        "q_reasons": "Sleep\nMoney",
        "q_stage": "doing",
    }
    assert maya.post(new, forged).status_code == 302
    sheet = Sheet.objects.get()
    assert sheet.newest.told == {"want": "Evenings with Rosa.", "reasons": ["Sleep", "Money"]}
    theirs = reverse("staff:sheet_words", args=[live_cast.maya.pk, sheet.pk])
    assert "Only the team reads this." in read(priya.get(theirs))
    with_stage = {
        "q_want": "Evenings with Rosa.",
        "q_reasons": "Sleep\nMoney",
        "q_stage": "torn",
        "instead_of": "1",
    }
    assert priya.post(theirs, with_stage).status_code == 302
    assert "Torn" in read(priya.get(reverse("staff:sheet", args=[live_cast.maya.pk, sheet.pk])))
    mine = reverse("client:sheet", args=[sheet.pk])
    assert "Torn" not in read(maya.get(mine)) and "Evenings with Rosa." in read(maya.get(mine))
    # What she writes further leaves what the team wrote as it is.
    maya.post(
        mine + "words/", {"key": str(uuid4()), "q_want": "All evenings.", "q_reasons": "", "instead_of": "2"}
    )
    assert Sheet.objects.get().newest.told == {"want": "All evenings.", "stage": "torn"}


def test_sam_rehearses_a_no_with_maya_and_her_menu_is_there_on_a_hard_day(live_cast):
    maya, sam = live_cast.browser(live_cast.maya), live_cast.browser(live_cast.sam)
    for number, question, words in ((24, "first", "Not for me."), (25, "minutes", "Tea\nThe window")):
        theirs = reverse("staff:sheet_new", args=[live_cast.maya.pk, number])
        assert sam.post(theirs, {f"q_{question}": words, "instead_of": "0"}).status_code == 302
        sheet = Sheet.objects.latest("pk")
        page = read(maya.get(reverse("client:sheet", args=[sheet.pk])))
        assert words.splitlines()[-1] in page and sheet.newest.written_by == live_cast.sam
        assert live_cast.browser(live_cast.theo).get(theirs).status_code == 404
