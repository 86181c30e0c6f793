"""How words leave to somebody's phone or mailbox."""
