"""What a form asks, question by question: enough to read a table that another server made of its answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field

TEXT, ONE, MANY, PLACE, FILE = "text", "one", "many", "place", "file"
Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: its path below the root, what kind of answer it takes, and its words by language.

    `groups` are the words of the groups around it, from the outside in; `choices` the words of each answer by its key.
    """

    path: str
    kind: str = TEXT
    label: Words = field(default_factory=dict)
    groups: tuple[Words, ...] = ()
    choices: Mapping[str, Words] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The last step of its path."""
        return self.path.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Outline:
    """All questions of one version of one form, in its order, and the languages it speaks."""

    form_id: str
    form_version: str
    asked: tuple[Asked, ...] = ()
    languages: tuple[str, ...] = ()

    @property
    def by_path(self) -> dict[str, Asked]:
        """Questions by their path."""
        return {each.path: each for each in self.asked}
