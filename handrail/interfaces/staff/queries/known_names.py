"""What organizations are called here: words in a name label nobody."""

from __future__ import annotations

from handrail.foundation.teams.models import Organisation, Programme, Site
from handrail.pillars.case_management.models import Provider


def known_names() -> list[str]:
    """This organization, its sites and programs, and those in the directory. One query.

    A name of one word is left out: "Detox" on a door is a name, in a note it is mostly not.
    """
    own, sites, programmes, others = (
        rows.values_list("name", flat=True).order_by()
        for rows in (Organisation.objects, Site.objects, Programme.objects, Provider.objects)
    )
    return [name for name in own.union(sites, programmes, others) if len(name.split()) > 1]
