"""Words that put people first: pairs as data, and a linter that hints. See README.md."""
