"""Template tags of the grievances room."""
