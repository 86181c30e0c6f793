"""The screens that people use, in a real Chromium, on a whole installation."""
