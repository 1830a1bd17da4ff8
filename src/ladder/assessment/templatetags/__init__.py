"""Template tags of the assessment room."""
