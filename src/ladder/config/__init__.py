"""Puts the rooms together: settings, addresses, the web server's entry."""
