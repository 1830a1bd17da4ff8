"""Pages of the consultation room."""
