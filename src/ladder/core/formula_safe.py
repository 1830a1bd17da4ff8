"""Keeps text in CSV files from being run as a formula by a spreadsheet, without losing a character."""

RISKY = ("=", "+", "-", "@", "\t", "\r")
GUARD = "'"


def disarm(text: str) -> str:
    """Text for an export that nobody reads back: an apostrophe in front where a spreadsheet might run it."""
    return GUARD + text if text.startswith(RISKY) else text


def protect(text: str) -> str:
    """Text with a leading apostrophe where a spreadsheet might run it; `unprotect` takes it away again."""
    return GUARD + text if text.startswith(GUARD) else disarm(text)


def unprotect(text: str) -> str:
    """What `protect` was given; an apostrophe before ordinary text stays."""
    guarded = text.startswith(GUARD) and text[1:].startswith((*RISKY, GUARD))
    return text[1:] if guarded else text
