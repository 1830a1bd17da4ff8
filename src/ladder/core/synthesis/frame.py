"""What was asked of whom: the declared groups, the statements, and the rules that were fixed before."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from ladder.core.synthesis.arrays import Bools
from ladder.core.synthesis.evidence import EvidenceError, GroupFrame
from ladder.core.synthesis.rules import Rules


@dataclass(frozen=True, slots=True)
class Frame:
    """Groups and statements in the order in which results come."""

    groups: tuple[GroupFrame, ...]
    statements: tuple[str, ...]
    rules: Rules

    @classmethod
    def of(cls, groups: Sequence[GroupFrame], statements: Sequence[str], rules: Rules) -> Self:
        """Put them together.

        Raises:
            EvidenceError: a name stands for two groups or statements, or for none.
        """
        frame = cls(tuple(groups), tuple(statements), rules)
        for what, names in (("group", frame.keys), ("statement", frame.statements)):
            if len(set(names)) < len(names) or "" in names:
                raise EvidenceError(f"every {what} needs a name of its own")
        return frame

    @property
    def shape(self) -> tuple[int, int]:
        """Groups x statements."""
        return len(self.groups), len(self.statements)

    @property
    def is_tiny(self) -> Bools:
        """Which groups were invited with too few people to carry a statistical claim; an unknown number is not few."""
        most = self.rules.tiny_group
        return np.array([group.invited is not None and group.invited <= most for group in self.groups], dtype=np.bool_)

    @property
    def keys(self) -> tuple[str, ...]:
        """The groups' keys."""
        return tuple(group.key for group in self.groups)
