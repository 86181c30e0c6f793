"""Somebody who has been there: who walks with whom, what they did together, and what the person kept."""
