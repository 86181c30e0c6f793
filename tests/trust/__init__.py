"""What one who should not see or change something tries, at every address."""
