"""What people wrote, and texts that came in: addresses."""

from __future__ import annotations

from django.urls import path

from handrail.interfaces.staff.views import messages, texts

urlpatterns = [
    path("messages/", messages.inbox, name="messages"),
    path("messages/hours/", messages.hours, name="reply_hours"),
    path("messages/away/", messages.away, name="away"),
    path("messages/back/", messages.back, name="back"),
    path("messages/<int:conversation_id>/", messages.conversation, name="conversation"),
    path("people/<int:person_id>/messages/", messages.conversations, name="conversations"),
    path("texts/", texts.texts, name="texts"),
    path("texts/<int:text_id>/", texts.text_seen, name="text_seen"),
]
