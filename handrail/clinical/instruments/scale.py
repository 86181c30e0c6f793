"""The shape of an instrument: frozen values, read from definitions/*.yaml, never changed at run time."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from handrail.clinical.instruments.conditions import Condition

Kind = Literal["choice", "scale", "number", "boolean", "multi_choice", "text"]
Method = Literal["sum", "per_item_flag", "decision", "none"]
Evidence = str

# Most urgent first. The response times belong to crisis, not to a scale.
LEVELS = ("emergency", "urgent", "same_session", "same_day", "priority", "support_now", "routine")


@dataclass(frozen=True, slots=True)
class Option:
    """One answer a person or rater may give; `label` is None for an unlabelled point between anchors."""

    value: int | str
    label: str | None
    loinc: str | None = None
    not_on_form: bool = False
    positive: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One question. `text` is verbatim; `ask_if` says when to ask it, `ask_hint` says so to whoever asks, `skip_score`
    what skipping counts."""

    id: str
    text: str
    kind: Kind = "choice"
    title: str | None = None
    options: tuple[Option, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    step: float | None = None
    anchors: Mapping[int, str] | None = None
    optional: bool = False
    reverse: bool = False
    loinc: str | None = None
    same_as: str | None = None
    ask_when: str | None = None
    ask_if: Condition | None = None
    ask_hint: str | None = None
    asked_of: str | None = None
    instead_of: str | None = None
    skip_if: Condition | None = None
    skip_score: int | None = None
    follow_up_text: str | None = None
    record_also: str | None = None
    private: bool = False
    topic: str | None = None
    follows: str | None = None


@dataclass(frozen=True, slots=True)
class Band:
    """A named range of the total, both ends included. Never a diagnosis."""

    minimum: int
    maximum: int
    label: str
    evidence: Evidence
    action: str | None = None

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True, slots=True)
class Cutoff:
    """A named cut-off. `kind`: screen, strength (higher is better) or protocol (others decide, not we).

    `when` is None where the answers alone cannot decide it; `rule` then says what a clinician weighs.
    """

    name: str
    when: Condition | None
    evidence: Evidence
    kind: str = "screen"
    applies_to: str | None = None
    rule: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class SafetyTrigger:
    """What an answer sets off, by `level` (see LEVELS). `private`: its topic may stand in no message."""

    id: str
    when: Condition
    level: str
    action: str
    evidence: Evidence
    private: bool = False


@dataclass(frozen=True, slots=True)
class Subscale:
    """A part of the total that is read on its own."""

    id: str
    label: str
    items: tuple[str, ...]
    minimum: int
    maximum: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """One result of a decision instrument, and what it asks for next."""

    id: str
    when: Condition
    next: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Scoring:
    """How answers become a result. `items` are the scored ones, each minimum and maximum included."""

    method: Method
    items: tuple[str, ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    higher_is: str | None = None
    missing: str | None = None
    evidence: Evidence = "design"
    outcomes: tuple[Outcome, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ChangeRule:
    """Points of difference that count as reliable change; None where none was published. `screen_only`: its totals are
    not held against earlier ones. Response is so many percent lower than at the baseline; remission and recovered are
    totals below, and at or below, a line."""

    reliable_points: int | None = None
    possible_points: int | None = None
    evidence: Evidence = "not published"
    screen_only: bool = False
    response_percent: int | None = None
    remission_below: int | None = None
    recovered_at_or_below: int | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Licence:
    """On which terms the content travels; `attribution` is shown wherever the wording is."""

    kind: str
    statement: str = ""
    attribution: str = ""
    source: str = ""
    evidence: Evidence = "design"
    open_points: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence of interpretation; with `when`, only where it holds."""

    text: str
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class HistoryRule:
    """A rule that needs earlier days: kept as words here, decided where the history is."""

    rule: str
    level: str
    action: str


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part of a plan a person fills in, or a group of signs to pick from."""

    id: str
    title: str
    fields: tuple[str, ...] = ()
    min_entries: int = 0
    prefill: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    note: str | None = None
    show_when: str | None = None


@dataclass(frozen=True, slots=True)
class Instrument:
    """One scale with everything that must travel with it. Times in days and minutes."""

    id: str
    title: str
    scoring_version: str
    validated: bool
    ship: str
    answered_by: Literal["person", "person_or_staff", "staff"]
    licence: Licence
    scoring: Scoring
    name: str = ""
    items: tuple[Item, ...] = ()
    gate: Item | None = None
    #: Who may see the answers, where the person chooses it each time.
    audience: Item | None = None
    unscored_items: tuple[Item, ...] = ()
    sections: tuple[Section, ...] = ()
    subscales: tuple[Subscale, ...] = ()
    band_sets: Mapping[str, tuple[Band, ...]] | None = None
    default_band_set: str | None = None
    #: Whose ranges each set of bands is, where published ones differ.
    band_set_names: Mapping[str, str] = field(default_factory=dict)
    cutoffs: tuple[Cutoff, ...] = ()
    change: ChangeRule = ChangeRule()
    safety_triggers: tuple[SafetyTrigger, ...] = ()
    history_rules: tuple[HistoryRule, ...] = ()
    notes: tuple[Note, ...] = ()
    do_not: tuple[str, ...] = ()
    purpose: str = ""
    citation: str = ""
    mode: str = "self_report"
    minutes: int | None = None
    ages: str | None = None
    recall: str | None = None
    preamble: str | None = None
    instructions: str | None = None
    stem: str | None = None
    cadence: str | None = None
    minimum_gap_days: int | None = None
    loinc_panel: str | None = None
    loinc_total: str | None = None
    answer_list_loinc: str | None = None
    loinc_notice: str | None = None

    @property
    def may_be_sent_to_person(self) -> bool:
        """False for what only a trained person may ask or rate (COWS, CIWA-Ar, ASQ)."""
        return self.answered_by != "staff"

    @property
    def ranges(self) -> str:
        """Whose ranges the bands in use are, to stand beside each; empty where only one set was published."""
        return self.band_set_names.get(self.default_band_set or "", "")

    def with_ranges(self, band: str) -> str:
        """The words of a band, and behind them whose ranges they are where that must be said."""
        return f"{band} ({self.ranges})" if self.ranges else band

    def questions(self) -> Iterator[Item]:
        """Everything that may be answered, in the order it is asked."""
        yield from (first for first in (self.audience, self.gate) if first is not None)
        for item in self.items:
            yield item
            yield from (one for one in self.unscored_items if one.follows == item.id)
        yield from (one for one in self.unscored_items if one.follows is None)

    def words(self) -> Iterator[str]:
        """Everything that stands on its pages: stem, questions, ends, answers."""
        if self.stem:
            yield self.stem
        for item in self.questions():
            yield item.text
            yield from (item.anchors or {}).values()
            yield from (option.label for option in item.options if option.label)
