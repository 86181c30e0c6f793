"""A written consent, whom it names, and what goes out on it (42 CFR 2.31; FHIR Consent)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from handrail.foundation.consent.models.moments import open_at
from handrail.foundation.people.models import Person
from handrail.foundation.sealing.fields import SealedText
from handrail.foundation.sealing.row_key import RowKey
from handrail.foundation.teams.days import OrganisationDay, lasting
from handrail.foundation.teams.models import Enrolment


class Recipient(models.Model):
    """Who may receive under a consent: one person, an organisation, a class of them, an intermediary, a machine."""

    class Kind(models.TextChoices):
        PERSON = "person", _("One person")
        ORGANISATION = "organisation", _("An organisation")
        CLASS = "class", _("Everybody of a kind")
        INTERMEDIARY = "intermediary", _("An organisation that passes records on")
        SYSTEM = "system", _("A connected system")

    kind = models.CharField(max_length=12, choices=Kind)
    name = models.CharField(max_length=240)
    #: The account holder, when the recipient is one person who signs in here.
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="a_recipient_is_named"),
            models.UniqueConstraint(
                fields=["name"], condition=Q(kind="class"), name="each_class_of_recipients_is_named_once"
            ),
            models.CheckConstraint(
                condition=Q(person=None) | Q(kind="person"), name="only_one_person_is_a_person"
            ),
        ]

    def __str__(self) -> str:
        return self.name


#: After so many days without anybody saying so, nobody counts as somebody of a partner any more (access matrix).
CONFIRMED_FOR = timedelta(days=90)


class RecipientMemberQuerySet(models.QuerySet["RecipientMember"]):
    def at(self, moment: datetime) -> RecipientMemberQuerySet:
        """They sign in for it at that moment, by the organisation's own day."""
        today = OrganisationDay(moment)
        return self.filter(lasting(today), confirmed_on__gt=today - CONFIRMED_FOR)


