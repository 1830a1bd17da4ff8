"""Decides: bodies, the answer to every comment, decisions with effects, the next version, the public record."""
