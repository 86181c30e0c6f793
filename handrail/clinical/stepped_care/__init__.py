"""When it is time to review together how much and what kind of care somebody has. Never how much."""
