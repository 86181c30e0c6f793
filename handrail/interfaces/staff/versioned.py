"""A form about somebody that keeps a new version each time it is sent."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from handrail.foundation.consent.actions.versions import NewerVersion
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.pages import AGAIN
from handrail.interfaces.staff.queries.record import Record
from handrail.interfaces.versioned_form import VersionedForm


def versioned(
    request: HttpRequest, record: Record, form: VersionedForm, template: str, write: Callable[[], object]
) -> HttpResponse:
    """Shown; kept by `write` once it holds; or shown again over what somebody wrote meanwhile (NewerVersion)."""
    trouble = ""
    if request.method == "POST" and form.is_valid():
        try:
            write()
        except NewerVersion as meanwhile:
            form.over(meanwhile.newest.version)
            trouble = str(meanwhile)
        else:
            return redirect("staff:person", record.person.pk)
    page = {"record": record, "form": form, "trouble": trouble}
    return show(request, template, page, here="people", status=AGAIN if request.method == "POST" else 200)
