"""How it has been going: every chart the team sees of me."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from handrail.interfaces.charting.pieces import pieces_of
from handrail.interfaces.charting.reader import own_reader
from handrail.interfaces.charting.rivers import Charts
from handrail.interfaces.client.frame import page
from handrail.interfaces.doorkeeper import client_page


@client_page(
    ("measures", "read"), ("checkins", "read"), ("appointments", "read"), ("crisis_episodes", "read")
)
def charts(request: HttpRequest) -> HttpResponse:
    """My answers over time, made to be printed too."""
    reader = own_reader(request.act)  # type: ignore[attr-defined]
    drawn = Charts(reader)
    shown = {"rivers": drawn.every, "screens": drawn.screens, "pieces": pieces_of(reader)}
    return page(request, "client/charts.html", shown, here="me")
