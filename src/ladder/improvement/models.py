"""Tables of the improvement room."""
