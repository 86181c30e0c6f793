"""Help: addresses, open to anybody, kept on the phone."""

from __future__ import annotations

from django.urls import path

from handrail.interfaces.client.views import help as pages

urlpatterns = [
    path("", pages.help_now, name="help"),
    path("steps/", pages.overdose, name="overdose"),
    path("steps/<int:number>/", pages.overdose, name="overdose_step"),
    path("no-signal/", pages.no_signal, name="no_signal"),
]
