"""Server-drawn SVG: no script, no inline style, the same on screen, offline, in the dark and on paper."""
