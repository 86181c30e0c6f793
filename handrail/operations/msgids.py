"""Every English text a person may meet, found where it stands: Python, templates, and the clinical definitions."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from handrail.clinical.early_warning.direct_rules.scale_safety import short_name
from handrail.clinical.instruments.asking import is_piece
from handrail.clinical.instruments.check_in import TAPS
from handrail.clinical.instruments.instrument import catalogue, instrument
from handrail.clinical.levels_of_care.levels import DIMENSIONS, LEVELS
from handrail.clinical.playbooks.playbook import playbooks
from handrail.clinical.practices.definition import TOPICS
from handrail.clinical.practices.shelf import methods
from handrail.clinical.triage import overdose, safety_check, self_neglect, violence, withdrawal
from handrail.clinical.triage.safety_plan import parts
from handrail.operations.catalogs import CONTEXT, PLURAL
from handrail.operations.places import PROJECT

PACKAGE = PROJECT / "handrail"
#: The person's app, what it shares with the team's pages, and the words of the choices that are kept.
PYTHON = (
    "ui/short_days.py", "ui/drawing/days.py", "interfaces/*.py", "interfaces/charting/*.py", "interfaces/sign_in/*.py", "foundation/accounts/actions/mailed_codes.py", "interfaces/client/**/*.py", "continuum/copies/*.py", "continuum/erasing/*.py", "continuum/journey/*.py", "continuum/journey/wording/*.py", "foundation/measures/models.py", "foundation/consent/naming.py", "foundation/consent/models/*.py", "foundation/rights/models/*.py", "foundation/plans/models.py", "foundation/practices/models/*.py", "continuum/watch/models/*.py", "continuum/watch/weekdays.py", "continuum/looks/models.py", "continuum/handoffs/models.py", "continuum/responses/models.py",
    "foundation/people/spoken.py", "foundation/people/models/*.py", "foundation/consent/actions/allergies.py", "foundation/scheduling/calendars.py", "foundation/scheduling/models/*.py", "pillars/counseling/shapes.py", "pillars/counseling/models/notes.py", "pillars/counseling/models/family.py", "foundation/teams/models.py",
    "pillars/peer_support/models/*.py", "pillars/crisis/models/*.py", "continuum/hints/models.py", "pillars/case_management/models/*.py", "pillars/case_management/arranging.py", "pillars/case_management/actions/leads.py", "pillars/case_management/actions/medicines.py", "foundation/messaging/templates.py", "foundation/messaging/models/*.py",
)  # fmt: skip
TEMPLATES = (
    "interfaces/templates/**/*.html",
    "interfaces/client/templates/**/*.html",
    "ui/templates/ui/neutral.html",
)
LOOKED_IN = ("interfaces/templates", "interfaces/client/templates", "ui/templates")
#: Checks of the console in our own words; the published ones stand as they were tested.
OUR_CHECKS = (safety_check.CHECK, overdose.CHECK, withdrawal.SIGNS, violence.CHECK, self_neglect.CHECK)
#: What forms say in words of Django, which speaks to people more formally than we do.
BORROWED = (
    ("This field is required.", ""),
    ("Enter a valid email address.", ""),
    ("Enter a valid value.", ""),
    ("Enter a valid date.", ""),
    ("Enter a valid time.", ""),
    ("Enter a valid date/time.", ""),
    ("Enter a valid UUID.", ""),
    ("Enter a number.", ""),
    ("Enter a whole number.", ""),
    ("Enter a list of values.", ""),
    ("Enter a complete value.", ""),
    ("Select a valid choice. %(value)s is not one of the available choices.", ""),
    ("Select a valid choice. That choice is not one of the available choices.", ""),
    ("Ensure this value is less than or equal to %(limit_value)s.", ""),
    ("Ensure this value is greater than or equal to %(limit_value)s.", ""),
    (
        "Ensure this value has at least %(limit_value)d character (it has %(show_value)d).",
        "Ensure this value has at least %(limit_value)d characters (it has %(show_value)d).",
    ),
    (
        "Ensure this value has at most %(limit_value)d character (it has %(show_value)d).",
        "Ensure this value has at most %(limit_value)d characters (it has %(show_value)d).",
    ),
    (
        "Your password must contain at least %(min_length)d character.",
        "Your password must contain at least %(min_length)d characters.",
    ),
    ("Your password can’t be a commonly used password.", ""),
    ("Your password can’t be too similar to your other personal information.", ""),
    ("Your password can’t be entirely numeric.", ""),
)

PLAIN = {"_", "gettext", "gettext_lazy", "gettext_noop"}
NUMBERED = {"ngettext", "ngettext_lazy"}
IN_CONTEXT = {"pgettext", "pgettext_lazy"}

NAMED = re.compile(r'{%\s*(?:include|extends)\s+"([^"]+)"')
TRANSLATE = re.compile(r"""{%\s*translate\s+(?:"([^"]*)"|'([^']*)')""")
BLOCK = re.compile(
    r"{%\s*blocktranslate\b[^}]*%}(.*?)(?:{%\s*plural\s*%}(.*?))?{%\s*endblocktranslate\s*%}", re.DOTALL
)
VARIABLE = re.compile(r"{{\s*(\w+)\s*}}")


