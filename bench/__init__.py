"""The measurements of Handrail: `python -m bench` prints one table."""
