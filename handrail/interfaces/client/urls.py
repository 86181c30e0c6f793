"""The person's app: addresses. Help and the neutral page are open; everything under /me/ is one's own."""

from __future__ import annotations

from django.urls import include, path

from handrail.interfaces.client.views import (
    check_ins,
    consents,
    copies,
    corrections,
    limits,
    looks,
    me,
    notice,
    phone,
    plan,
    practices,
    safety_plan,
    scales,
    shared,
    tablet,
    today,
)

app_name = "client"

own = [
    path("", today.today, name="today"),
    path("offer/", today.offer, name="offer"),
    path("proposals/<int:pk>/answer/", today.answer, name="answer"),
    path("check-ins/", check_ins.check_ins, name="check_ins"),
    path("check-ins/new/", check_ins.new, name="check_in_new"),
    path("check-ins/long/", check_ins.long, name="check_in_long"),
    path("check-ins/<uuid:key>/", check_ins.end, name="check_in"),
    path("scales/<int:pk>/", scales.scale, name="scale"),
    path("scales/<int:pk>/declining/", scales.declining, name="scale_declining"),
    path("scales/<uuid:key>/", scales.end, name="scale_end"),
    path("plan/", plan.plan, name="plan"),
    path("steps/<int:pk>/", plan.step, name="step"),
    path("steps/<int:pk>/completion/", plan.completion, name="completion"),
    path("steps/<int:pk>/barriers/", plan.barriers, name="barriers"),
    path("plan/mine/", safety_plan.safety_plan, name="safety_plan"),
    path("plan/mine/words/", safety_plan.safety_plan_writing, name="safety_plan_writing"),
    path("practices/", practices.all_of_them, name="practices"),
    path("practices/<int:number>/", practices.one, name="practice"),
    path("practices/<int:number>/choice/", practices.choosing, name="practice_choosing"),
    path("practices/<int:number>/end/", practices.ending, name="practice_ending"),
    path("practices/<int:number>/logs/", practices.telling, name="practice_telling"),
    path("team/", me.team, name="team"),
    path("me/", me.me, name="me"),
    path("language/", me.language, name="language"),
    path("look/", me.look, name="look"),
    path("third-question/", me.third_question, name="third_question"),
    path("shares/", me.shares, name="shares"),
    path("shares/<int:pk>/end/", me.share_end, name="share_end"),
    path("limits/", limits.limits, name="limits"),
    path("limits/<int:pk>/end/", limits.limit_end, name="limit_end"),
    path("agreed/", consents.consents, name="consents"),
    path("agreed/<int:pk>/", consents.one, name="consent"),
    path("agreed/<int:pk>/end/", consents.end, name="consent_end"),
    path("agreed/new/<slug:kind>/", consents.new, name="consent_new"),
    path("shared/", shared.shared, name="shared"),
    path("looks/", looks.looks, name="looks"),
    path("corrections/", corrections.corrections, name="corrections"),
    path("corrections/<int:pk>/disagreement/", corrections.disagreement, name="disagreement"),
    path("notice/", notice.notice, name="notice"),
    path("copy/", copies.copies, name="copy"),
    path("copy/page/", copies.on_a_page, name="copy_page"),
    path("copy/paper/", copies.on_paper, name="copy_paper"),
    path("copy/data/", copies.as_a_file, name="copy_data"),
    path("away/", me.leave, name="leave_explained"),
]

urlpatterns = [
    path("me/", include(own)),
    path("tablet/", tablet.tablet, name="tablet"),
    path("tablet/declining/", tablet.declining, name="tablet_declining"),
    path("tablet/end/", tablet.end, name="tablet_end"),
    path("help/", include("handrail.interfaces.client.help_urls")),
    path("x/", phone.neutral, name="neutral"),
    path("sw.js", phone.worker, name="worker"),
]
