"""Scales and questions: definitions as data, scoring as arithmetic. See README.md."""
