"""The next version as a redline of its base: every requirement with the words that go and the words that come."""

from collections.abc import Iterator
from dataclasses import dataclass

from ladder.catalogue.queries import pack_of
from ladder.catalogue.queries.comparison import Turn, turns_of
from ladder.catalogue.queries.lineage import Pair
from ladder.catalogue.words import Piece, compare_words
from ladder.governance.models import NextVersion
from ladder.governance.queries.source_words import MISSING
from ladder.packfiles.comparing import Change, compare
from ladder.packfiles.model import Pack, Reading
from ladder.packfiles.sections import SECTIONS

FIELDS = SECTIONS["requirements"].fields
UNTOUCHED = "same"


@dataclass(frozen=True, slots=True)
class RedText:
    """One text: its pieces, the language of both sides, and the state of the words in the reader's language."""

    field: str
    pieces: tuple[Piece, ...]
    language: str
    state: str


@dataclass(frozen=True, slots=True)
class RedLine:
    """One requirement; `before` and `after` are its keys, "" where there is none; `change` is the change behind it."""

    kind: str
    before: str
    after: str
    change: str
    texts: tuple[RedText, ...]
    turns: tuple[Turn, ...]

    @property
    def is_touched(self) -> bool:
        """Whether anything of it is another one now."""
        return self.kind != UNTOUCHED or self.before != self.after or any(is_changed(text) for text in self.texts)


@dataclass(frozen=True, slots=True)
class RedPart:
    """The requirements of one principle."""

    number: int
    name: Reading
    lines: tuple[RedLine, ...]


def redline_of(row: NextVersion, pack: Pack, language: str, *, only_touched: bool = False) -> tuple[RedPart, ...]:
    """The whole version, principle by principle, or only what is touched."""
    base = pack_of(row.base)
    lines: dict[int, list[RedLine]] = {one.number: [] for one in pack.principles}
    for change in compare(base, pack):
        for line in lines_of(change, base, pack, language):
            holder, key = (pack, line.after) if line.after else (base, line.before)
            if line.is_touched or not only_touched:
                lines.setdefault(holder.requirement_by_id[key].principle, []).append(line)
    keys = {one.number: one.key for one in (*base.principles, *pack.principles)}
    return tuple(
        RedPart(number, pack.read("principles", keys[number], "name", language), tuple(found))
        for number, found in sorted(lines.items())
        if found
    )


def lines_of(change: Change, base: Pack, pack: Pack, language: str) -> Iterator[RedLine]:
    """One change, requirement by requirement: what merges is struck out but for the first, which became the new one."""
    first = change.before[0] if change.before else ""
    for key in change.after:
        yield line_of(change, base, pack, (key if key in change.before else first, key), language)
    shown = {key if key in change.before else first for key in change.after}
    for key in change.before:
        if key not in shown:
            yield line_of(change, base, pack, (key, ""), language)


def line_of(change: Change, base: Pack, pack: Pack, ends: tuple[str, str], language: str) -> RedLine:
    """One requirement beside the one it came from."""
    before, after = ends
    texts = tuple(text for field in FIELDS if (text := text_of(base, pack, ends, field, language)).pieces)
    turns = turns_of(Pair(change.kind, before, after), base, pack, language) if before and after else ()
    return RedLine(change.kind, before, after, change.step, texts, turns)


def text_of(base: Pack, pack: Pack, ends: tuple[str, str], field: str, language: str) -> RedText:
    """One text before and after; where a translation lags behind, in the language of the source."""
    old, new = read_both(base, pack, ends, field, language)
    source_old, source_new = read_both(base, pack, ends, field, pack.authoritative_language)
    state = state_of(new if ends[1] else old, language)
    lags = old.text == new.text and source_old.text != source_new.text
    if all(ends) and (lags or old.language != new.language):
        old, new = source_old, source_new
    return RedText(field, compare_words(old.text, new.text), (new if ends[1] else old).language, state)


def state_of(reading: Reading, language: str) -> str:
    """How far words can be relied on in a language; missing where they are in another."""
    return reading.state if reading.language == language else MISSING


def read_both(base: Pack, pack: Pack, ends: tuple[str, str], field: str, language: str) -> tuple[Reading, Reading]:
    """A text at both ends; empty at an end that is not there."""
    nothing = Reading("", language, "source")
    before, after = ends
    old = base.read("requirements", before, field, language) if before else nothing
    new = pack.read("requirements", after, field, language) if after else nothing
    return old, new


def is_changed(text: RedText) -> bool:
    """Whether words go or come."""
    return any(piece.kind != "same" for piece in text.pieces)
