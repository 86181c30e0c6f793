"""When it cannot wait: a request for help, and the human who has it."""
