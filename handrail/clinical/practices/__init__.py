"""Methods people practise between sessions, as data. See README.md."""
