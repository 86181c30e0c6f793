"""The charts of one person, as the team and the person themself see them."""
