"""Tables of the assessment room, step by step."""
