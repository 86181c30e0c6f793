"""What somebody sent while they were asked again who they are: kept, and applied once."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from secrets import token_urlsafe

from django.db import transaction

from handrail.foundation.accounts.models import Session
from handrail.foundation.accounts.sealing import seal, unseal

KEPT = "session.kept"
#: Tabs that may wait at once; the oldest gives way.
AT_MOST = 5


@dataclass(frozen=True, slots=True)
class KeptForm:
    """Where it was sent, and what, as it came: application/x-www-form-urlencoded without the form's token."""

    path: str
    body: str


@transaction.atomic
def keep_form(session: Session, key: str, form: KeptForm) -> str:
    """Keep a form beside the session, sealed with its key; returns the word that gives it back once."""
    locked = Session.objects.select_for_update().get(pk=session.pk)
    waiting = unseal(locked.kept, key, KEPT)
    word = token_urlsafe(16)
    waiting[word] = asdict(form)
    locked.kept = seal(dict(list(waiting.items())[-AT_MOST:]), key, KEPT)
    locked.save(update_fields=["kept"])
    return word


@transaction.atomic
def take_kept_form(session: Session, key: str, word: str) -> KeptForm | None:
    """The form behind this word, for the first who asks; None for everybody after."""
    locked = Session.objects.select_for_update().filter(pk=session.pk).first()
    waiting = unseal(locked.kept, key, KEPT) if locked else {}
    found = waiting.pop(word, None)
    if locked is None or found is None:
        return None
    locked.kept = seal(waiting, key, KEPT)
    locked.save(update_fields=["kept"])
    return KeptForm(**found)
