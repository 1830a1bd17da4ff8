"""Weighs what was said: themes, convergence and divergence by group, protected releases, the report."""
