"""Finds the requirement that somebody means who wrote a clause by hand: by key, number or title; never guessed."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

Name = TypeVar("Name")
UNKNOWN, SEVERAL = "unknown", "several"
DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−_", "-"))
NUMBER = re.compile(r"(?:clause|article|section|requirement|exigence|§)?\s*((?:\d+\.)+\d+)\.?", re.IGNORECASE)
WHOLE = frozenset({
    "", "-", "all", "general", "whole document", "document", "tout", "général", "ensemble", "tout le document", "n/a",
    "na", "全文", "总体", "0",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Meant:
    """The requirement's key, "" for the document as a whole; `trouble` says why none was found."""

    key: str = ""
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class ClauseIndex:
    """Requirements by what people write for them."""

    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    numbers: Mapping[tuple[int, ...], str]
    titles: Mapping[str, str]
    known: dict[str, Meant] = field(default_factory=dict, compare=False)

    def find(self, written: str) -> Meant:
        """What a clause means. Cells that are alike are looked up once."""
        if written not in self.known:
            self.known[written] = self.look_up(written)
        return self.known[written]

    def look_up(self, written: str) -> Meant:
        """The key in the text, else the number, else the title that is the whole text."""
        text = " ".join(written.translate(DASHES).split())
        if text.casefold() in WHOLE:
            return Meant()
        keys = {key for key, pattern in self.patterns if pattern.search(text)}
        if not keys:
            found = self.number_of(text) or self.titles.get(fold(text), "")
            keys = {found} if found else set()
        if len(keys) == 1:
            return Meant(keys.pop())
        return Meant(trouble=SEVERAL if keys else UNKNOWN)

    def number_of(self, text: str) -> str:
        """The requirement of a number such as 2.2.1, where the text is one."""
        match = NUMBER.fullmatch(text)
        return self.numbers.get(tuple(int(part) for part in match[1].split(".")), "") if match else ""


def index_clauses(titles: Mapping[str, Iterable[str]]) -> ClauseIndex:
    """An index of requirements.

    Args:
        titles: by key, the titles in every language. Numbers and titles that two requirements share find nothing.
    """
    return ClauseIndex(
        tuple((key, pattern_of(key)) for key in titles),
        unique((tuple(int(part) for part in re.findall(r"\d+", key)), key) for key in titles),
        unique((fold(title), key) for key, all_titles in titles.items() for title in set(all_titles) if title.strip()),
    )


def pattern_of(key: str) -> re.Pattern[str]:
    """How a key may be written: small letters, blanks or nothing for dashes, without leading zeros."""
    parts = re.split(r"[^0-9A-Za-z]+", key)
    loose = [re.sub(r"(?<!\d)0*([1-9]\d*)", r"0*\1", re.escape(part)) for part in parts if part]
    return re.compile(rf"(?<![0-9A-Za-z]){'[-. ]*'.join(loose)}(?![0-9A-Za-z])", re.IGNORECASE)


def fold(title: str) -> str:
    """A title without its end, spare blanks and capitals."""
    return " ".join(title.casefold().split()).rstrip(".。 ")


def unique(pairs: Iterable[tuple[Name, str]]) -> dict[Name, str]:
    """Names that belong to one key alone."""
    found: dict[Name, set[str]] = {}
    for name, key in pairs:
        found.setdefault(name, set()).add(key)
    return {name: keys.pop() for name, keys in found.items() if len(keys) == 1}
