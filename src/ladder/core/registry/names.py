"""Names of places: how they are folded for search, and which may be spellings of one name."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

SHORTEST_WITH_ONE_SLIP = 6
SHORTEST_WITH_TWO_SLIPS = 9
ROMAN = frozenset({"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"})


def fold_name(name: str) -> str:
    """Lower case, no accents, words of letters and digits joined by one blank."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))
    return " ".join("".join(sign if sign.isalnum() else " " for sign in bare.casefold()).split())


def find_spellings(places: Mapping[str, tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    """Groups of codes in one territory whose names may be spellings of each other; never a reason to merge them.

    Two names are close when the same string remains after striking out one letter of each (two in names of nine
    letters and more). Numbers and Roman numerals tell places apart, so names that differ in them are not close.

    Args:
        places: name and territory by code.
    """
    shared: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for code, (name, territory) in places.items():
        letters, numbers = split_numbers(fold_name(name))
        for remains in strike_out(letters):
            shared[territory, numbers, remains].add(code)
    return tuple(sorted({tuple(sorted(codes)) for codes in join(shared.values())}))


def split_numbers(folded: str) -> tuple[str, str]:
    """The letters of a name, and its numbers apart."""
    words = re.findall(r"\d+|[^\d\s]+", folded)
    numbers = [word for word in words if word.isdigit() or word in ROMAN]
    return "".join(word for word in words if word not in numbers), " ".join(numbers)


def strike_out(letters: str) -> Iterator[str]:
    """The name itself and what remains of it after the slips allowed for its length."""
    yield letters
    if len(letters) < SHORTEST_WITH_ONE_SLIP:
        return
    once = {letters[:at] + letters[at + 1 :] for at in range(len(letters))}
    yield from once
    if len(letters) >= SHORTEST_WITH_TWO_SLIPS:
        yield from {rest[:at] + rest[at + 1 :] for rest in once for at in range(len(rest))}


def join(groups: Iterable[set[str]]) -> list[set[str]]:
    """Sets that share a member become one."""
    head: dict[str, str] = {}

    def root(code: str) -> str:
        while head.setdefault(code, code) != code:
            code = head[code]
        return code

    for group in groups:
        if len(group) > 1:
            first, *rest = sorted(group)
            for code in rest:
                head[root(code)] = root(first)
    joined: dict[str, set[str]] = defaultdict(set)
    for code in head:
        joined[root(code)].add(code)
    return list(joined.values())
