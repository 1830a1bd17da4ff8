"""Computes the Merkle tree over the log of acts."""
