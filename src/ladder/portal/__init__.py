"""Welcomes: the first page, and the pages that belong to no other room."""
