"""The watch over a file of check-ins: what it would have said on each evening, knowing nothing later."""
