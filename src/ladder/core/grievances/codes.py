"""Codes of sources: 21 digits in seven groups of three, which can be read aloud in any language and typed on any phone.

Twenty digits are drawn by chance (66.4 bits); the last is a check digit after Damm (2004), which notices every single
wrong digit and every swap of neighbours, so that nobody is told "unknown code" for a slip of the finger. In groups of
three the code looks like any number that is written down.
"""

import unicodedata
from collections.abc import Callable

DRAWN = 20
LENGTH = DRAWN + 1
GROUP = 3
DIGITS = "0123456789"
BETWEEN = frozenset(" -\u2010\u2011\u2012\u2013\u2014\u00a0._/")
# A totally anti-symmetric quasigroup of order 10 with zeros on its diagonal: H. M. Damm, dissertation, Marburg 2004.
QUASIGROUP = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)


def draw_code(choose: Callable[[str], str]) -> str:
    """A fresh code. `choose` picks one sign of a string, each as likely: `secrets.choice` outside of tests."""
    drawn = "".join(choose(DIGITS) for _ in range(DRAWN))
    return drawn + str(check_of(drawn))


def check_of(digits: str) -> int:
    """The check digit of some digits; 0 for digits that already end with theirs."""
    interim = 0
    for digit in digits:
        interim = QUASIGROUP[interim][int(digit)]
    return interim


def normalise(typed: str) -> str:
    """What was typed, without blanks, dashes and dots; digits of any script are read as plain ones."""
    plain = unicodedata.normalize("NFKC", typed)
    kept = (sign for sign in plain if sign not in BETWEEN and not sign.isspace())
    return "".join(str(unicodedata.digit(sign)) if sign.isdecimal() else sign for sign in kept)


def is_wellformed(code: str) -> bool:
    """Whether a normalised text could be a code: the right number of digits, and its check digit right."""
    return len(code) == LENGTH and all(sign in DIGITS for sign in code) and check_of(code) == 0


def show_code(code: str) -> str:
    """The code in groups of three, as it is shown, sent and read aloud."""
    return " ".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def split_message(text: str) -> tuple[str, str]:
    """The code that a message begins with (after the word CODE or without it), and the words after it.

    A message without a well-formed code at its beginning gives an empty code and the whole text; one that begins with
    the word CODE and a wrong code gives what was typed and an empty text, so that nobody's code is taken for words.
    """
    words = text.split()
    has_word = bool(words) and words[0].strip(":.").upper() == "CODE"
    rest = words[1:] if has_word else words
    for taken in range(1, len(rest) + 1):
        code = normalise("".join(rest[:taken]))
        if is_wellformed(code):
            return code, " ".join(rest[taken:])
        if len(code) >= LENGTH or not code.isdecimal():
            break
    return (normalise("".join(rest)), "") if has_word else ("", text)
