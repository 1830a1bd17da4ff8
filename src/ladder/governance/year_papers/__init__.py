"""A document of a year as a tree of sentences and tables, made from its frozen text alone, for page and PDF."""
