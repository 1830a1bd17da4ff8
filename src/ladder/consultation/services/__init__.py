"""Stores what a consultation is told; every act is atomic and leaves an entry in the log."""
