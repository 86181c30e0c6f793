"""What people wrote, and texts that came in: addresses."""

from __future__ import annotations

from django.urls import path

from handrail.interfaces.staff.views import circles, messages, texts

urlpatterns = [
    path("messages/", messages.inbox, name="messages"),
    path("messages/hours/", messages.hours, name="reply_hours"),
    path("messages/away/", messages.away, name="away"),
    path("messages/back/", messages.back, name="back"),
    path("messages/<int:conversation_id>/", messages.conversation, name="conversation"),
    path("people/<int:person_id>/messages/", messages.conversations, name="conversations"),
    path("circles/", circles.circles, name="circles"),
    path("circles/<int:circle_id>/", circles.circle, name="circle"),
    path("circles/<int:circle_id>/invitations/", circles.invitations, name="circle_invitations"),
    path("circles/<int:circle_id>/moderators/", circles.moderators, name="circle_moderators"),
    path("circles/<int:circle_id>/state/", circles.state, name="circle_state"),
    path("circles/messages/<int:circle_message_id>/hiding/", circles.hiding, name="circle_hiding"),
    path("circles/members/<int:circle_member_id>/end/", circles.taking_out, name="circle_taking_out"),
    path("texts/", texts.texts, name="texts"),
    path("texts/<int:text_id>/", texts.text_seen, name="text_seen"),
]
