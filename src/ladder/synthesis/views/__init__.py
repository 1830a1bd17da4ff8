"""Pages of the synthesis room."""
