"""Packs as OSCAL documents and back, and the referential lint that schema checkers lack."""
