"""Keeps the append-only log of acts, and the Merkle tree that is built beside it."""
