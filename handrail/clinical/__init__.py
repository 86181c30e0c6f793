"""The rules of care: no Django, no clock, no database."""
