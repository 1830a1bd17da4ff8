"""Hears grievances: sealed to case handlers of different organisations, validated, released by two."""
