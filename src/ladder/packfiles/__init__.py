"""Reads, checks, compares and writes content packs, as files of a folder, workbooks or tables, without Django."""
