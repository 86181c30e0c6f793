"""Signing in and out, at our addresses. No sign-up: the organisation opens accounts."""
