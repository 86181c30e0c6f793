"""What a team could do when something changed: proposals as data. See README.md."""
