"""Pages of the assessment room: `pages` are read, `recording` are filled in."""
