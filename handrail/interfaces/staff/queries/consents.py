"""What a person agreed to, for whoever may read it: the whole of it, or only how it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.forms import Form
from django.utils.translation import gettext as _

from handrail.foundation.consent.evaluator import decide
from handrail.foundation.consent.models import Consent
from handrail.foundation.consent.naming import named
from handrail.foundation.consent.queries import Held, consents_of
from handrail.foundation.teams.queries import local
from handrail.interfaces.staff.consent_forms import StoppedForm
from handrail.interfaces.staff.queries.record import Record
from handrail.interfaces.staff.words.times import on_day


@dataclass(frozen=True, slots=True)
class Shown:
    """One consent. `whom` and `what` are "" for a role that reads only how it stands; `form` ends it."""

    consent: Consent
    kind: str
    whom: str
    what: str
    state: str
    form: Form | None


def consents_page(record: Record, sent: tuple[int, Form] | None = None) -> dict[str, Any]:
    """What holds first, then what ended; and which kinds can be written down from paper."""
    full = decide(record.act, "consents", record.person).fields == "full"
    writes = record.may("consents", "append")
    shown = [_shown(one, record, full, writes, sent) for one in consents_of(record.person, record.act)]
    return {
        "holding": [one for one in shown if one.consent.revoked_at is None],
        "ended": [one for one in shown if one.consent.revoked_at is not None],
        "kinds": Consent.Kind.choices if writes else [],
    }


def _shown(held: Held, record: Record, full: bool, writes: bool, sent: tuple[int, Form] | None) -> Shown:
    one, form = held.consent, None
    if writes and one.revoked_at is None:
        form = sent[1] if sent and sent[0] == one.pk else StoppedForm(auto_id=f"stopped-{one.pk}-%s")
    return Shown(
        one, one.get_kind_display(), held.recipient("en") if full else "",
        ", ".join(named(one.resources)) if full else "", _state(held, record), form,
    )  # fmt: skip


def _state(held: Held, record: Record) -> str:
    one, signed = held.consent, _day(held.consent.signed_at, record)
    told = {"day": signed, "how": one.get_signed_how_display(), "who": one.recorded_by}
    words = [
        _("%(how)s, %(day)s, written down by %(who)s.") % told
        if one.recorded_by
        else _("%(how)s, %(day)s.") % told
    ]
    if held.state == "over":
        words.append(_("It has run out."))
    if one.revoked_at is not None:
        ended = {"day": _day(one.revoked_at, record), "who": one.revoked_by}
        told_by = _("Stopped %(day)s, written down by %(who)s.") if one.revoked_by else _("Stopped %(day)s.")
        words.append((_("Changed %(day)s.") if held.state == "changed" else told_by) % ended)
    if one.firm_until is not None and one.revoked_at is None:
        words.append(
            _("Cannot be taken back before %(day)s.") % {"day": on_day(one.firm_until, record.today)}
        )
    return " ".join(words)


def _day(moment: Any, record: Record) -> str:
    assert record.act.actor is not None
    return on_day(local(record.act.actor, moment).date(), record.today)
