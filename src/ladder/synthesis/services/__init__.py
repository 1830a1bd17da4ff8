"""Stores themes, releases and passages; every act is atomic and leaves an entry in the log."""
