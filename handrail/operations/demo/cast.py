"""Who to sign in as."""

from __future__ import annotations

from handrail.operations.demo.partner import HARBOR_HOUSE, MEMBER, MEMBER_EMAIL
from handrail.operations.demo.people import PLACE as PEOPLE_AT
from handrail.operations.demo.staff import PLACE as STAFF_AT
from handrail.operations.demo.staff import POSTS
from handrail.operations.demo.stories import MAYA

#: The one password of every account of the demo. It protects nothing real.
PASSWORD = "riverbend-in-november"  # noqa: S105
#: In the order in which they are shown: those around Maya first.
SHOWN = ("Priya", "Sam", "Lena", "Ada", "Noor", "Ravi", "Theo", "Elin", "Marit", "Opal")
NOT_HERS = {"Theo": "Counselor on another team, who sees nothing of Maya’s"}


def accounts_to_show() -> list[tuple[str, str, str]]:
    """Who to sign in as: name, role, email address. The password of each is PASSWORD."""
    by_name = {post.cast.given: post for post in POSTS if post.cast}
    shown = [(MAYA.name.preferred, "Client", f"{MAYA.name.given.lower()}@{PEOPLE_AT}")]
    for given in SHOWN:
        post = by_name[given]
        assert post.cast is not None
        role = NOT_HERS.get(given, str(post.role.label))
        shown.append((post.cast.preferred, role, f"{given.lower()}@{STAFF_AT}"))
    return [*shown, (MEMBER.preferred, f"Partner: {HARBOR_HOUSE}", MEMBER_EMAIL)]
