"""Places, outlines, facts that disagree, and tables of mine visits, as plain computation."""
