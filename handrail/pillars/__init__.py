"""What the four services do, each in its own way; none knows another."""
