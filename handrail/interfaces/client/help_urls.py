"""Help: addresses, open to anybody, kept on the phone."""

from __future__ import annotations

from django.urls import path

from handrail.interfaces.client.views import asking, help_links, telling
from handrail.interfaces.client.views import help as pages

urlpatterns = [
    path("", pages.help_now, name="help"),
    path("steps/", pages.overdose, name="overdose"),
    path("steps/<int:number>/", pages.overdose, name="overdose_step"),
    path("tell-us/", telling.tell_us, name="tell_us"),
    path("tell-us/answer/", telling.tell_us_answer, name="tell_us_answer"),
    path("someone/", asking.asking, name="asking"),
    path("not-sent/", asking.not_sent, name="not_sent"),
    path("no-signal/", pages.no_signal, name="no_signal"),
    path("for/<slug:token>/", help_links.for_somebody, name="for_somebody"),
]
