"""Opinion groups found in the positions: a second view beside declared groups, never a ground for decisions."""
