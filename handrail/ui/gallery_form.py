"""A form in each state for the gallery."""

from __future__ import annotations

from django import forms


class GalleryForm(forms.Form):
    """Fields at rest, with hints, in groups and with errors."""

    name = forms.CharField(label="What should we call you?", help_text="The name you like best.")
    phone = forms.CharField(label="Phone", max_length=20)
    note = forms.CharField(label="Anything we should know?", widget=forms.Textarea, required=False)
    voicemail = forms.BooleanField(label="Voicemail is safe", required=False)
    when = forms.ChoiceField(
        label="When is a good time?",
        choices=[("am", "Morning"), ("pm", "Afternoon")],
        widget=forms.RadioSelect,
    )

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"]
        if sum(sign.isdigit() for sign in phone) != 10:
            raise forms.ValidationError("We need a phone number with 10 digits, like 555 555 0100.")
        return phone
