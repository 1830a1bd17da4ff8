"""The report of a release: one tree of sentences with their evidence, written as page, PDF and DOCX."""
