"""Gathers the programming interface of all rooms under one address and one manner of error."""
