"""What each column is called where the person reads it. One name means the same wherever it stands."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LABELS: dict[str, Promise] = {
    "preferred_name": _("Name"), "legal_name": _("Name on papers"), "pronouns": _("Pronouns"), "born_on": _("Born"),
    "language": _("Language"), "other_languages": _("Other languages"), "time_zone": _("Time zone"),
    "external_id": _("Number in another system"), "made_at": _("Written down"), "what_matters": _("What matters to you"),
    "goal": _("Goal"), "third_question": _("Your third question"), "look": _("Light or dark"), "system": _("Way"),
    "value": _("Number or address"), "rank": _("Order"), "safety": _("Safe to use"), "voicemail": _("Voicemail"),
    "earliest": _("Not before"), "latest": _("Not after"), "words_to_say": _("What to say"), "asked_on": _("Asked on"),
    "ended_at": _("Ended"), "name": _("Name"), "relationship": _("Who they are to you"), "phone": _("Phone"),
    "email": _("Email"), "last_login": _("Last sign-in"), "closed_at": _("Closed"), "type": _("Kind"),
    "created_at": _("Added"), "last_used_at": _("Last used"), "device": _("Device"), "factors": _("Shown at sign-in"),
    "seen_at": _("Last seen"), "ends_at": _("Ends"), "programme": _("Program"), "from_on": _("From"), "until_on": _("Until"),
    "worker": _("Who"), "role": _("Role"), "from_at": _("From"), "until_at": _("Until"), "day": _("Day"), "mood": _("How you were"),
    "craving": _("Urges"), "stress": _("Stress"), "sleep_hours": _("Hours of sleep"), "sleep_quality": _("Rested"),
    "confidence": _("Confidence"), "contacts": _("Supportive contacts"), "use": _("Use"), "safe": _("Feeling safe"),
    "reach_out": _("Should somebody reach out"), "words": _("In words"), "imported_at": _("Brought here from another system"),
    "instrument": _("Questions"), "asked_at": _("Asked"), "due_on": _("By"), "status": _("State"), "total": _("Score"),
    "band": _("What the score is called"), "answers": _("Answers"), "scoring_version": _("Version of the scoring"),
    "opened_at": _("Opened"), "review_on": _("Looked at again on"), "set_on": _("Set on"), "kept_on": _("Kept on"),
    "title": _("What"), "why": _("Why"), "strand": _("Kind of work"), "responsible": _("Who does it"), "partner": _("With whom"),
    "priority": _("Priority"), "origin": _("Where it came from"), "outcome": _("What came of it"), "step": _("Step"),
    "told_by": _("Told by"), "told_at": _("Told"), "starts_at": _("Starts"), "modality": _("How you meet"), "place": _("Place"),
    "began_on": _("Began"), "through_day": _("Up to"), "memory": _("Numbers"), "headline": _("What changed"),
    "sentence": _("In a sentence"), "level": _("Level"), "rule": _("Rule"), "inputs": _("What it looked at"),
    "early_baseline": _("In the first weeks"), "found_at": _("Noticed"), "closed_by": _("Closed by"), "playbook": _("Guide"),
    "due_at": _("By"), "answered_by": _("Answered by"), "answered_at": _("Answered"), "proposal": _("What"),
    "asked": _("Who"), "answer_by": _("Answer by"), "kind": _("Kind"), "discloser": _("Who may share"),
    "recipient": _("With whom"), "participants": _("Who takes part"), "resources": _("What parts"), "purpose": _("Why"),
    "ends": _("Ends"), "expires_on": _("Ends on"), "firm_until": _("Cannot be stopped before"), "text": _("The whole text"),
    "signed_name": _("Signed as"), "signed_by": _("Signed by"), "signed_how": _("Signed how"), "signed_at": _("Signed"),
    "recorded_by": _("Written down by"), "witness": _("Witness"), "wording": _("Version of the words"),
    "revoked_at": _("Taken back"), "revoked_how": _("Taken back how"), "revoked_by": _("Taken back by"),
    "reader": _("Who"), "resource": _("What part"), "ground": _("On what ground"), "state": _("State"),
    "decided_by": _("Decided by"), "decided_at": _("Decided"), "answer": _("Answer"), "reason": _("Reason"),
    "noted_by": _("Written down by"), "sent_at": _("Sent"), "packet": _("To whom"), "how": _("How"), "when": _("When"), "every_days": _("Every so many days"), "way": _("How"), "queued_at": _("Waited from"),
    "attempts": _("Tries"), "made_by": _("By"), "notice": _("Version of the notice that went with it"),
    "circle": _("From inside or outside your program"), "personnel": _("Medical worker"), "affiliation": _("Where they work"),
    "nature": _("What happened"), "happened_at": _("When it happened"), "reviewed_by": _("Reviewed by"),
    "reviewed_at": _("Reviewed"), "review": _("Result of the review"), "case__purpose": _("Why"), "case__reader": _("Who"),
    "case__opened_at": _("Opened"), "case__until_at": _("Until"), "case__closed_at": _("Closed"), "at": _("When"),
    "viewer": _("Who"), "basis": _("Because of"), "by": _("By"), "voice": _("In your words"),
}  # fmt: skip
