"""Reads a plain table of votes with arrays, many rows at a time; anything unusual is left to the careful reader.

Plain is: the heading `participant,statement,vote`, commas, no quotes, no blanks, printable ASCII, names of at most 16
bytes, faultless rows. Such a file gives what `ballots.read_rows` gives, a test holds the two equal.
"""

from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

HEADINGS = tuple(b"participant,statement,vote" + end for end in (b"\n", b"\r\n"))
MARK = b"\xef\xbb\xbf"
BLOCK = 1 << 22
COMMA, END, RETURN, QUOTE, MINUS, NOUGHT, ONE = b',\n\r"-01'
LOWEST, HIGHEST = 0x21, 0x7E
WORD, WIDEST = 8, 16
SPREAD = np.uint64(0x9E3779B97F4A7C15)

Bytes: TypeAlias = NDArray[np.uint8]
Ints: TypeAlias = NDArray[np.int64]
Words: TypeAlias = NDArray[np.uint64]
Codes: TypeAlias = NDArray[np.int32]
Votes: TypeAlias = NDArray[np.int8]
Plain: TypeAlias = tuple[list[str], Codes, list[str], Codes, Votes]


class NotPlainError(Exception):
    """The file has something that the careful reader must see."""


@dataclass(slots=True)
class Names:
    """The names of one column, block by block, as one or two numbers each; no byte of a name is 0."""

    blocks: list[tuple[Words, Words | None]] = field(default_factory=list)

    def take(self, data: Bytes, starts: Ints, ends: Ints) -> None:
        """Keep the names that stand in these places."""
        width = ends - starts
        if not len(width) or width.min() < 1 or width.max() > WIDEST:
            raise NotPlainError
        longest = int(width.max())
        first = word_of(data, starts, width, min(longest, WORD))
        self.blocks.append(
            (first, word_of(data, starts + WORD, width - WORD, longest - WORD) if longest > WORD else None)
        )

    def numbered(self) -> tuple[list[str], Codes]:
        """Every different name, and for every row which of them it is."""
        if not self.blocks:
            return [], np.zeros(0, dtype=np.int32)
        first = np.concatenate([block[0] for block in self.blocks])
        if all(block[1] is None for block in self.blocks):
            found, back = np.unique(first, return_inverse=True)
            return texts(found), back.astype(np.int32)
        second = np.concatenate([np.zeros_like(one) if two is None else two for one, two in self.blocks])
        self.blocks.clear()
        _, back = np.unique(first * SPREAD ^ second, return_inverse=True)
        pairs = np.zeros((int(back.max()) + 1, 2), dtype="<u8")
        pairs[back, 0], pairs[back, 1] = first, second
        if (pairs[back, 0] != first).any() or (pairs[back, 1] != second).any():
            raise NotPlainError
        return texts(pairs), back.astype(np.int32)


def word_of(data: Bytes, starts: Ints, width: Ints, longest: int) -> Words:
    """Up to eight bytes from every place as one number, the first byte lowest."""
    word = np.zeros(len(starts), dtype="<u8")
    last = len(data) - 1
    for place in range(longest):
        byte = data[np.minimum(starts + place, last)].astype("<u8")
        byte[place >= width] = 0
        word |= byte << np.uint64(8 * place)
    return word


def texts(words: Words) -> list[str]:
    """The names that the numbers stand for."""
    row = np.ascontiguousarray(words, dtype="<u8").reshape(len(words), -1)
    bytes_of = row.view(f"S{row.shape[1] * WORD}").ravel()
    return [str(name) for name in bytes_of.astype(f"U{row.shape[1] * WORD}").tolist()]


def read_plain(content: bytes) -> Plain | None:
    """Participants and every row's, statements and every row's, every row's vote; None where the file is not plain."""
    begins = len(MARK) if content.startswith(MARK) else 0
    heading = next((each for each in HEADINGS if content.startswith(each, begins)), None)
    if heading is None:
        return None
    people, statements = Names(), Names()
    votes: list[Votes] = []
    at = begins + len(heading)
    try:
        while at < len(content):
            end = block_end(content, at)
            data = np.frombuffer(
                content[at:end] if content[end - 1] == END else content[at:end] + b"\n", dtype=np.uint8
            )
            votes.append(read_block(data, people, statements))
            at = end
        numbers = people.numbered(), statements.numbered()
    except NotPlainError:
        return None
    vote = np.concatenate(votes) if votes else np.zeros(0, dtype=np.int8)
    return *numbers[0], *numbers[1], vote


def block_end(content: bytes, at: int) -> int:
    """Where a block of whole rows ends."""
    if at + BLOCK >= len(content):
        return len(content)
    end = content.rfind(b"\n", at, at + BLOCK) + 1
    if not end:
        raise NotPlainError
    return end


def read_block(data: Bytes, people: Names, statements: Names) -> Votes:
    """The votes of some rows; their names are taken into `people` and `statements`."""
    returns = np.flatnonzero(data == RETURN)
    printable = (data >= LOWEST) & (data <= HIGHEST) & (data != QUOTE)
    if not (printable | (data == END) | (data == RETURN)).all() or (data[returns + 1] != END).any():
        raise NotPlainError
    marks = np.flatnonzero((data == COMMA) | (data == END))
    if len(marks) % 3 or (data[marks].reshape(-1, 3) != (COMMA, COMMA, END)).any():
        raise NotPlainError
    first, second, last = marks.reshape(-1, 3).T
    starts = np.concatenate([[0], last[:-1] + 1])
    ends = last - (data[last - 1] == RETURN)
    votes = votes_of(data, second + 1, ends)
    people.take(data, starts, first)
    statements.take(data, first + 1, second)
    return votes


def votes_of(data: Bytes, starts: Ints, ends: Ints) -> Votes:
    """The votes that stand in these places."""
    width, final = ends - starts, data[ends - 1]
    negative = (width == len("-1")) & (data[starts] == MINUS) & (final == ONE)
    positive = (width == 1) & ((final == ONE) | (final == NOUGHT))
    if not (negative | positive).all():
        raise NotPlainError
    return np.where(negative, -1, final.astype(np.int8) - NOUGHT).astype(np.int8)
