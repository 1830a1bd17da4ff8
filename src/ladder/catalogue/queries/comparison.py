"""Two versions side by side: what became of each requirement, and which words changed."""

from collections import Counter
from dataclasses import dataclass

from ladder.catalogue.models import FrameworkVersion
from ladder.catalogue.queries.lineage import Pair, list_pairs
from ladder.catalogue.queries.versions import pack_of
from ladder.catalogue.words import Piece, compare_words
from ladder.packfiles.comparing import compare
from ladder.packfiles.model import Pack, Reading

FIELDS = ("title", "text", "evidence")


@dataclass(frozen=True, slots=True)
class TextChange:
    """One text of a requirement, word by word; `language` is what both sides are written in."""

    field: str
    language: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """A property of a requirement that is another one now."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of one requirement."""

    kind: str
    before: str
    after: str
    title: Reading
    texts: tuple[TextChange, ...]
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions; `is_stated` says whether the differences come from migrations or only from the content."""

    differences: tuple[Difference, ...]
    counts: tuple[tuple[str, int], ...]
    unchanged: int
    is_stated: bool


def compare_versions(before: FrameworkVersion, after: FrameworkVersion, language: str) -> Comparison:
    """The difference between two versions of the same framework, in the words of a language."""
    earlier, later = pack_of(before), pack_of(after)
    stated = list_pairs(before, after)
    pairs = stated if stated is not None else pair_by_content(earlier, later)
    told = [difference_of(pair, earlier, later, language) for pair in pairs]
    changed = [one for one in told if one.kind != "same" or one.texts or one.turns]
    # One requirement that became three is one split; three that became one are one merger.
    named = {(one.kind, one.before if one.kind == "split" else one.after or one.before) for one in changed}
    counts = Counter(kind for kind, _ in named)
    return Comparison(
        differences=tuple(sorted(changed, key=lambda one: one.after or one.before)),
        counts=tuple(sorted(counts.items())),
        unchanged=len(told) - len(changed),
        is_stated=stated is not None,
    )


def pair_by_content(earlier: Pack, later: Pack) -> list[Pair]:
    """What the content of both shows, for versions between which no migration is stated."""
    return [
        Pair(change.kind, old, new)
        for change in compare(earlier, later)
        for old in change.before or ("",)
        for new in change.after or ("",)
    ]


def difference_of(pair: Pair, earlier: Pack, later: Pack, language: str) -> Difference:
    """One pair, with its texts word by word."""
    holder, key = (later, pair.after) if pair.after else (earlier, pair.before)
    title = holder.read("requirements", key, "title", language)
    if not pair.before or not pair.after:
        return Difference(pair.kind, pair.before, pair.after, title, (), ())
    changes = (change_of(pair, earlier, later, field, language) for field in FIELDS)
    texts = tuple(change for change in changes if any(piece.kind != "same" for piece in change.pieces))
    return Difference(pair.kind, pair.before, pair.after, title, texts, turns_of(pair, earlier, later, language))


def change_of(pair: Pair, earlier: Pack, later: Pack, field: str, language: str) -> TextChange:
    """One text before and after, in the same language on both sides."""
    old = earlier.read("requirements", pair.before, field, language)
    new = later.read("requirements", pair.after, field, language)
    if old.language != new.language or old.text == new.text:
        # A translation that lags behind must not hide that the text itself changed.
        common = later.authoritative_language
        old = earlier.read("requirements", pair.before, field, common)
        new = later.read("requirements", pair.after, field, common)
    return TextChange(field, new.language, compare_words(old.text, new.text))


def turns_of(pair: Pair, earlier: Pack, later: Pack, language: str) -> tuple[Turn, ...]:
    """Level, gate, condition, cost and kind of evidence, where they are others now."""
    old, new = (facts_of(earlier, pair.before, language), facts_of(later, pair.after, language))
    return tuple(Turn(field, old[field], new[field]) for field in old if old[field] != new[field])


def facts_of(pack: Pack, key: str, language: str) -> dict[str, str]:
    """Properties of a requirement in words."""
    one = pack.requirement_by_id[key]
    level = next(level for level in pack.levels if level.rank == one.level)
    return {
        "level": f"{one.level} {pack.say('levels', level.key, 'name', language)}",
        "gate": pack.say("gates", one.gate, "name", language) if one.gate != "none" else "–",
        "condition": pack.say("conditions", one.condition, "question", language) if one.condition else "–",
        "cost": pack.say("cost_classes", one.cost, "name", language),
        "evidence_kind": pack.say("evidence_kinds", one.evidence_kind, "name", language),
    }
