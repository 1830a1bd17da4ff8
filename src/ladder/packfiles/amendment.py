"""One amendment: what becomes of requirements in the next version, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ladder.packfiles.model import Text


@dataclass(frozen=True, slots=True)
class Amendment:
    """What becomes of requirements: `before` are ids of the base, `after` ids of the next version.

    `entries` says by id of the next version what is asked without its words, only what differs. `texts` holds by id,
    field and language the new words; an empty text takes an optional field away. `reasons` say by language why.
    """

    key: str
    kind: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    entries: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    texts: Mapping[str, Mapping[str, Mapping[str, Text]]] = field(default_factory=dict)
    reasons: Mapping[str, Text] = field(default_factory=dict)

    @property
    def is_only_words(self) -> bool:
        """Whether it leaves the requirement as it is, and only brings translations: then it is no step."""
        return self.kind == "same" and self.before == self.after
