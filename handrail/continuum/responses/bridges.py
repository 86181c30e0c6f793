"""What a crisis itself asks of the team: the bridge after an overdose, and hands under somebody who lost a job."""

from __future__ import annotations

from handrail.continuum.watch.finding import Found, keep
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.models import Entry
from handrail.foundation.teams.queries import local
from handrail.pillars.crisis.actions import newest
from handrail.pillars.crisis.models import Alert, Answer, Around, SetOff

OVERDOSE = (
    "overdose_reversed",
    "strong",
    "An overdose",
    "An overdose was reported. What comes next is a bridge, not a judgement.",
)
JOB = ("job_lost", "alert", "A job lost", "They said that a job is lost, and asked for help.")


def bridge(entry: Entry, act: Act) -> None:
    """Once a day each: a finding of its own, whose playbook asks every role for one thing. Told by anybody, in a tap."""
    alert = Alert.objects.select_related("person").get(pk=entry.subject or 0)
    if alert.person is None:
        return
    told = newest(alert)
    overdose = told.get("overdose", {})
    if alert.origin == Alert.Origin.OVERDOSE or "yes" in {overdose.get("naloxone"), overdose.get("lately")}:
        _keep(alert, OVERDOSE, act)
    if told.get(Answer.AROUND, {}).get(Around.SET_OFF) == SetOff.JOB:
        _keep(alert, JOB, act)


def _keep(alert: Alert, what: tuple[str, str, str, str], act: Act) -> None:
    rule, level, headline, sentence = what
    assert alert.person is not None
    day = local(alert.person, act.at).date()
    keep(alert.person, Found(day, level, rule, headline, sentence), act=act)
