"""Tables of the grievances room."""
