"""The sender of reminders: a process of its own, so that a wave of them stands before nobody's check-in and no alert."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import structlog
from django.conf import settings
from django.db import close_old_connections, connections
from django.utils import timezone

from handrail.continuum.reminding import invitations, set_due, still_hold
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.models import Heartbeat
from handrail.foundation.messaging import actions as messaging
from handrail.foundation.messaging.coming_back import take_returned
from handrail.foundation.messaging.delivering import send_due
from handrail.pillars.case_management.actions import take_back_question
from handrail.pillars.crisis.actions import take_back_call

log = structlog.get_logger("sender")

LOOP = "sender"
#: How often, in seconds, it looks for what is due; says that it goes round; and looks for what is to be set.
BREATH, HEARTBEAT, SET_EVERY = 1.0, 5.0, 30.0
#: In a wave it rests after each turn for this part of what the turn took: others want the machine too.
REST = 0.8
#: Who takes back mail that is no note to a person.
TAKERS = {"page": take_back_call, "referral": take_back_question}


def rest_after(took: float, sent: int) -> float:
    """Seconds until the next turn: at once but for the rest while there is more, else a breath."""
    return took * REST if sent else BREATH


class Sender:
    """Goes round until it is told to stop; a lost database is waited for, never fatal."""

    def __init__(self) -> None:
        self.stopping = threading.Event()
        self._beaten, self._set = -HEARTBEAT, -SET_EVERY

    def run(self) -> None:
        """Run until `stop`."""
        while not self.stopping.is_set():
            began, sent = time.monotonic(), 0
            try:
                close_old_connections()
                sent = self.turn()
            except Exception as trouble:  # noqa: BLE001 - a loop that must not stop says so and goes on
                log.error("loop_troubled", loop=LOOP, trouble=type(trouble).__name__)
                connections.close_all()
            self.stopping.wait(rest_after(time.monotonic() - began, sent))
        connections.close_all()

    def stop(self) -> None:
        self.stopping.set()

    def turn(self) -> int:
        """Set, send and settle what is due now; returns how many messages went to a carrier."""
        act = Act(actor=None, at=timezone.now(), via="sender")
        if time.monotonic() - self._beaten >= HEARTBEAT:
            self._beaten = time.monotonic()
            Heartbeat.objects.update_or_create(loop=LOOP, defaults={"at": act.at})
        if time.monotonic() - self._set >= SET_EVERY:
            self._set = time.monotonic()
            set_due(act.at)
            messaging.settle_lost(act=act)
            self._take_returned(act)
        sent = send_due(act=act, holds=still_hold, files=invitations)
        if sent:
            log.info("sent", count=sent)
        return sent

    @staticmethod
    def _take_returned(act: Act) -> None:
        """Mail that came back, where somebody said where it lies; a folder that is not there stops no reminder."""
        if not settings.RETURNED_MAIL:
            return
        try:
            told = take_returned(Path(settings.RETURNED_MAIL).expanduser(), act=act, takers=TAKERS)
        except OSError as trouble:
            log.error("returned_mail_unread", trouble=type(trouble).__name__)
            return
        for kind, count in told.items():
            log.info("mail_came_back", kind=kind, count=count)
