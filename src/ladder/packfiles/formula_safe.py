"""The guard against formulas in spreadsheets, where the files of a pack are read and written."""

from ladder.core.formula_safe import disarm, protect, unprotect

__all__ = ["disarm", "protect", "unprotect"]
