"""Names of files as phones write them: kept as words, never as paths."""

import unicodedata

LONGEST_NAME = 200
UNSEEN = ("Cc", "Cs", "Cn", "Co", "Zl", "Zp")


def plain_name(name: str) -> str:
    """The last part of a name without folders and signs that cannot be seen; empty where nothing is left.

    Letters of every script stay, in composed form, so that the name in the form and the one beside the bytes agree.
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    seen = "".join(sign for sign in last if unicodedata.category(sign) not in UNSEEN)
    kept = seen.strip()[-LONGEST_NAME:].strip()
    return kept if kept.strip(". ") else ""
