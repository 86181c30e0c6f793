"""Handrail: recovery support that works as one."""

__version__ = "0.1.0"
