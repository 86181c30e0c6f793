"""The pages of the person's app."""
