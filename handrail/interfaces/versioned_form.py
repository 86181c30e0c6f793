"""A form of what is kept as versions: two who write at once lose no word."""

from __future__ import annotations

from django import forms


class VersionedForm(forms.Form):
    """`instead_of` is the version it began from, 0 where there was none."""

    instead_of = forms.IntegerField(min_value=0, max_value=1_000_000, widget=forms.HiddenInput)

    def over(self, version: int) -> None:
        """Sent once more it takes the place of that version, which its writer has been told of."""
        changed = self.data.copy()  # type: ignore[attr-defined]
        changed["instead_of"] = str(version)
        self.data = changed
