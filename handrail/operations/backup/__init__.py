"""The pieces of a backup: keys, encryption as a stream, names and order of WAL, what is kept how long."""
