"""Judges sites: determinations with evidence, circumstances, and the level that follows on any date."""