@dataclass(frozen=True, slots=True, order=True)
class Text:
    """One text as gettext looks it up; `context` and `plural` are empty where there is none."""

    msgid: str
    plural: str = ""
    context: str = ""

    def key(self) -> str:
        """What gettext looks up: context, text and plural."""
        context = f"{self.context}{CONTEXT}" if self.context else ""
        return f"{context}{self.msgid}{PLURAL}{self.plural}" if self.plural else f"{context}{self.msgid}"

    def untranslated(self) -> dict[str, str]:
        """The parts of its entry in a catalog, by keyword, for a translator to fill in."""
        named = {"msgctxt": self.context, "msgid": self.msgid, "msgid_plural": self.plural}
        empty = ("msgstr[0]", "msgstr[1]") if self.plural else ("msgstr",)
        return {keyword: words for keyword, words in named.items() if words} | dict.fromkeys(empty, "")


def texts(package: Path = PACKAGE) -> dict[Text, list[str]]:
    """Every text with the files it stands in, in the order of the files."""
    found: dict[Text, list[str]] = defaultdict(list)
    borrowed = (("allauth, django", Text(one, many)) for one, many in BORROWED)
    for place, text in (*_in_python(package), *_in_templates(package), *_in_definitions(), *borrowed):
        if place not in found[text]:
            found[text].append(place)
    return dict(found)


def _in_python(package: Path) -> Iterator[tuple[str, Text]]:
    for path in sorted({path for pattern in PYTHON for path in package.glob(pattern)}):
        if "tests" not in path.parts:
            for node in ast.walk(ast.parse(path.read_text("utf-8"), filename=str(path))):
                if isinstance(node, ast.Call) and (text := _called_with(node)):
                    yield path.relative_to(package).as_posix(), text


def _called_with(call: ast.Call) -> Text | None:
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    said = [one.value for one in call.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    if name in PLAIN and len(said) == 1:
        return Text(said[0])
    if name in NUMBERED and len(said) == 2:
        return Text(said[0], plural=said[1])
    return Text(said[1], context=said[0]) if name in IN_CONTEXT and len(said) == 2 else None


def _in_templates(package: Path) -> Iterator[tuple[str, Text]]:
    for path in person_templates(package):
        source = path.read_text("utf-8")
        place = path.relative_to(package).as_posix()
        for double, single in TRANSLATE.findall(source):
            yield place, Text(_percent(double or single))
        for one, many in BLOCK.findall(source):
            yield place, Text(_percent(one), _percent(many))


def _percent(words: str) -> str:
    # As Django asks gettext: a lone % is doubled, {{ name }} becomes %(name)s.
    return VARIABLE.sub(r"%(\1)s", words.replace("%", "%%"))


def person_templates(package: Path = PACKAGE) -> list[Path]:
    """The person's templates and the shared ones, with all that they extend and include."""
    waiting = {path for pattern in TEMPLATES for path in package.glob(pattern)}
    known: set[Path] = set()
    while waiting:
        path = waiting.pop()
        known.add(path)
        waiting |= {_template(name, package) for name in NAMED.findall(path.read_text("utf-8"))} - known
    return sorted(known)


def _template(name: str, package: Path) -> Path:
    places = [package / folder / name for folder in LOOKED_IN]
    return next(path for path in places if path.is_file())


def _in_definitions() -> Iterator[tuple[str, Text]]:
    """Our own wording and the names of ranges: what a published scale asks is never translated by us."""
    for asked in TAPS.values():
        labels = [word for one in asked.choices for word in (one.label, one.small)]
        for words in (asked.question, asked.hint, *labels):
            if words.strip("0123456789½"):
                yield "clinical/instruments/check_in.py", Text(words)
    for item in instrument("daily_checkin").items:
        for words in (item.text, *(item.anchors or {}).values()):
            yield "clinical/instruments/definitions/daily_checkin.yaml", Text(words)
    for part in parts():
        for words in (part.title, *part.hints):
            yield "clinical/instruments/definitions/safety_plan.yaml", Text(words)
    for piece in filter(is_piece, catalogue()):
        for words in (short_name(piece), *piece.words()):
            yield f"clinical/instruments/definitions/{piece.id}.yaml", Text(words)
    for scale in catalogue():
        for bands in (scale.band_sets or {}).values():
            for band in bands:
                yield f"clinical/instruments/definitions/{scale.id}.yaml", Text(band.label.capitalize())
    for book in playbooks():
        yield f"clinical/playbooks/definitions/{book.id}.yaml", Text(book.title)
        for step in book.steps:
            for words in (step.title, step.why):
                yield f"clinical/playbooks/definitions/{book.id}.yaml", Text(words)
    for check in OUR_CHECKS:
        for question in check.questions:
            for words in (question.text, *dict(question.options).values()):
                yield f"clinical/triage/{check.id}", Text(words)
    for words in (*LEVELS.values(), *DIMENSIONS.values()):
        yield "clinical/levels_of_care/levels.py", Text(words)
    for words in TOPICS.values():
        yield "clinical/practices/definition.py", Text(words)
    for method in methods():
        for words in method.words():
            yield "clinical/practices/definitions", Text(words)
