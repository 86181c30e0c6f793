"""Riverbend Recovery, the demo organisation: a seeded simulator. Nobody in it is real."""
