"""Template tags of the improvement room."""
