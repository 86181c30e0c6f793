"""Maya's safety plan, written with Sam."""

from __future__ import annotations

from datetime import datetime, timedelta

from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.pillars.crisis import actions as crisis

AGO = timedelta(days=19)
WORDS = {
    "sp_signs": ["I stop answering Rosa.", "I drive the long way past the old place."],
    "sp_self": ["Cold water on my face", "Walk the dog to the creek", "Put on the Saturday playlist"],
    "sp_places": ["The 7 o’clock meeting", "The bakery, even off shift"],
    "sp_people": ["Rosa. She knows about this plan."],
    "sp_services": ["988, day or night", "My team’s line"],
    "sp_means": ["Rosa holds my pills."],
    "sp_reasons": ["Mia’s Saturday games. The bread."],
    "sp_overdose": ["Naloxone is in the kitchen drawer. Rosa knows how."],
}


def write_mayas_plan(maya: Person, now: datetime) -> None:
    """The first version, in her words."""
    crisis.write_safety_plan(maya, WORDS, instead_of=0, act=Act(actor=maya, at=now - AGO, via="client"))
