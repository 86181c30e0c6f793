"""What people of the demo said for themselves: away, fewer days, how to reach them, a goal that ended, who comes along;
and a message that somebody else reads while its worker is away. All by the actions of the house."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid5

from handrail.continuum.watch import actions as watch
from handrail.foundation.consent import actions as consent
from handrail.foundation.consent.models import Consent, Recipient
from handrail.foundation.consent.terms import Named
from handrail.foundation.ledger.act import Act
from handrail.foundation.messaging import actions as messaging
from handrail.foundation.people.models import ContactPoint, Person
from handrail.foundation.plans import actions as plans
from handrail.foundation.plans.models import Goal
from handrail.foundation.scheduling.models import Appointment
from handrail.foundation.teams.models import CareRelationship, Membership, Role
from handrail.operations.demo.cast import SHOWN
from handrail.operations.demo.people import CODE
from handrail.operations.demo.stories import STORIES
from handrail.operations.demo.window import Window
from handrail.pillars.counseling import actions as counseling

KEY = UUID("8f0c54a2-77ad-4f3f-9d7e-2b1c6f0f1a55")
MON_WED_FRI = (0, 2, 4)
REACHED = "Slept at my own place for a month. The key is on the hook."
WROTE = "Can we move Thursday? The bakery asked me to stay until six."


def say_for_themselves(window: Window) -> None:
    """Whoever is not in this demo is left out."""
    people = {
        story.id: person
        for n, story in enumerate(STORIES, start=1)
        if (person := Person.objects.filter(external_id=CODE.format(n)).first()) is not None
    }
    for told, does in (
        ("came_back", _is_away), ("no_peer", _fewer_days), ("family", _reached_a_goal), ("maya", _reach_by_mail),
        ("maya", _ask_rosa_along), ("moved_town", _write_to_somebody_away),
    ):  # fmt: skip
        if told in people:
            does(people[told], window)


def _is_away(person: Person, window: Window) -> None:
    from_on = window.today + timedelta(days=5)
    act = Act(person, window.now - timedelta(hours=6), "client")
    watch.tell_absence(person, from_on=from_on, until_on=from_on + timedelta(days=3), act=act)


def _fewer_days(person: Person, window: Window) -> None:
    watch.choose_days(person, weekdays=MON_WED_FRI, act=Act(person, window.now, "client"))


def _reached_a_goal(person: Person, window: Window) -> None:
    goal = plans.set_goal(
        person, words="A key of my own.", need="housing", act=Act(person, window.now - timedelta(days=40), "client")
    )  # fmt: skip
    then = Act(person, window.now - timedelta(days=2), "client")
    plans.end_goal(goal, status=Goal.Status.COMPLETED, outcome=REACHED, act=then)


def _reach_by_mail(person: Person, window: Window) -> None:
    rules = consent.WayRules(
        ContactPoint.Safety.SAFE, words_to_say="Say that you write about the choir.",
        earliest=window.at(window.today, 9 * 60).time(), latest=window.at(window.today, 17 * 60).time(),
    )  # fmt: skip
    then = Act(person, window.now - timedelta(days=3), "client")
    consent.add_way(person, "email", "maya.reads@example.org", rules, act=then)


def _ask_rosa_along(person: Person, window: Window) -> None:
    coming = Appointment.objects.booked().filter(person=person, strand="counsel", starts_at__gt=window.now)
    one = coming.select_related("worker").order_by("starts_at").first()
    if one is None or one.worker is None:
        return
    rosa = Named(Recipient.Kind.PERSON, "Rosa")
    terms = consent.Terms(
        Consent.Kind.SUPPORTER, Consent.Purpose.SUPPORT, Consent.Ends.WITH_TREATMENT, recipient=rosa,
        resources=frozenset({"appointments"}),
    )  # fmt: skip
    signature = consent.Signature(person.legal_name or str(person))
    given = consent.give_consent(
        person, terms, signature=signature, act=Act(person, window.now - timedelta(days=5), "client")
    )
    act = Act(one.worker, window.now - timedelta(days=1), "staff")
    counseling.agree_on_family(one, may_be_said="How the evenings go.", stays_out="The job.", act=act)
    counseling.invite_guest(one, given.recipient, act=act)


def _write_to_somebody_away(person: Person, window: Window) -> None:
    """One of their team whom nobody knows by name is away since this morning, and their cover does not care for them."""
    caring = (
        CareRelationship.objects.at(window.now).filter(person=person).select_related("worker").order_by("pk")
    )
    known = {f"{name} " for name in SHOWN}
    care = next((one for one in caring if not one.worker.preferred_name.startswith(tuple(known))), None)
    cover = (
        Membership.objects.on(window.today)
        .filter(role=Role.SUPERVISOR)
        .select_related("person")
        .order_by("pk")
        .first()
    )
    if care is None or cover is None:
        return
    asked = Act(person, window.now - timedelta(hours=2), "client")
    talk = messaging.open_conversation(person, care.worker, act=asked)
    messaging.write(talk, WROTE, key=uuid5(KEY, "away"), act=asked)
    messaging.set_away(
        cover.person, window.now, window.now + timedelta(days=5), act=Act(care.worker, window.now, "staff")
    )
    messaging.hand_over(person.pk, act=Act(None, window.now, "clock"))
