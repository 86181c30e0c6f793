"""The notice meets whoever signs in first, and stands before nothing, least of all help."""

from __future__ import annotations

from django.urls import reverse

from handrail.foundation.rights.models import NoticeDelivery
from handrail.interfaces.client.tests.reading import english_in
from handrail.interfaces.language import COOKIE

NOTICE, TODAY = reverse("client:notice"), reverse("client:today")


def test_maya_meets_it_once_goes_on_without_it_and_takes_it_when_she_likes(live_cast):
    browser = live_cast.browser(live_cast.maya)
    assert browser.get(reverse("home"))["Location"] == NOTICE
    page = browser.get(NOTICE).content.decode()
    assert "<title>Notice</title>" in page and "Your rights" in page and "I have it" in page
    assert browser.get(reverse("client:help")).status_code == 200
    assert NOTICE in browser.get(TODAY).content.decode()
    assert browser.post(NOTICE, {"version": "practices-0"}).status_code == 200, "an old one is shown anew"
    assert not NoticeDelivery.objects.exists()
    browser.post(NOTICE, {"version": "practices-1"})
    assert NoticeDelivery.objects.get().person == live_cast.maya
    assert browser.get(reverse("home"))["Location"] == TODAY
    assert NOTICE not in browser.get(TODAY).content.decode()
    assert "I have it" not in browser.get(NOTICE).content.decode()


def test_priya_sees_on_the_record_whether_she_has_it_and_writes_down_paper(live_cast):
    browser, record = live_cast.browser(live_cast.priya), reverse("staff:person", args=[live_cast.maya.pk])
    paper = reverse("staff:notice_on_paper", args=[live_cast.maya.pk])
    assert paper in browser.get(record).content.decode()
    assert live_cast.browser(live_cast.theo).post(paper).status_code == 404
    browser.post(paper)
    assert NoticeDelivery.objects.get().delivered_by == live_cast.priya
    told = browser.get(record).content.decode()
    assert paper not in told and "On paper" in told and "Got the privacy notice on paper" in told


def test_it_speaks_spanish(live_cast):
    browser = live_cast.browser(live_cast.maya)
    browser.cookies[COOKIE] = "es"
    page = browser.get(NOTICE).content.decode()
    assert english_in(page) == set() and 'lang="es"' in page and "Tus derechos" in page
    browser.post(NOTICE, {"version": "practices-1"})
    assert NoticeDelivery.objects.get().language == "es"
