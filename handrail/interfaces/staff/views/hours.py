"""When a worker has time, and the address at which their calendar is read."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from handrail.foundation.ledger.act import Act
from handrail.foundation.scheduling import actions as scheduling
from handrail.foundation.scheduling.calendars import feed_of
from handrail.foundation.scheduling.models import Availability, CalendarFeed
from handrail.foundation.teams.queries import local
from handrail.interfaces.doorkeeper import open_page, staff_page
from handrail.interfaces.posts import posts
from handrail.interfaces.staff.calendar_forms import HoursForm
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.pages import AGAIN

CELL = ("appointments", "read")


@staff_page(CELL)
def hours(request: HttpRequest) -> HttpResponse:
    """GET shows my hours; POST adds some."""
    if request.method != "POST":
        return _page(request, HoursForm())
    act: Act = request.act  # type: ignore[attr-defined]
    form = HoursForm(request.POST)
    if form.is_valid():
        assert act.actor is not None
        try:
            scheduling.set_hours(act.actor, **form.cleaned_data, act=act)
        except scheduling.NotATime as mistaken:
            form.add_error("until_time", str(mistaken))
        else:
            return redirect("staff:hours")
    return _page(request, form, status=AGAIN)


@posts("staff:hours")
@staff_page(CELL)
def hours_end(request: HttpRequest, hours_id: int) -> HttpResponse:
    """Not in these hours any more."""
    act: Act = request.act  # type: ignore[attr-defined]
    mine = get_object_or_404(Availability.objects.filter(worker=act.actor), pk=hours_id)
    scheduling.end_hours(mine, act=act)
    return redirect("staff:hours")


@posts("staff:hours")
@staff_page(CELL)
def calendar_address(request: HttpRequest) -> HttpResponse:
    """A new secret address, shown this once; the one before opens nothing any more."""
    act: Act = request.act  # type: ignore[attr-defined]
    assert act.actor is not None
    return _page(request, HoursForm(), secret=scheduling.make_feed(act.actor, act=act))


@posts("staff:hours")
@staff_page(CELL)
def calendar_address_end(request: HttpRequest) -> HttpResponse:
    """The address opens nothing any more."""
    act: Act = request.act  # type: ignore[attr-defined]
    assert act.actor is not None
    scheduling.end_feed(act.actor, act=act)
    return redirect("staff:hours")


@open_page
def calendar_feed(request: HttpRequest, secret: str) -> HttpResponse:
    """Times at which a worker is busy, for whoever knows the address: no names, no places."""
    act: Act = request.act  # type: ignore[attr-defined]
    worker = scheduling.worker_at(secret, act.at)
    if worker is None:
        raise Http404
    return HttpResponse(feed_of(worker, act.at), content_type="text/calendar; charset=utf-8")


def _page(request: HttpRequest, form: HoursForm, *, secret: str = "", status: int = 200) -> HttpResponse:
    act: Act = request.act  # type: ignore[attr-defined]
    assert act.actor is not None
    mine = Availability.objects.holding(local(act.actor, act.at).date()).filter(worker=act.actor)
    feed = CalendarFeed.objects.filter(worker=act.actor, ended_at=None).first()
    page = {"form": form, "mine": mine.order_by("weekday", "from_time", "pk"), "feed": feed, "secret": secret}
    return show(request, "staff/hours.html", page, here="calendar", status=status)
