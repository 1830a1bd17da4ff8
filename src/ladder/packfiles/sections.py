"""Which texts a pack holds: its sections and their fields."""

from dataclasses import dataclass

STATES = ("met", "partly", "not_met", "not_applicable", "not_assessed", "lapsed", "contested")


@dataclass(frozen=True, slots=True)
class Section:
    """A kind of texts: fields that each key must have, and fields that it may have."""

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        """Every field."""
        return self.required + self.optional


SECTIONS = {
    "framework": Section(("name", "summary"), ("notice",)),
    "levels": Section(("name", "summary"), ("note",)),
    "principles": Section(("name",), ("summary",)),
    "gates": Section(("name", "summary")),
    "evidence_kinds": Section(("name",), ("summary",)),
    "evidence_methods": Section(("name",), ("summary",)),
    "cost_classes": Section(("name",), ("summary",)),
    "conditions": Section(("question",), ("help",)),
    "states": Section(("name",), ("summary",)),
    "requirements": Section(("title", "text", "evidence"), ("open_question",)),
    "systems": Section(("name",), ("note",)),
    "items": Section(("title",)),
    "bases": Section(("text",)),
    "migration": Section(("reason",)),
    "faq": Section(("question", "answer")),
}


def item_key(system: str, item: str) -> str:
    """How the words of an item are named: `oecd/1-iii`."""
    return f"{system}/{item}"
