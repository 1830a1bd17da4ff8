"""The way from a gap to its proof: how far a measure has come, and which come first."""
