"""Pages of the grievances room."""
