"""Every address of the installation."""

from __future__ import annotations

from django.conf import settings
from django.urls import include, path

from handrail.interfaces import front, texting
from handrail.interfaces.partner import answer
from handrail.operations import pages as operations
from handrail.ui import views as ui

urlpatterns = [
    path("", front.home, name="home"),
    path("sign-in/", include("handrail.interfaces.sign_in.urls")),
    path("session/end/", front.leave, name="leave"),
    path("", include("handrail.interfaces.client.urls")),
    path("team/", include("handrail.interfaces.staff.urls")),
    path("partner/", include("handrail.interfaces.partner.urls")),
    path("texts/", texting.text_in, name="text_in"),
    path("answer/<slug:token>/", answer.answer, name="answer"),
    path("healthz", operations.healthz, name="healthz"),
    path("readyz", operations.readyz, name="readyz"),
]

if settings.DEBUG:
    urlpatterns.append(path("ui/", ui.gallery, name="gallery"))

handler400 = "handrail.interfaces.problems.unreadable"
handler404 = "handrail.interfaces.problems.not_found"
handler500 = "handrail.interfaces.problems.broken"
