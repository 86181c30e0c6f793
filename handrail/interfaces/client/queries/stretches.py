"""Days that a person counts: this stretch beside all of them, and each former one."""

from __future__ import annotations

from typing import Any

from handrail.foundation.ledger.act import Act
from handrail.foundation.teams.queries import local
from handrail.interfaces.client.wording import day_words
from handrail.pillars.peer_support.models import Stretch


def stretches_page(act: Act) -> dict[str, Any]:
    """Nothing of it when nobody counts."""
    person = act.actor
    assert person is not None
    today = local(person, act.at).date()
    counted = list(Stretch.objects.filter(person=person).order_by("-from_on", "-pk"))
    now = next((one for one in counted if one.until_on is None), None)
    return {
        "counts": bool(counted),
        "now": now.days(today) if now else None,
        "since": day_words(now.from_on) if now else "",
        "all_days": sum(one.days(today) for one in counted),
        "former": [
            (day_words(one.from_on), one.days(today)) for one in counted if one.until_on and one.days(today)
        ],
        "today": today,
    }
