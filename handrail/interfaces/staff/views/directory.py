"""The directory of services: what there is near somebody, for what, and whether it has room."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.staff.directory_forms import DirectoryForm
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.pages import AGAIN
from handrail.interfaces.staff.queries.directory import found


@staff_page(("referrals", "append"))
def directory(request: HttpRequest) -> HttpResponse:
    """Services by need, place and what fits. It holds nothing about anybody."""
    form = DirectoryForm(request.GET or {"km": "15"}, auto_id="service-%s")
    shown = found(form.asked(), request.act) if form.is_valid() else None  # type: ignore[attr-defined]
    query = request.GET.copy()
    query.pop("page", None)
    page = {"form": form, "found": shown, "looked_for": query.urlencode()}
    return show(request, "staff/directory.html", page, here="directory", status=200 if shown else AGAIN)
