"""Who walks with whom: asked by the person, said yes to by the peer, ended by the person without a reason."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person


class AlreadyAnswered(ValueError):
    """Somebody was quicker: this is asked no more."""


class MatchQuerySet(models.QuerySet["Match"]):
    def visible_to(self, act: Act) -> MatchQuerySet:
        """Those of the actor, as the person or as the peer: to nobody else does it say who asked for whom."""
        return self.filter(Q(person=act.actor) | Q(peer=act.actor))

    def asked(self) -> MatchQuerySet:
        return self.filter(state=Match.State.ASKED)

    def current(self) -> MatchQuerySet:
        return self.filter(state=Match.State.ACCEPTED)

    def holding_a_place(self) -> MatchQuerySet:
        return self.filter(state__in=OPEN)


class Match(models.Model):
    """A person and a peer. `place` is which of the peer's places it takes, while it is asked or holds."""

    class State(models.TextChoices):
        ASKED = "asked", _("Asked")
        ACCEPTED = "accepted", _("Walks with you")
        DECLINED = "declined", _("No room right now")
        WITHDRAWN = "withdrawn", _("Taken back")
        ENDED = "ended", _("Ended")

    MOVES = {
        State.ASKED: {State.ACCEPTED, State.DECLINED, State.WITHDRAWN},
        State.ACCEPTED: {State.ENDED},
        State.DECLINED: set(),
        State.WITHDRAWN: set(),
        State.ENDED: set(),
    }

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    peer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, choices=State, default=State.ASKED)
    place = models.PositiveSmallIntegerField()
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = MatchQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["peer", "place"],
                condition=Q(state__in=["asked", "accepted"]),
                name="a_peers_place_is_taken_once",
            ),
            models.UniqueConstraint(
                fields=["person"], condition=Q(state="asked"), name="one_peer_is_asked_at_a_time"
            ),
            models.UniqueConstraint(
                fields=["person"], condition=Q(state="accepted"), name="one_peer_walks_with_a_person"
            ),
            models.CheckConstraint(condition=~Q(person=models.F("peer")), name="nobody_is_their_own_peer"),
            models.CheckConstraint(condition=Q(place__gte=1), name="places_of_a_peer_count_from_one"),
            models.CheckConstraint(
                condition=Q(state__in=["ended", "withdrawn"], ended_at__isnull=False)
                | Q(state__in=["asked", "accepted", "declined"], ended_at=None),
                name="a_match_that_is_over_says_since_when",
            ),
        ]
        indexes = [models.Index(fields=["person", "state"], name="matches_of_a_person")]

    def move_to(self, state: Match.State) -> None:
        """Raises AlreadyAnswered when that is no move from where it stands."""
        if state not in self.MOVES[self.State(self.state)]:
            raise AlreadyAnswered("This was already answered. Nothing was changed.")
        self.state = state


OPEN = (Match.State.ASKED.value, Match.State.ACCEPTED.value)
