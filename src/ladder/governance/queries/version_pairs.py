"""A published version beside the one it came from: each sentence of a requirement, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from ladder.catalogue.models import FrameworkVersion
from ladder.catalogue.queries import pack_of
from ladder.catalogue.queries.comparison import FIELDS, turns_of
from ladder.catalogue.queries.lineage import Pair
from ladder.catalogue.words import Piece, compare_words
from ladder.core.governance.following import CHANGED, GONE, NEW, SAME, follow
from ladder.core.governance.sentences import split_sentences
from ladder.governance.models import Change, NextVersion
from ladder.packfiles.model import Pack

STRUCTURAL = ("split", "merged", "new", "withdrawn")


@dataclass(frozen=True, slots=True)
class SentenceLine:
    """A sentence of a requirement, or a property such as its level, after and before; in one language on both sides.

    `state` is same, moved, changed, new or gone; `field` a key of the catalogue's fields.
    """

    field: str
    state: str
    text: str
    before: str
    language: str

    @property
    def is_touched(self) -> bool:
        """Whether somebody changed it."""
        return self.state in {CHANGED, NEW, GONE}

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """What was and what is as one run of shared, removed and added words, for a sentence that is touched."""
        return compare_words(self.before, self.text)


@dataclass(frozen=True, slots=True)
class VersionPair:
    """A published next version with both packs."""

    row: NextVersion
    version: FrameworkVersion
    earlier: Pack
    later: Pack


def find_pair(version: FrameworkVersion) -> VersionPair | None:
    """How a version was made, where it was made here and is published."""
    rows = NextVersion.objects.select_related("base__framework", "draft", "decision__body")
    row = rows.filter(draft=version, state=NextVersion.State.PUBLISHED).first()
    return pair_of(row) if row else None


def pair_of(row: NextVersion) -> VersionPair | None:
    """The pair of a next version; None where its version is not in the catalogue any more."""
    if row.draft is None:
        return None
    return VersionPair(row, row.draft, pack_of(row.base), pack_of(row.draft))


def keys_before(pair: VersionPair, key: str, change: Change | None) -> tuple[str, ...]:
    """The requirements of the earlier version that a requirement came from."""
    before = change.before if change is not None else [key]
    return tuple(one for one in before if one in pair.earlier.requirement_by_id)


def lines_of(pair: VersionPair, key: str, change: Change | None, language: str) -> tuple[SentenceLine, ...]:
    """Every sentence of a requirement, those that are gone among them, then properties that are others now."""
    sources = keys_before(pair, key, change)
    lines = [line for field in FIELDS for line in lines_of_field(pair, key, sources, field, language)]
    elsewhere = sentences_elsewhere(pair, key, change, language)
    kept = [line for line in lines if line.state != GONE or line.before not in elsewhere]
    return (*kept, *properties(pair, key, sources, language))


def sentences_elsewhere(pair: VersionPair, key: str, change: Change | None, language: str) -> set[str]:
    """What stands in other requirements that the same change made, or came from several at once: it is not gone."""
    made = change.after if change else []
    siblings = made if change is not None and len(change.before) > 1 else [one for one in made if one != key]
    spoken = {language, pair.later.authoritative_language}
    return {
        text for one in siblings for field in FIELDS for code in spoken
        for text in sentences_in(pair.later, one, field, code)
    }  # fmt: skip


def lines_of_field(
    pair: VersionPair, key: str, sources: Sequence[str], field: str, language: str
) -> list[SentenceLine]:
    """One field, in the reader's language where both sides have it and it tells the change, else the authoritative."""
    spoken = language_of(pair, key, sources, field, language)
    before = [text for one in sources for text in sentences_in(pair.earlier, one, field, spoken)]
    after = sentences_in(pair.later, key, field, spoken)
    return [SentenceLine(field, one.state, one.text, one.before, spoken) for one in follow(before, after)]


def language_of(pair: VersionPair, key: str, sources: Sequence[str], field: str, language: str) -> str:
    """A translation that lags behind, or is on one side only, must not hide that the text itself changed."""
    common = pair.later.authoritative_language
    old = [pair.earlier.read("requirements", one, field, language) for one in sources]
    new = [pair.later.read("requirements", key, field, language)] if key in pair.later.requirement_by_id else []
    if any(one.language != language for one in (*old, *new)):
        return common
    is_same = [one.text for one in old] == [one.text for one in new]
    return common if is_same else language


def sentences_in(pack: Pack, key: str, field: str, language: str) -> list[str]:
    """The sentences of a field; none where the pack does not hold the requirement."""
    if key not in pack.requirement_by_id:
        return []
    return [one.text for one in split_sentences(pack.say("requirements", key, field, language), language)]


def properties(pair: VersionPair, key: str, sources: Sequence[str], language: str) -> tuple[SentenceLine, ...]:
    """Level, gate, condition, cost and kind of evidence where they are others now."""
    if key not in pair.later.requirement_by_id or not sources:
        return ()
    turns = turns_of(Pair("reworded", sources[0], key), pair.earlier, pair.later, language)
    return tuple(SentenceLine(turn.field, CHANGED, turn.after, turn.before, language) for turn in turns)


def belongs_to(line: SentenceLine, change: Change) -> bool:
    """Whether a sentence stands as it does because of a change: its words are others, or its requirement is."""
    return line.state != SAME or change.kind in STRUCTURAL
