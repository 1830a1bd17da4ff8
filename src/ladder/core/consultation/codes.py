"""Codes that people write down by hand and type again: eight signs, none of which is taken for another."""

import unicodedata
from collections.abc import Callable

SIGNS = "23456789CDFHJKMNPQRTVWXY"
LENGTH = 8
HALF = LENGTH // 2
# What a reader may make of a sign of ours. Signs that could stand for two of ours are not read at all.
LOOK_ALIKES = str.maketrans({"Z": "2", "S": "5", "G": "6", "B": "8", "U": "V"})
BETWEEN = frozenset(" -\u2010\u2011\u2012\u2013\u2014\u00a0._")


def draw_code(choose: Callable[[str], str]) -> str:
    """A fresh code of `LENGTH` signs, about 36.7 bits.

    Args:
        choose: picks one sign of a string, each as likely as the others; `secrets.choice` outside of tests.
    """
    return "".join(choose(SIGNS) for _ in range(LENGTH))


def normalise(typed: str) -> str:
    """What was typed as a code is kept: capitals, without blanks and dashes, look-alikes read as the sign we use.

    Full-width signs of Chinese keyboards are read as plain ones. What cannot be a code comes back as it is left over.
    """
    plain = unicodedata.normalize("NFKC", typed).upper()
    return "".join(sign for sign in plain if sign not in BETWEEN and not sign.isspace()).translate(LOOK_ALIKES)


def is_wellformed(code: str) -> bool:
    """Whether a normalised text could be a code at all."""
    return len(code) == LENGTH and all(sign in SIGNS for sign in code)


def show_code(code: str) -> str:
    """The code in two halves, as it is printed and read aloud: `4KX7 M2QP`."""
    return f"{code[:HALF]} {code[HALF:]}"
