"""The half of a check-in that was answered already, kept in the session until the last answer is sent.

It holds the word of its owner: on a shared phone the next person who signs in never sees it.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from uuid import uuid4

from django.http import HttpRequest, QueryDict

from handrail.foundation.ledger.act import Act
from handrail.foundation.teams.queries import local
from handrail.interfaces.client.frame import owner_word
from handrail.interfaces.client.questions import SKIP, accepted

PLACE, LONG_PLACE = "check_in", "long_check_in"
LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Draft:
    """`day` is the person's own, as text; `answers` maps a question to a choice, or to "skip"."""

    owner: str
    key: str
    day: str
    answers: dict[str, str] = field(default_factory=dict)

    def with_answers(self, answers: dict[str, str]) -> Draft:
        return Draft(self.owner, self.key, self.day, self.answers | answers)


def new_draft(act: Act) -> Draft:
    """Nothing answered yet, today."""
    assert act.actor is not None
    return Draft(owner_word(act.actor), str(uuid4()), today(act))


def today(act: Act) -> str:
    assert act.actor is not None
    return local(act.actor, act.at).date().isoformat()


def kept_draft(request: HttpRequest, act: Act) -> Draft | None:
    """What this person began today, None when there is nothing."""
    held = request.session.get(PLACE)
    fresh = new_draft(act)
    if not held or held["owner"] != fresh.owner or held["day"] != fresh.day:
        return None
    return Draft(**held)


def keep(request: HttpRequest, draft: Draft) -> None:
    request.session[PLACE] = asdict(draft)


def drop(request: HttpRequest) -> None:
    for place in (PLACE, LONG_PLACE):
        request.session.pop(place, None)


def answers_in(sent: QueryDict) -> dict[str, str]:
    """The answers of the phone's questions in what was sent; what is none of our choices is left out."""
    return {
        name: choice
        for name, choices in accepted().items()
        if (choice := sent.get(name, "")) and (choice in choices or choice == SKIP)
    }


def keep_through_sign_in(request: HttpRequest) -> None:
    """The session had ended: hold what was sent until its owner has signed in again."""
    sent = request.POST
    owner, key, day = (sent.get(name, "")[:LONGEST] for name in ("owner", "key", "day"))
    if "words" in sent:
        typed = {
            name: sent[name][:LONGEST].replace("\x00", "") for name in sent if name != "csrfmiddlewaretoken"
        }
        request.session[LONG_PLACE] = {"owner": owner, "typed": typed}
    else:
        keep(request, Draft(owner, key, day, answers_in(sent)))


def typed_before(request: HttpRequest, act: Act) -> dict[str, str]:
    """What this person had typed into the longer check-in when their session ended."""
    held = request.session.get(LONG_PLACE)
    assert act.actor is not None
    return held["typed"] if held and held["owner"] == owner_word(act.actor) else {}
