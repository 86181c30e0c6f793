"""Writing a note: one box a part, how it was written, and what it worked on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _l

from handrail.foundation.plans.models import Goal, Step
from handrail.foundation.scheduling.models import Appointment
from handrail.interfaces.fields import PlainText
from handrail.pillars.counseling.models import Note
from handrail.pillars.counseling.models.notes import LONGEST
from handrail.pillars.counseling.shapes import parts_of

#: What a worker begins; the lines of a group come from its page.
BEGUN = [choice for choice in Note.Shape.choices if choice[0] != Note.Shape.GROUP]


class BeginForm(forms.Form):
    """A new note."""

    shape = forms.ChoiceField(choices=BEGUN, label=_l("Shape"))

    def __init__(self, *args: Any, sessions: Sequence[tuple[Appointment, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.sessions = {str(one.pk): one for one, _words in sessions}
        names = [("", _l("No session")), *((str(one.pk), words) for one, words in sessions)]
        self.fields["session"] = forms.ChoiceField(choices=names, required=False, label=_l("About"))

    @property
    def session(self) -> Appointment | None:
        return self.sessions.get(self.cleaned_data["session"])


class NoteForm(forms.Form):
    """A draft. `version` is the one it began from."""

    version = forms.IntegerField(min_value=0, max_value=2_000_000_000, widget=forms.HiddenInput)

    def __init__(
        self, data: QueryDict | None, note: Note, goals: Iterable[Goal], steps: Iterable[Step], **more: Any
    ) -> None:
        super().__init__(data, initial=begun_from(note), **more)
        self.note, self.goals, self.steps = (
            note,
            {f"g{g.pk}": g for g in goals},
            {f"s{s.pk}": s for s in steps},
        )
        for part in parts_of(note.shape):
            self.fields[f"part_{part.id}"] = PlainText(
                max_length=LONGEST, required=False, label=part.name, help_text=part.hint,
                widget=forms.Textarea(attrs={"rows": 4}), strip=False,
            )  # fmt: skip
        worked = [(key, one.words) for key, one in self.goals.items()]
        worked += [(key, one.title) for key, one in self.steps.items()]
        if worked:
            self.fields["worked_on"] = forms.MultipleChoiceField(
                choices=worked, required=False, label=_l("What it worked on"), widget=forms.CheckboxSelectMultiple
            )  # fmt: skip
        self.fields["written"] = forms.ChoiceField(choices=Note.Written.choices, label=_l("Written"))

    def words(self) -> dict[str, str]:
        """Part -> text."""
        return {part.id: self.cleaned_data[f"part_{part.id}"] for part in parts_of(self.note.shape)}

    def worked_on(self) -> dict[str, list[Any]]:
        """The goals and the steps."""
        chosen = self.cleaned_data.get("worked_on", [])
        return {"goals": [self.goals[key] for key in chosen if key in self.goals],
                "steps": [self.steps[key] for key in chosen if key in self.steps]}  # fmt: skip

    def over(self, version: int) -> None:
        """Sent once more it takes the place of that version, which its writer has been shown."""
        assert isinstance(self.data, QueryDict)
        sent = self.data.copy()
        sent["version"] = str(version)
        self.data = sent


def begun_from(note: Note) -> dict[str, Any]:
    threads = [f"g{t.goal_id}" if t.goal_id else f"s{t.step_id}" for t in note.threads.all()]
    parts = {f"part_{part}": text for part, text in note.parts.items()}
    return {"version": note.version, "written": note.written, "worked_on": threads, **parts}


class AddForm(forms.Form):
    """Adding to a signed note."""

    reason = PlainText(max_length=400, label=_l("Why you add to it"))
    words = PlainText(max_length=LONGEST, label=_l("What you add"), widget=forms.Textarea(attrs={"rows": 4}))


class KeptApartForm(forms.Form):
    """A note kept apart."""

    words = PlainText(
        max_length=LONGEST, label=_l("Your own notes"), widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_l("Medicines, times, how often and by which method, tests, diagnosis, symptoms, plan and progress belong into the ordinary note."),
    )  # fmt: skip
