"""Check-ins and scales, in words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from handrail.clinical.early_warning.direct_rules.scale_safety import short_name
from handrail.clinical.instruments.check_in import TAPS, choice_for
from handrail.clinical.instruments.errors import UnknownInstrument
from handrail.clinical.instruments.instrument import instrument, instrument_ids
from handrail.continuum.journey.telling import Rows, Told
from handrail.foundation.ledger.models import Entry
from handrail.foundation.measures.models import ANSWERS, CheckIn, Response

#: What is told of a check-in besides how it is now, in the order of the questions.
TOLD = ("craving", "stress", "sleep_quality", "confidence")

#: What each question is called, and what stands for none being answered.
SIGNALS = {
    "mood": gettext_noop("Mood"),
    "craving": gettext_noop("Urges"),
    "stress": gettext_noop("Stress"),
    "sleep_hours": gettext_noop("Hours of sleep"),
    "sleep_quality": gettext_noop("Rested"),
    "confidence": gettext_noop("Confidence"),
    "contacts": gettext_noop("Supportive contacts"),
    "silence": gettext_noop("Check-ins"),
}


def scale_name(instrument_id: str) -> str:
    """The short name of a scale (PHQ-9), that of a piece in the reader's language; its id when it is no longer here."""
    try:
        asked = instrument(instrument_id)
    except UnknownInstrument:
        return instrument_id
    return short_name(asked) if asked.validated else _(short_name(asked))


def signal_words(signal: str) -> str:
    """What a question of the check-in is called on the team's side."""
    return _(SIGNALS[signal]) if signal in SIGNALS else signal.replace("_", " ").capitalize()


def check_in_recorded(entry: Entry, rows: Rows) -> Told:
    check_in = rows.get(CheckIn, entry.subject)
    if check_in is None:
        return Told(_("Check-in"))
    title = _("Check-in")
    if check_in.mood is not None:
        title = _("Check-in: %(how)s") % {"how": _(choice_for("mood", check_in.mood).label).lower()}
    return Told(title, voice=check_in.words, text=" ".join(_answers(check_in)))


def _answers(check_in: CheckIn) -> list[str]:
    given = [(field, getattr(check_in, field)) for field in TOLD]
    told = [_answer(field, value) for field, value in given if value is not None]
    if check_in.sleep_hours is not None:
        told.append(_("%(hours)s hours of sleep.") % {"hours": figure(check_in.sleep_hours)})
    return [*told, *_said(check_in)]


def _answer(field: str, value: int) -> str:
    words = _(choice_for(field, value).label).lower() if field in TAPS else ""
    return _("%(question)s: %(words)s (%(value)s of %(highest)s).") % {
        "question": signal_words(field),
        "words": words,
        "value": value,
        "highest": ANSWERS[field][1],
    }


def _said(check_in: CheckIn) -> list[str]:
    said = []
    if check_in.use == CheckIn.Use.YES:
        said.append(_("Told us about use."))
    if check_in.safe in {CheckIn.Safe.NOT_SURE, CheckIn.Safe.NO}:
        said.append(_("Feels safe today: %(answer)s.") % {"answer": check_in.get_safe_display().lower()})
    if check_in.reach_out == CheckIn.ReachOut.YES:
        said.append(_("Asked for someone to reach out."))
    return said


def check_ins_imported(entry: Entry, rows: Rows) -> Told:
    facts = entry.facts
    count = found if isinstance(found := facts.get("count"), int) else 0
    title = ngettext("%(count)s check-in from before", "%(count)s check-ins from before", count)
    days = [day for name in ("first", "last") if (day := _date(facts.get(name))) is not None]
    span = [date_format(day, "DATE_FORMAT") for day in sorted(set(days))]
    text = (
        _("%(first)s to %(last)s.") % {"first": span[0], "last": span[-1]}
        if len(span) > 1
        else " ".join(span)
    )
    return Told(title % {"count": count}, text=text)


def _date(text: object) -> date | None:
    try:
        return parse_date(str(text))
    except ValueError:
        return None


def response_scored(entry: Entry, rows: Rows) -> Told:
    response = rows.get(Response, entry.subject)
    name = scale_name(str(entry.facts.get("instrument", "")))
    if response is None or response.total is None:
        return Told(_("%(scale)s answered") % {"scale": name}, text=_way(response))
    told = {"scale": name, "total": figure(response.total)}
    title = _("%(scale)s: %(total)s") % told
    if step := _moved(response):
        title = _("%(result)s, %(step)s") % {"result": title, "step": step}
    return Told(title, text=". ".join(part for part in (band_words(response), _way(response)) if part))


def band_words(response: Response) -> str:
    """The range that a total lies in; with whose ranges they are where published ones differ (CIWA-Ar)."""
    if not response.band:
        return ""
    said = _(response.band.capitalize())
    there = response.instrument in instrument_ids()
    return instrument(response.instrument).with_ranges(said) if there else said


def _way(response: Response | None) -> str:
    """Who gave the answers, where it was not the person alone."""
    if response is None or response.way == Response.Way.OWN:
        return ""
    return response.get_way_display()


def _moved(response: Response) -> str:
    previous = getattr(response, "previous", None)
    if previous is None or response.total is None or is_screen_only(response.instrument):
        return ""
    points = response.total - previous
    if not points:
        return _("as before")
    way = _("down %(points)s") if points < 0 else _("up %(points)s")
    return way % {"points": figure(abs(points))}


def is_screen_only(instrument_id: str) -> bool:
    """Whether a total of it says nothing beside an earlier one; not where the scale is no longer here."""
    return instrument_id in instrument_ids() and instrument(instrument_id).change.screen_only


def scale_asked(entry: Entry, rows: Rows) -> Told:
    return Told(_("%(scale)s asked for") % {"scale": scale_name(str(entry.facts.get("instrument", "")))})


def scale_scheduled(entry: Entry, rows: Rows) -> Told:
    name = scale_name(str(entry.facts.get("instrument", "")))
    return Told(_("How often %(scale)s is asked was set") % {"scale": name})


def schedule_ended(entry: Entry, rows: Rows) -> Told:
    name = scale_name(str(entry.facts.get("instrument", "")))
    return Told(_("%(scale)s is no longer asked as before") % {"scale": name})


def scale_declined(entry: Entry, rows: Rows) -> Told:
    return Told(
        _("Chose not to answer %(scale)s") % {"scale": scale_name(str(entry.facts.get("instrument", "")))}
    )


def figure(value: Decimal | float) -> str:
    """A number without trailing zeros."""
    return f"{float(value):g}"
