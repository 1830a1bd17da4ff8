"""How a pack lies in sheets: which columns each sheet has, what they hold, and whose words stand beside them."""

from dataclasses import dataclass

TEXT, NUMBER, WHOLE, YES_NO, WORDS = "text", "number", "whole", "yes_no", "words"
PACK_SHEET, ABOUT_SHEET, TRANSLATIONS_SHEET = "Pack", "About", "Translations"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, which is the key of the pack, and what its cells hold."""

    name: str
    kind: str = TEXT


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet with one row an entry. `part` and `name` say where the entries stand; `section` names their words."""

    sheet: str
    part: str
    name: str
    columns: tuple[Column, ...]
    section: str = ""


def columns(*names: str) -> tuple[Column, ...]:
    """Columns from `name` or `name:kind`."""
    return tuple(Column(*name.split(":")) for name in names)


KEY = columns("key")
TABLES = (
    Table("Framework", "words", "framework", KEY, "framework"),
    Table("Levels", "pack", "levels", columns("rank:whole", "key", "working_name:yes_no"), "levels"),
    Table("Principles", "pack", "principles", columns("number:whole", "key"), "principles"),
    Table("Gates", "pack", "gates", columns("key", "plan_days:whole", "result_days:whole"), "gates"),
    Table(
        "Evidence kinds",
        "pack",
        "evidence_kinds",
        columns("key", "valid_days:whole", "printed_date:yes_no"),
        "evidence_kinds",
    ),
    Table("Evidence methods", "pack", "evidence_methods", KEY, "evidence_methods"),
    Table("Costs", "pack", "cost_classes", columns("key", "over:whole", "up_to:whole", "currency"), "cost_classes"),
    Table("Conditions", "pack", "conditions", KEY, "conditions"),
    Table("Empty cells", "pack", "empty_cells", columns("principle:whole", "level:whole")),
    Table(
        "Requirements",
        "requirements",
        "requirements",
        columns(
            "id",
            "principle:whole",
            "level:whole",
            "gate",
            "evidence_kind",
            "evidence_methods:words",
            "cost",
            "condition",
        ),
        "requirements",
    ),
    Table(
        "Systems",
        "crosswalks",
        "systems",
        columns("key", "publisher", "edition", "licence", "established", "address"),
        "systems",
    ),
    Table("Items", "crosswalks", "items", columns("system", "key", "reference", "confidence", "source"), "items"),
    Table("Sources", "crosswalks", "sources", columns("key", "citation", "address")),
    Table("Bases", "crosswalks", "bases", KEY, "bases"),
    Table(
        "Mappings",
        "crosswalks",
        "mappings",
        columns("requirement", "system", "item", "relation", "confidence", "basis", "source"),
    ),
    Table("Migration", "migration", "steps", columns("key", "kind", "before:words", "after:words"), "migration"),
    Table("FAQ", "pack", "faq", columns("number:whole", "key"), "faq"),
    Table("States", "words", "states", KEY, "states"),
)
# Rows of the sheet Pack: the way to the value, and what it holds.
PACK_ROWS = columns(
    "key",
    "urn",
    "version",
    "status",
    "illustrative:yes_no",
    "provider",
    "licence.name",
    "licence.holder",
    "licence.address",
    "authoritative_language",
    "languages:words",
    "effective_from",
    "thresholds.grace_days:whole",
    "thresholds.cap_without_plan:whole",
    "thresholds.cap_with_plan:whole",
    "thresholds.na_review_share:number",
    "thresholds.gate_validity_days:whole",
    "thresholds.exemption_days:whole",
    "thresholds.ordinary_result_days:whole",
    "migration.from_version",
)
TRANSLATION_COLUMNS = ("section", "key", "field", "language", "state", "of")
SHEETS = (PACK_SHEET, *(table.sheet for table in TABLES), TRANSLATIONS_SHEET, ABOUT_SHEET)


def words_key(table: Table, entry: dict[str, object]) -> str:
    """What the words of an entry are named by."""
    if table.name == "items":
        return f"{entry.get('system', '')}/{entry.get('key', '')}"
    return str(entry.get("id") or entry.get("key") or "")
