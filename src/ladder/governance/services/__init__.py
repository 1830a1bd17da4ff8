"""Changes rows of the governance room, each in one transaction with its entry in the log."""
