"""Listens: rounds, channels, gatherings, participants and what they contribute, with consent and protection."""
