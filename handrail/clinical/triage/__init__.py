"""How urgent something is, and who is called next. Pure: values in, decision out."""
