"""Case reviews in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from handrail.continuum.journey.telling import Rows, Told
from handrail.continuum.reviews.models import CaseReview
from handrail.foundation.ledger.models import Entry


def case_review_closed(entry: Entry, rows: Rows) -> Told:
    review = rows.get(CaseReview, entry.subject)
    said = [review.working, review.in_the_way] if review else []
    return Told(_("The team talked about the plan"), text=" ".join(part for part in said if part))
