"""Groups: addresses."""

from __future__ import annotations

from django.urls import path

from handrail.interfaces.staff.views import groups, occasions

urlpatterns = [
    path("groups/", groups.groups, name="groups"),
    path("groups/<int:gathering_id>/", groups.group, name="group"),
    path("groups/<int:gathering_id>/end/", groups.group_end, name="group_end"),
    path("groups/seats/<int:seat_id>/end/", groups.seat_end, name="seat_end"),
    path("occasions/<int:occasion_id>/", occasions.occasion, name="occasion"),
    path("occasions/<int:occasion_id>/there/", occasions.there, name="occasion_there"),
    path("occasions/<int:occasion_id>/cancelling/", occasions.cancelling, name="occasion_cancelling"),
    path("occasions/<int:occasion_id>/reaching-out/", occasions.reaching_out, name="reaching_out"),
]
