"""Keeps people: accounts, passwords, second factors and API tokens."""
