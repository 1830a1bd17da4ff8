"""Runs the ASM Cobalt ESG Management Framework from end to end."""

__version__ = "0.1.0"
