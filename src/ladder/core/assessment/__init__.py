"""From what was found at a site to its level, status and reasons on a date."""
