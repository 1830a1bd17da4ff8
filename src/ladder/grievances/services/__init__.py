"""Use cases of the grievances room."""
