"""Harbor House, the partner organisation of the cast, with Hana who signs in for it; and what Maya signed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from handrail.foundation.accounts.models import Account
from handrail.foundation.consent.models import Consent, Packet, Recipient, RecipientMember
from handrail.foundation.people.models import Person
from tests.cast import Cast

#: What Maya agrees to share with Harbor House.
HARBOR = ("demographics", "care_plan", "appointments", "consents")


def harbor_house(cast: Cast) -> Recipient:
    """The organisation, made once, and its member `cast.hana`."""
    made, new = Recipient.objects.get_or_create(kind=Recipient.Kind.ORGANISATION, name="Harbor House")
    if new:
        hana = Person.objects.create(preferred_name="Hana W.", made_at=cast.now - timedelta(days=90))
        Account.objects.create(email="hana@harbor.example", person=hana, made_at=hana.made_at, password="!")
        RecipientMember.objects.create(
            person=hana,
            recipient=made,
            from_on=cast.today - timedelta(days=90),
            confirmed_on=cast.today - timedelta(days=30),
        )
        cast.people["hana"] = hana
    return made


def signed(cast: Cast, **more: Any) -> Consent:
    """A consent of Maya to Harbor House, signed yesterday; `more` says what differs."""
    person = more.pop("person", cast.maya)
    return Consent.objects.create(**{
        "person": person, "kind": Consent.Kind.NAMED, "discloser": "Riverbend Recovery",
        "recipient": harbor_house(cast), "resources": list(HARBOR), "purpose": Consent.Purpose.TREATMENT,
        "ends": Consent.Ends.NEVER, "wording": "test-1", "text": "I agree.", "signed_name": str(person),
        "signed_by": person, "signed_how": Consent.How.SCREEN, "signed_at": cast.now - timedelta(days=1),
    } | more)  # fmt: skip


def packet_for(cast: Cast, who: str = "maya", **more: Any) -> Packet:
    """What was sent to Harbor House about somebody, on such a consent."""
    given = signed(cast, person=cast.people[who], **more)
    return Packet.objects.create(
        person=given.person, recipient=given.recipient, consent=given,
        resources=given.resources, sent_at=given.signed_at,
    )  # fmt: skip
