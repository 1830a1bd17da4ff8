"""Pages of the improvement room."""