class RecipientMember(models.Model):
    """Somebody who signs in for a recipient organisation (matrix role community_partner)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recipient = models.ForeignKey(Recipient, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    #: When the organisation last said that they still work there.
    confirmed_on = models.DateField()

    objects = RecipientMemberQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(until_on=None),
                name="a_partner_account_is_tied_to_one_organisation",
            ),
        ]


class ConsentQuerySet(models.QuerySet["Consent"]):
    def at(self, moment: datetime) -> ConsentQuerySet:
        """Signed, not revoked, not run out, and while treatment lasts where it ends with treatment."""
        lasting = Q(expires_on=None) | Q(expires_on__gt=OrganisationDay(moment))
        treated = Exists(Enrolment.objects.at(moment).filter(person=OuterRef("person")))
        return self.filter(
            open_at(moment, "signed_at", "revoked_at"),
            lasting,
            ~Q(ends=Consent.Ends.WITH_TREATMENT) | treated,
        )

    def covering(self, resource: str) -> ConsentQuerySet:
        return self.filter(resources__contains=[resource])


class Consent(models.Model):
    """One signed consent with every element of 42 CFR 2.31(a). `text` is what was read and signed, word for word."""

    class Kind(models.TextChoices):
        TPO = "tpo", _("Treatment, payment and running the programme")
        NAMED = "named", _("Sharing with one person or organisation")
        SUPPORTER = "supporter", _("Sharing with somebody close")
        COUNSELING_NOTES = "counseling_notes", _("Counseling notes")
        LEGAL = "legal", _("Use in court or by an authority")
        INTERMEDIARY = "intermediary", _("An organisation that passes records on")
        CRIMINAL_JUSTICE = "criminal_justice", _("Referral by a court, probation or parole")
        CRISIS = "crisis", _("The crisis team")

    class Purpose(models.TextChoices):
        TPO = "tpo", _("for treatment, payment, and health care operations")
        AT_REQUEST = "at_request", _("because I ask for it")
        TREATMENT = "treatment", _("for my treatment")
        SUPPORT = "support", _("so that they can support me")
        LEGAL = "legal", _("for the proceeding named here")
        CRISIS = "crisis", _("to help me in a crisis")
        MONITORING = "monitoring", _("so that they can see that I take part")

    class Ends(models.TextChoices):
        NEVER = "none", _("No end date")
        WITH_TREATMENT = "end_of_treatment", _("When my treatment ends")
        ON_DAY = "day", _("On a day")

    class How(models.TextChoices):
        SCREEN = "screen", _("On screen")
        WRITING = "writing", _("In writing")
        SPOKEN = "spoken", _("Spoken, and written down by a worker")

    id = RowKey(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind)
    discloser = models.CharField(max_length=240)
    recipient = models.ForeignKey(Recipient, on_delete=models.PROTECT, related_name="+")
    #: For an intermediary: who may receive through it; "" means those who treat the person.
    participants = SealedText(max_length=400, blank=True)
    resources = ArrayField(models.CharField(max_length=32))
    purpose = models.CharField(max_length=12, choices=Purpose)
    ends = models.CharField(max_length=20, choices=Ends)
    expires_on = models.DateField(null=True, blank=True)
    #: Criminal justice only (2.35): it cannot be taken back before this day.
    firm_until = models.DateField(null=True, blank=True)
    wording = models.CharField(max_length=40)
    language = models.CharField(max_length=12, default="en")
    text = SealedText()
    signed_name = SealedText(max_length=160)
    signed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    signed_how = models.CharField(max_length=8, choices=How)
    signed_at = models.DateTimeField()
    #: The worker who took the paper, and who else was there, when it was not signed on the person's own screen.
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    witness = SealedText(max_length=160, blank=True)
    #: The consent that this one changed: it ended when this was signed.
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_how = models.CharField(max_length=8, choices=How, blank=True)
    #: Who wrote the revocation down, when it was not the person on their own screen.
    revoked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = ConsentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(signed_name="") & ~Q(text="") & ~Q(discloser="") & Q(resources__len__gt=0),
                name="a_consent_has_its_elements",
            ),
            models.CheckConstraint(
                condition=Q(ends="day", expires_on__isnull=False) | (~Q(ends="day") & Q(expires_on=None)),
                name="a_consent_that_ends_on_a_day_names_it",
            ),
            models.CheckConstraint(
                condition=Q(kind="counseling_notes", resources=["sud_counseling_notes"])
                | (~Q(kind="counseling_notes") & ~Q(resources__contains=["sud_counseling_notes"])),
                name="consent_to_counseling_notes_stands_alone",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_how="", revoked_by=None)
                | (Q(revoked_at__gte=F("signed_at")) & ~Q(revoked_how="")),
                name="a_revocation_says_how",
            ),
            models.CheckConstraint(
                condition=Q(firm_until=None) | Q(kind="criminal_justice"),
                name="only_a_criminal_justice_consent_is_firm",
            ),
            models.CheckConstraint(
                condition=~Q(signed_how="spoken"), name="a_consent_is_written",
            ),
            models.CheckConstraint(
                condition=Q(signed_how="screen", recorded_by=None, witness="")
                | (~Q(signed_how="screen") & Q(recorded_by__isnull=False)),
                name="whoever_takes_a_paper_consent_is_named",
            ),
            models.UniqueConstraint(fields=["replaces"], name="a_consent_is_changed_once"),
            models.UniqueConstraint(
                fields=["person"], condition=Q(kind="tpo", revoked_at=None),
                name="one_open_consent_for_treatment_payment_and_operations",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(
                fields=["person", "kind"], name="consents_of_a_person", condition=Q(revoked_at=None)
            ),
            models.Index(fields=["recipient"], name="consents_for_a_recipient", condition=Q(revoked_at=None)),
        ]


class PacketQuerySet(models.QuerySet["Packet"]):
    def at(self, moment: datetime) -> PacketQuerySet:
        """Sent, and open or closed less than its time ago."""
        return self.filter(open_at(moment, "sent_at", "until_at"))


class Packet(models.Model):
    """What a recipient organisation may read about one person: no more than the consent it rests on."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recipient = models.ForeignKey(Recipient, on_delete=models.PROTECT, related_name="+")
    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="+")
    resources = ArrayField(models.CharField(max_length=32))
    sent_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    until_at = models.DateTimeField(null=True, blank=True)

    objects = PacketQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at=None, until_at=None) | Q(until_at__gte=F("closed_at")),
                name="a_packet_ends_after_it_is_closed",
            ),
            models.UniqueConstraint(
                fields=["person", "recipient"], condition=Q(closed_at=None),
                name="one_open_packet_per_recipient",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["recipient", "person"], name="packets_of_a_recipient")]
