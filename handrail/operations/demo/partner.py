"""What Maya agreed to share: at admission, and with Harbor House, a partner organisation out of the story."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from handrail.foundation.accounts.models import Account
from handrail.foundation.consent import actions as consent
from handrail.foundation.consent.models import Consent, Disclosure, Recipient, RecipientMember
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.operations.demo.circles import open_a_circle
from handrail.operations.demo.handoffs import hand_over_once
from handrail.operations.demo.hinting import suggest_reviews
from handrail.operations.demo.names import SHE, Name
from handrail.operations.demo.notes import have_a_mail_come_back, let_notes_come, write_a_little
from handrail.operations.demo.peers import walk_with_maya
from handrail.operations.demo.people import PLACE as PEOPLE_AT
from handrail.operations.demo.pieces import answer_our_questions
from handrail.operations.demo.practising import practise_a_little
from handrail.operations.demo.safety import write_mayas_plan
from handrail.operations.demo.stories import MAYA
from handrail.operations.demo.topics import say_what_to_talk_about
from handrail.operations.demo.window import Window

HARBOR_HOUSE = "Harbor House"
MEMBER = Name("Hana", "Willowgate", SHE)
MEMBER_EMAIL = "hana@harborhouse.example"
SHARED = ("demographics", "care_plan", "appointments", "referrals", "safe_contact")
Kind, Purpose, Ends = Consent.Kind, Consent.Purpose, Consent.Ends
AT_ADMISSION = timedelta(days=60)
AGREED, READ = timedelta(days=20), (timedelta(days=19), timedelta(days=6), timedelta(days=2))


def open_partner(window: Window, password: str) -> None:
    """The organisation, somebody who signs in for it, Maya's consent, and what they read since."""
    began = window.now - timedelta(days=60)
    house = Recipient.objects.create(kind=Recipient.Kind.ORGANISATION, name=HARBOR_HOUSE)
    member = Person.objects.create(
        preferred_name=MEMBER.preferred, legal_name=MEMBER.legal, pronouns=MEMBER.pronouns, made_at=began
    )
    Account.objects.create(email=MEMBER_EMAIL, person=member, made_at=began, password=password)
    RecipientMember.objects.create(
        person=member, recipient=house, from_on=began.date(), confirmed_on=began.date()
    )
    maya = Account.objects.get(email=f"{MAYA.name.given.lower()}@{PEOPLE_AT}").person
    _share(maya, house, member, window.now)
    write_mayas_plan(maya, window.now)
    walk_with_maya(maya, window.now)
    practise_a_little(maya, window.now)
    hand_over_once(maya, window.now)
    answer_our_questions(maya, window.now)
    say_what_to_talk_about(maya, window.now)
    suggest_reviews(window.now)
    let_notes_come(maya, window.now)
    have_a_mail_come_back(maya, window.now)
    write_a_little(maya, window.now)
    open_a_circle(maya, window.now)


def _share(maya: Person, house: Recipient, member: Person, now: datetime) -> None:
    _agree(maya, Kind.TPO, Purpose.TPO, Ends.NEVER, now - AT_ADMISSION)
    _agree(maya, Kind.CRISIS, Purpose.CRISIS, Ends.WITH_TREATMENT, now - AT_ADMISSION)
    terms = {"recipient": house, "resources": frozenset(SHARED)}
    given = _agree(maya, Kind.NAMED, Purpose.TREATMENT, Ends.WITH_TREATMENT, now - AGREED, **terms)
    consent.send_packet(given, SHARED, act=Act(actor=maya, at=now - AGREED, via="client"))
    for ago in READ:
        act = Act(actor=member, at=now - ago, via="partner")
        consent.disclose(given, SHARED, how=Disclosure.How.PAGE, act=act)


def _agree(
    maya: Person, kind: Consent.Kind, purpose: Consent.Purpose, ends: Consent.Ends, at: datetime, **more: Any
) -> Consent:  # fmt: skip
    signature = consent.Signature(maya.legal_name or str(maya))
    terms = consent.Terms(kind, purpose, ends, **more)
    return consent.give_consent(maya, terms, signature=signature, act=Act(actor=maya, at=at, via="client"))
