"""What a release says of itself, and the comments that it may show."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

QUOTE_WITH_ROLE, QUOTE, PARAPHRASE = "quote_with_role", "quote", "paraphrase"
CONSENTS = (QUOTE_WITH_ROLE, QUOTE, PARAPHRASE)
WEEK = re.compile(r"\d{4}-W(0[1-9]|[1-4]\d|5[0-3])")
COMMENT_COLUMNS = ("item", "text", "language", "consent", "role", "province", "week", "gathering")


@dataclass(frozen=True, slots=True)
class About:
    """A release as a whole: its round and number, the framework it is about, names and licence.

    `groups` and `items` give a name to each key in the language of the bundle; keys without a name keep their key.
    """

    round: str
    number: int
    framework: str
    framework_version: str
    created_on: date
    licence: str = ""
    attribution: str = ""
    is_demonstration: bool = False
    groups: Mapping[str, str] = field(default_factory=dict)
    items: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Comment:
    """Words that somebody agreed to publish. `role` only with the consent for it; `province` is no finer than that.

    `week` is an ISO week, `2026-W07`; `gathering` names only rooms that were large enough to be named (R5).
    """

    item: str
    text: str
    language: str
    consent: str
    role: str = ""
    province: str = ""
    week: str = ""
    gathering: str = ""

    def problems(self) -> list[tuple[str, str]]:
        """What of it may not be published, by column."""
        found = []
        if self.consent not in CONSENTS:
            found.append(("consent", f"{self.consent!r} is not one of {', '.join(CONSENTS)}"))
        if self.role and self.consent != QUOTE_WITH_ROLE:
            found.append(("role", "the consent does not cover the role: empty it"))
        if self.week and not WEEK.fullmatch(self.week):
            found.append(("week", f"{self.week!r} is not a week: write it as 2026-W07, and no day"))
        if not self.text.strip():
            found.append(("text", "fill it in, or remove the row"))
        return found

    def as_cells(self) -> dict[str, str]:
        """The comment as cells."""
        return {column: getattr(self, column) for column in COMMENT_COLUMNS}
