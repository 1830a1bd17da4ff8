"""Which comments get one answer: copies, nearly the same words, and reasons for a requirement as it stands.

Nothing is weighted and nothing left out: each comment is in exactly one bundle. Method page: docs/methods/bundling.md.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ladder.core.consultation.copies import Said, find_copies
from ladder.core.consultation.shingles import plain_signs

METHOD = ("bundling", "1")
SUPPORTING = "as_written"
ALONE, SAME, NEARLY, SUPPORT = "alone", "same_words", "nearly_same_words", "support_as_written"


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment as far as bundling looks: what it is about, where its speaker stands, its words and its wording."""

    key: str
    about: str
    position: str
    text: str
    proposed: str


@dataclass(frozen=True, slots=True)
class Bundle:
    """Comments that get one answer, by their keys in order, and why: one of the four words above."""

    members: tuple[str, ...]
    why: str


def bundle(comments: Iterable[Comment]) -> tuple[Bundle, ...]:
    """Every comment in exactly one bundle, whatever the order of the rows; the first key orders the bundles.

    Comments are put together only when they are about one requirement, come from the same position and propose the
    same wording: whoever is for and whoever is against never share an answer because their words look alike.
    """
    supporting: dict[str, list[str]] = defaultdict(list)
    others: dict[tuple[str, str, str], list[Comment]] = defaultdict(list)
    for one in comments:
        wording = plain_signs(one.proposed)
        if one.position == SUPPORTING and not wording:
            supporting[one.about].append(one.key)
        else:
            others[one.about, one.position, wording].append(one)
    found = [Bundle(tuple(sorted(keys)), SUPPORT if len(keys) > 1 else ALONE) for keys in supporting.values()]
    found += [made for rows in others.values() for made in by_words(rows)]
    return tuple(sorted(found, key=lambda one: one.members))


def by_words(rows: Sequence[Comment]) -> list[Bundle]:
    """Bundles among comments of one requirement, position and wording: copies, the same few words, each for itself."""
    copied = find_copies(Said(one.key, one.text) for one in rows).clusters
    found = [Bundle(one.members, SAME if one.wordings == 1 else NEARLY) for one in copied]
    held = {key for one in copied for key in one.members}
    alike: dict[str, list[str]] = defaultdict(list)
    for one in rows:
        if one.key not in held:
            alike[plain_signs(one.text) or ("" if one.proposed.strip() else one.key)].append(one.key)
    return found + [Bundle(tuple(sorted(keys)), SAME if len(keys) > 1 else ALONE) for keys in alike.values()]
