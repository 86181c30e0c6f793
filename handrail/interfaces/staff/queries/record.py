"""What stands beside every page of one person's record: who they are, how to reach them, who cares for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.db.models import Min
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from handrail.continuum.journey.sight import Cell
from handrail.continuum.responses.models import Proposal
from handrail.continuum.watch.models import MEASURES, Finding
from handrail.foundation.consent.asker import THEMSELF, asker
from handrail.foundation.consent.evaluator import Decision, people_for, standings
from handrail.foundation.consent.matrix import cell
from handrail.foundation.consent.models import Conflict
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import record_viewings
from handrail.foundation.people.models import CarePreferences, ContactPoint, Person
from handrail.foundation.plans.models import Step
from handrail.foundation.rights.models import NoticeDelivery
from handrail.foundation.rights.privacy_notice import CURRENT
from handrail.foundation.teams.models import CareRelationship, Enrolment
from handrail.foundation.teams.queries import local, team_of
from handrail.foundation.welcome.policy import ARRANGE
from handrail.interfaces.contact_words import Way, ways
from handrail.interfaces.staff.queries.alerts import Row, row
from handrail.interfaces.staff.queries.bands import Band
from handrail.interfaces.staff.queries.deciding import PRESENCE, decided_about
from handrail.interfaces.staff.queries.emergencies import OpenEmergency, open_on, until_words
from handrail.interfaces.staff.queries.expected_days import ExpectedDays, expected_days
from handrail.interfaces.staff.queries.glance import Glance
from handrail.interfaces.staff.queries.in_touch import contact_page
from handrail.interfaces.staff.queries.wishes import WishesRead, wishes_for
from handrail.interfaces.staff.words.times import age_words, day_words, on_day
from handrail.pillars.counseling.models.notes import reads_whole
from handrail.pillars.crisis.models import Alert
from handrail.pillars.crisis.models.alerts import DESK
from handrail.pillars.crisis.noting import note_critical


@dataclass(frozen=True)
class Record:
    """One person, as far as the reader may see; the rest of a page asks `may`."""

    person: Person
    act: Act
    basis: Decision
    opened: dict[Cell, frozenset[int]]

    def may(self, resource: str, action: str = "read") -> bool:
        """Whether a cell of the access matrix is open for this person."""
        return self.person.pk in self.opened[resource, action]

    @property
    def in_part(self) -> bool:
        """Whether the reader answers in a crisis and reads what cannot wait, and no more."""
        return self.basis.fields == "critical"

    @cached_property
    def now(self) -> datetime:
        """Now, on the reader's clock."""
        return local(self.act.actor, self.act.at) if self.act.actor else self.act.at

    @property
    def today(self) -> date:
        """Today, on the reader's clock."""
        return self.now.date()

    @cached_property
    def about(self) -> str:
        """Pronouns, age and since when, as far as the role's field set goes."""
        full = self.basis.fields == "full"
        told = [
            self.person.pronouns,
            age_words(self.person.born_on, self.today) if full else "",
            self._since() if full else "",
        ]
        return " · ".join(part for part in told if part)

    def _since(self) -> str:
        first = Enrolment.objects.filter(person=self.person).aggregate(day=Min("from_on"))["day"]
        return _("since %(day)s") % {"day": on_day(first, self.today)} if first else ""

    @cached_property
    def matters(self) -> str:
        """What matters to the person, in their words."""
        found = CarePreferences.objects.filter(person=self.person).first()
        return found.what_matters if found and self.may("care_plan") else ""

    @property
    def may_refer(self) -> bool:
        """Whether the reader may propose a service to them."""
        return self.may("referrals", "append")

    @cached_property
    def wishes(self) -> WishesRead | None:
        """How they want to be treated, for whoever cares for them."""
        return wishes_for(self.person, self.may)

    @cached_property
    def check_ins(self) -> ExpectedDays | None:
        """On which days check-ins are asked for, for whoever reads them."""
        return expected_days(self.person, self.act.at, self.may)

    @cached_property
    def alert(self) -> Alert | None:
        """Their open alert, when the reader may see it."""
        if not self.may("crisis_episodes"):
            return None
        mine = Alert.objects.open().filter(person=self.person)
        return mine.with_holder().select_related("person").first()

    @cached_property
    def crisis(self) -> Row | None:
        """Their open alert in words."""
        return row(self.alert, self.act) if self.alert else None

    @cached_property
    def reads_safety_plan(self) -> bool:
        """Whether the reader may read their safety plan, or write the first one with them."""
        return self.may("safety_plan")

    @property
    def reads_of_peers(self) -> bool:
        """Whether a role of the reader may read of a peer's contacts: all, or what was shared up."""
        rules = {
            cell(standing.role, "peer_notes").read for standing in standings(self.act) if standing != THEMSELF
        }
        return bool(rules & {"assigned", "shared_up"})

    @cached_property
    def may_ask_for_help(self) -> bool:
        """Whether the reader may raise an alert for them."""
        desk = any(standing.role in DESK for standing in standings(self.act))
        adds = self.may("crisis_episodes", "append") or (desk and self.may("crisis_episodes"))
        return adds and self.alert is None

    @cached_property
    def may_write(self) -> bool:
        """Whether the reader is on their team, and so takes part in what is written."""
        return any(care.worker == self.act.actor for care in self.team)

    @property
    def logs_contact(self) -> str:
        """Where the reader writes down that they were in touch."""
        return contact_page(self.person, self.act.actor, self.team, notes=self.reads_notes, meetings=self.books,
                            finding=self.may("care_plan", "append") and self.sees_contact)  # fmt: skip

    @cached_property
    def ways(self) -> list[Way]:
        """How to reach them, with their rules."""
        if not self.may("safe_contact"):
            return []
        points = ContactPoint.objects.filter(person=self.person, ended_at=None).safest_first()
        return ways(list(points), local(self.person, self.act.at))

    @property
    def reads_notes(self) -> bool:
        """Whether the reader reads what was written of sessions, whole."""
        return self.may("counseling_notes") and reads_whole(self.act)

    @property
    def books(self) -> bool:
        """Whether the reader may book a time with them."""
        return self.may("appointments")

    @property
    def gives_notice(self) -> bool:
        """Whether the reader may write down that they gave it."""
        return self.may("consents", "append")

    @cached_property
    def notice(self) -> NoticeDelivery | None:
        """How the notice of privacy practices in force reached them, if it did."""
        return NoticeDelivery.objects.filter(person=self.person, version=CURRENT).order_by("pk").first()

    @property
    def sees_contact(self) -> bool:
        """Whether the reader may know how to reach them."""
        return self.may("safe_contact")

    @property
    def writes_contact(self) -> bool:
        """Whether the reader may write down with them how to reach them."""
        return self.sees_contact and self.may("safe_contact", "write")

    @cached_property
    def team(self) -> list[CareRelationship]:
        """Who cares for them now, counselor first."""
        return team_of(self.person, self.act.at)

    @cached_property
    def arranges(self) -> bool:
        """Whether the reader may say who cares for them."""
        arranging = any(standing.role in ARRANGE for standing in standings(self.act))
        return arranging and self.may("demographics", "write")

    @property
    def ties(self) -> list[tuple[str, str]]:
        """How a worker may know the person outside of work."""
        return [(value, str(label)) for value, label in Conflict.Tie.choices]

    @cached_property
    def glance(self) -> Glance:
        """Short lines: what they must not get, what they need, what they agreed to, whether naloxone is at hand."""
        return Glance(self.person, self.act, self.may, self.basis.fields)

    @cached_property
    def emergency(self) -> OpenEmergency | None:
        """What the reader opened in an emergency, while it lasts."""
        found = open_on(self.person, self.act) if asker(self.act).emergencies else None
        return OpenEmergency(until_words(found, self.now), found.pk, bool(found.lacks)) if found else None

    @cached_property
    def concern(self) -> Band | None:
        """What is open, for whoever may read what was found: in the check-ins, or in a scale."""
        findings = Finding.objects.filter(concern__person=self.person, concern__closed_at=None)
        found = findings.select_related("concern").newest_first()
        finding = next((one for one in found if self.may(one.resource)), None)
        if finding is None or finding.concern is None:
            return None
        told = finding.concern
        since = day_words(told.opened_at.astimezone(self.now.tzinfo).date(), self.today)
        return Band(told.pk, finding.headline, finding.sentence, since, self.may("checkins", "append"))

    def tells_why(self, step: Step) -> bool:
        """Whether the reader may read why a step was proposed: what was found is told with what it was found in."""
        if step.origin != Step.Origin.PROPOSAL:
            return True
        if not (self.may("checkins") and self.may("measures")):
            return self.may(self._grounds.get(step.pk, MEASURES))
        return True

    @cached_property
    def _grounds(self) -> dict[int, str]:
        """What each proposed step rests on, as a resource of the access matrix."""
        if not (self.may("checkins") or self.may("measures")):
            return {}
        taken = Proposal.objects.filter(response__person=self.person, step__isnull=False)
        return {
            one.step_id: one.response.finding.resource
            for one in taken.select_related("response__finding")
            if one.step_id
        }

    def tabs(self, here: str) -> list[dict[str, object]]:
        """The pages of this record that the reader may open."""
        pages = [("person", _("Story"), True), ("brief", _("Session brief"), self.may("care_plan")), ("measures", _("Measures"), self.may("measures")),
                 ("plan", _("Plan"), self.may("care_plan")), ("notes_of", _("Notes"), self.reads_notes), ("practices", _("Practices"), self.may("care_plan")),
                 ("contacts", _("Peer"), self.reads_of_peers),
                 ("referrals", _("Referrals"), self.may("referrals")), ("medicines", _("Medicines"), self.may("medications")),
                 ("consents_of", _("Consents"), self.may("consents")),
                 ("disclosures_of", _("Shared outside"), self.may("disclosure_log"))]  # fmt: skip
        return [
            {"word": word, "href": reverse(f"staff:{name}", args=[self.person.pk]), "current": name == here}
            for name, word, shown in pages
            if shown
        ]


def record_of(
    person_id: int, act: Act, *shown: str, asking: tuple[str, ...] = (), critical: bool = False, team: Sequence[Cell] = (),
) -> Record:  # fmt: skip
    """The record of somebody the reader may see, and a note of who looked at which of `shown`. Absent otherwise."""
    # `asking`: further resources that the page reads, asked in the same question. `team`: what it asks for each of
    # their team as well. `critical`: it shows what cannot wait.
    others = people_for(act, "demographics").exclude(pk=act.actor.pk if act.actor else 0)
    person = others.filter(pk=person_id).first()
    if person is None:
        raise Http404
    decided = decided_about(person, act, asking, team)
    if not decided[PRESENCE].allowed:
        raise Http404
    opened = {one: frozenset({person.pk} if found.allowed else ()) for one, found in decided.items()}
    record = Record(person, act, decided[PRESENCE], opened)
    # Allergies stand beside every page of a record.
    beside = dict.fromkeys(("demographics", "medications", *shown))
    looked = {one: decided[one, "read"] for one in beside if record.may(one)}
    if critical and record.in_part:
        note_critical(person, looked, act=act)
    else:
        record_viewings(person, {one: found.basis for one, found in looked.items()}, act=act)
    return record
