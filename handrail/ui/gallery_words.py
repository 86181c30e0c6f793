"""Made-up words for the gallery. The people are the cast of the tests; nothing here is anybody's record."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from handrail.ui.charts import Band, Event, Lane, Point, River, Spark

START, END = date(2026, 8, 12), date(2026, 11, 20)
N = None


def _weeks(*weeks: float) -> list[date]:
    return [START + timedelta(days=round(week * 7)) for week in weeks]


RIVER = River(
    key="river",
    title="Low mood and contacts, August to November",
    description=(
        "The score falls from 19 in August to 9 in November, with a rise to 15 after a crisis call in "
        "mid October. Contacts by counseling, peer, case management and crisis are marked by week."
    ),
    finding="Down ten points since August, with one hard week",
    explanation="A made-up scale, with every contact above it. Lower is better.",
    name="Scale",
    start=START,
    end=END,
    low=0,
    high=27,
    bands=[
        Band(0, 4, "Minimal"),
        Band(5, 9, "Mild"),
        Band(10, 14, "Moderate"),
        Band(15, 19, "Mod. severe"),
        Band(20, 27, "Severe"),
    ],
    points=[
        Point(on, value)
        for on, value in zip(
            _weeks(0, 2, 4, 6, 8, 9.4, 11, 12.4, 13.9), [19, 17, 14, 12, 11, 15, 13, 11, 9], strict=True
        )
    ],
    lanes=[
        Lane(
            "counsel",
            "Counseling",
            _weeks(0.3, 1.3, 2.3, 3.3, 5.3, 6.3, 7.3, 8.3, 9.3, 10.3, 11.3, 12.3, 13.3),
        ),
        Lane(
            "peer",
            "Peer",
            _weeks(1.8, 2.8, 3.6, 4.6, 5.8, 6.7, 7.9, 9.0, 9.35, 10.6, 11.6, 12.6, 13.6, 14.0),
        ),
        Lane("case", "Case mgmt", _weeks(0.8, 3.0, 4.9, 7.6, 9.7, 11.0, 12.9, 13.9)),
        Lane("crisis", "Crisis", _weeks(8.9, 14.2)),
    ],
    events=[
        Event(_weeks(4.3)[0], "Moved to Rosa’s"),
        Event(_weeks(8.9)[0], "Crisis call", "crisis"),
    ],
)

HOW_NOW = [
    {"value": 1, "word": "Good", "level": 1},
    {"value": 2, "word": "Okay", "level": 2},
    {"value": 3, "word": "So-so", "level": 3},
    {"value": 4, "word": "Hard", "level": 4},
    {"value": 5, "word": "Very hard", "level": 5},
]


def _do(label: str, **more: Any) -> dict[str, Any]:
    return {"label": label, "url": "#", "method": "get", "kind": "quiet", **more}


def _row(key: str, name: str, pronouns: str, why: str, detail: str, **more: Any) -> dict[str, Any]:
    return {
        "key": key,
        "name": name,
        "pronouns": pronouns,
        "href": "?show=record",
        "why": why,
        "detail": detail,
        **more,
    }


def _strip(caption: str, label: str, *values: float | None) -> Spark:
    return Spark(values, 0, 4, label, f"{caption}, 14 days")


MORE = [_do("Change", kind="line"), _do("Not now", kind="line")]
FACTS = ["Urges were 1 on most days, then 3, 2 and 3.", "The plan names leaving work as the hard hour."]
MAYA = _row(
    "1",
    "Maya P.",
    "she / her",
    "Asked for help 12 minutes ago",
    "Noor K. is with her on the team line.",
    now=True,
    due="Open 12 min",
    owner="Noor K.",
    strand="crisis",
    action=_do("Open"),
    spark=_strip("Urges", "Urges over 14 days, very strong today", 2, 1, 2, 1, N, 1, 2, 2, 1, 2, 3, N, 3, 4),
)
MARISOL = _row(
    "2",
    "Marisol T.",
    "she / her",
    "Strong urges twice since Tuesday",
    "Usually steady. Plan says: call before she leaves work.",
    due="Before 5:00 pm",
    soon=True,
    owner="You",
    strand="counsel",
    action=_do("Accept", shortcut="a"),
    more=MORE,
    facts=FACTS,
    spark=_strip(
        "Urges", "Urges over 14 days, strong twice this week", 1, 1, 0, 1, 1, 1, 0, 1, 1, 1, 1, 3, 2, 3
    ),
)
DEVON = _row(
    "3",
    "Devon K.",
    "he / him",
    "Left detox yesterday",
    "First contact promised within 24 hours. Visit at 2:30.",
    due="By 4:00 pm",
    soon=True,
    owner="Lena F.",
    strand="case",
    action=_do("Log contact"),
    more=MORE,
)
AMARA = _row(
    "4",
    "Amara O.",
    "she / her",
    "Quiet for 6 days",
    "Was checking in daily. Prefers texts. No calls at work.",
    due="Today",
    owner="Sam R.",
    strand="peer",
    action=_do("Text"),
    more=MORE,
    spark=_strip(
        "Check-ins", "Check-ins over 14 days, none for six", 2, 2, 1, 2, 2, 2, 1, 2, N, N, N, N, N, N
    ),
)
TESS = _row(
    "5",
    "Tess W.",
    "she / her",
    "Warm handoff to you",
    "Sam R. can join the first ten minutes.",
    due="Waiting 1 hour",
    owner="You",
    strand="counsel",
    action=_do("Accept", shortcut="a"),
    more=MORE,
)
GROUPS = [
    {"key": "now", "name": "Now", "note": "", "rows": [MAYA]},
    {
        "key": "reach",
        "name": "Reach out today",
        "note": "something changed, or someone is expecting you",
        "rows": [MARISOL, DEVON, AMARA],
    },
    {"key": "waiting", "name": "Waiting on an answer", "note": "", "rows": [TESS]},
]
PROPOSAL = {
    "title": "Call before she leaves work",
    "reason": "Urges are well above her own usual since Tuesday.",
    "strand": "counsel",
    "owner": "You",
    "due": "before 5:00 pm",
    "soon": True,
    "actions": [_do("Accept", kind="main", shortcut="a"), *MORE],
}
