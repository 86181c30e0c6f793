"""Who cares for whom: the organisation, its programmes and sites, and the relations between people."""

from __future__ import annotations

from datetime import date, datetime

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from handrail.foundation.people.models import Person
from handrail.foundation.teams.days import lasting, lasting_at


class Role(models.TextChoices):
    """The workforce roles of the access matrix that hold a membership."""

    COUNSELOR = "counselor", _("Counselor")
    PEER_SPECIALIST = "peer_specialist", _("Peer specialist")
    CASE_MANAGER = "case_manager", _("Case manager")
    CRISIS_RESPONDER = "crisis_responder", _("Crisis responder")
    PRESCRIBER = "prescriber", _("Prescriber or nurse")
    SUPERVISOR = "supervisor", _("Supervisor")
    FRONT_DESK = "front_desk", _("Front desk")
    ANALYST = "analyst", _("Analyst")
    ADMINISTRATOR = "administrator", _("Administrator")
    PRIVACY_OFFICER = "privacy_officer", _("Privacy officer")


#: The strand each role's work belongs to on the timeline.
STRANDS = {
    Role.COUNSELOR: "counsel",
    Role.PRESCRIBER: "counsel",
    Role.PEER_SPECIALIST: "peer",
    Role.CASE_MANAGER: "case",
    Role.CRISIS_RESPONDER: "crisis",
    Role.SUPERVISOR: "counsel",
}


class Organisation(models.Model):
    """This installation's organisation: one row."""

    name = models.CharField(max_length=120)
    time_zone = models.CharField(max_length=64, default="America/New_York")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="one_installation_serves_one_organisation"),
        ]


class HelpLine(models.Model):
    """A number people can call for help: organisation data, with a date by which somebody checks it again."""

    class Purpose(models.TextChoices):
        CRISIS_CALL = "crisis_call", _("Crisis line by phone")
        CRISIS_TEXT = "crisis_text", _("Crisis line by text")
        EMERGENCY = "emergency", _("Emergency services")
        TEAM = "team", _("The team on call")
        MOBILE_TEAM = "mobile_team", _("The mobile team, for whoever answers a crisis")

    purpose = models.CharField(max_length=16, choices=Purpose, unique=True)
    number = models.CharField(max_length=32)
    checked_on = models.DateField()
    check_again_on = models.DateField()


class Site(models.Model):
    """A place where the organisation works."""

    name = models.CharField(max_length=120)
    address = models.CharField(max_length=240, blank=True)
    time_zone = models.CharField(max_length=64, default="America/New_York")


class Programme(models.Model):
    """A programme people enrol in, with its declared status under 42 CFR Part 2."""

    class Part2(models.TextChoices):
        COVERED = "covered", _("Covered by 42 CFR Part 2")
        NOT_COVERED = "not_covered", _("Not covered")
        UNDECLARED = "undeclared", _("Not declared: treated as covered")

    name = models.CharField(max_length=120, unique=True)
    part2 = models.CharField(max_length=12, choices=Part2, default=Part2.UNDECLARED)

    def __str__(self) -> str:
        return self.name

    @property
    def is_covered(self) -> bool:
        return self.part2 != Programme.Part2.NOT_COVERED


class MembershipQuerySet(models.QuerySet["Membership"]):
    def at(self, moment: datetime) -> MembershipQuerySet:
        """Held at that moment, by the organisation's own day."""
        return self.filter(lasting_at(moment))

    def on(self, day: date) -> MembershipQuerySet:
        """Held on a day of the organisation's calendar."""
        return self.filter(lasting(day))


class Membership(models.Model):
    """A worker's role in a programme, from one day until another."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    role = models.CharField(max_length=20, choices=Role)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="a_role_in_a_programme_is_held_once_at_a_time",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("programme", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    (
                        Func(
                            F("from_on"),
                            F("until_on"),
                            RangeBoundary(),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
                name="a_membership_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["programme", "role"], name="members_by_programme_role")]


class Credential(models.Model):
    """A licence or certificate a worker holds, and when it runs out. Under supervision, somebody signs with them."""

    class Practice(models.TextChoices):
        INDEPENDENT = "independent", _("On their own")
        SUPERVISED = "supervised", _("Under supervision")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    issuer = models.CharField(max_length=120, blank=True)
    number = models.CharField(max_length=64, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    practice = models.CharField(
        max_length=12, choices=Practice, default=Practice.INDEPENDENT, db_default=Practice.INDEPENDENT
    )


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    def at(self, moment: datetime) -> EnrolmentQuerySet:
        """Open at that moment, by the organisation's own day."""
        return self.filter(lasting_at(moment))

    def on(self, day: date) -> EnrolmentQuerySet:
        """Open on a day of the organisation's calendar, where it is known already (`asker.day`)."""
        return self.filter(lasting(day))


class Enrolment(models.Model):
    """A client's time in a programme (FHIR EpisodeOfCare)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "programme"],
                condition=Q(until_on=None),
                name="one_open_enrolment_per_programme",
            ),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
                name="an_enrolment_ends_after_it_begins",
            ),
        ]
        indexes = [
            # Who may see whom is answered from these alone, without a look at the rows.
            models.Index(
                fields=["programme", "person"], include=["from_on", "until_on"], name="enrolled_by_programme"
            )
        ]


class CareRelationshipQuerySet(models.QuerySet["CareRelationship"]):
    def at(self, moment: datetime) -> CareRelationshipQuerySet:
        return self.filter(Q(from_at__lte=moment) & (Q(until_at=None) | Q(until_at__gt=moment)))


class CareRelationship(models.Model):
    """A worker cares for a client, in a role, from one moment until another (FHIR CareTeam participant)."""

    worker = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=Role)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)

    objects = CareRelationshipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["worker", "person", "role"],
                condition=Q(until_at=None),
                name="one_open_care_relationship_per_role",
            ),
            models.CheckConstraint(
                condition=~Q(worker=F("person")), name="nobody_cares_for_themselves_as_a_worker"
            ),
            models.CheckConstraint(
                condition=Q(until_at=None) | Q(until_at__gte=F("from_at")),
                name="a_care_relationship_ends_after_it_begins",
            ),
        ]
        indexes = [
            models.Index(fields=["worker", "person"], name="caring_for_now", condition=Q(until_at=None)),
            models.Index(fields=["person", "role"], name="cared_for_now", condition=Q(until_at=None)),
            models.Index(
                fields=["worker", "role", "person"], include=["from_at", "until_at"], name="cared_for_ever"
            ),
        ]

    @property
    def strand(self) -> str:
        return STRANDS.get(Role(self.role), "counsel")
