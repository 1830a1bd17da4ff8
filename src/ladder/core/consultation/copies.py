"""Finds contributions that are copies of each other, so that they are shown as such: "n texts, k distinct".

Nothing is deleted and nothing is weighted: a copied text is still somebody's contribution. Method page:
docs/methods/copied-contributions.md.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ladder.core.consultation.shingles import (
    Numbers,
    bands_of,
    plain_signs,
    resemblance,
    shingles_of,
    signature_of,
)
from ladder.core.consultation.words import weigh

METHOD = ("copied-texts", "1")
LEAST_WEIGHT = 30  # "I agree" said twice is no copy
LEAST_ALIKE = 0.5
MOST_COMPARED = 24  # representatives looked at in one band, so that no crowd makes the work quadratic


@dataclass(frozen=True, slots=True)
class Said:
    """One contribution's words."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Cluster:
    """Contributions that say nearly the same in nearly the same words, by their keys; `wordings` differ in letters."""

    members: tuple[str, ...]
    wordings: int


@dataclass(frozen=True, slots=True)
class Copies:
    """All clusters of at least two, the largest first, and how many distinct texts there are among `texts`."""

    clusters: tuple[Cluster, ...]
    texts: int
    distinct: int


@dataclass
class Forest:
    """Which texts belong together (union-find)."""

    parents: dict[str, str] = field(default_factory=dict)

    def root(self, one: str) -> str:
        """The text that stands for all that belong together with this one."""
        path = [one]
        while (above := self.parents.setdefault(path[-1], path[-1])) != path[-1]:
            path.append(above)
        for step in path:
            self.parents[step] = path[-1]
        return path[-1]

    def join(self, one: str, other: str) -> None:
        """Let two texts belong together; the one that comes first in order stands for both."""
        first, second = sorted((self.root(one), self.root(other)))
        self.parents[second] = first


def find_copies(said: Iterable[Said]) -> Copies:
    """Clusters of copied and nearly copied texts, whatever the order of the rows.

    Texts are compared by their letters and digits alone. Texts that say little (`LEAST_WEIGHT`) are left alone: people
    who do not know each other write "too expensive". The work grows with the number of texts, not with its square.
    """
    by_plain: dict[str, list[str]] = defaultdict(list)
    rows = list(said)
    for one in rows:
        by_plain[plain_signs(one.text) if weigh(one.text) >= LEAST_WEIGHT else f"\x00{one.key}"].append(one.key)
    forest = join_similar(sorted(plain for plain in by_plain if not plain.startswith("\x00")))
    groups: dict[str, list[str]] = defaultdict(list)
    for plain in by_plain:
        groups[plain if plain.startswith("\x00") else forest.root(plain)].append(plain)
    clusters = [cluster_of(plains, by_plain) for plains in groups.values()]
    copied = [one for one in clusters if len(one.members) > 1]
    copied.sort(key=lambda one: (-len(one.members), one.members))
    return Copies(tuple(copied), len(rows), len(clusters))


def cluster_of(plains: Sequence[str], by_plain: Mapping[str, Sequence[str]]) -> Cluster:
    """The contributions behind wordings that belong together."""
    return Cluster(tuple(sorted(key for plain in plains for key in by_plain[plain])), len(plains))


def join_similar(plains: Sequence[str]) -> Forest:
    """Let texts belong together that share at least half of their runs of signs."""
    forest = Forest()
    sets: dict[str, Numbers] = {plain: shingles_of(plain) for plain in plains}
    met: dict[bytes, list[str]] = defaultdict(list)
    for plain in plains:
        for band in bands_of(signature_of(sets[plain])):
            compare(plain, met[band], sets, forest)
    return forest


def compare(plain: str, others: list[str], sets: Mapping[str, Numbers], forest: Forest) -> None:
    """Compare a text with one of each group that met in this band before, and add it where it is the first of its own.

    A group is represented by the text of it that met here first.
    """
    for other in others:
        if forest.root(other) == forest.root(plain):
            return
        if resemblance(sets[plain], sets[other]) >= LEAST_ALIKE:
            forest.join(plain, other)
            return
    if len(others) < MOST_COMPARED:
        others.append(plain)
