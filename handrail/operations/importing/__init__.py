"""Files in: people and check-ins from a CSV file."""
