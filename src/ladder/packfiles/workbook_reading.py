"""Reads a workbook back into a pack, naming every fault by sheet, row and column."""

from dataclasses import replace
from typing import Any

from ladder.packfiles.archive import open_archive
from ladder.packfiles.cells import convert
from ladder.packfiles.faults import Fault, PackFaultsError, Place, letters_of
from ladder.packfiles.folder import PARTS, Draft, check_parts
from ladder.packfiles.model import Pack, fingerprint
from ladder.packfiles.nodes import Node
from ladder.packfiles.reading import judge
from ladder.packfiles.sections import SECTIONS
from ladder.packfiles.sheets import Cell, Sheet, read_sheets
from ladder.packfiles.tables import (
    ABOUT_SHEET,
    PACK_ROWS,
    PACK_SHEET,
    SHEETS,
    TABLES,
    TRANSLATION_COLUMNS,
    TRANSLATIONS_SHEET,
    Table,
    words_key,
)
from ladder.packfiles.yaml_text import CONTROL

Row = dict[str, Node]
OPTIONAL_SHEETS = {ABOUT_SHEET, TRANSLATIONS_SHEET, "Migration", "Empty cells", "FAQ"}


def read_workbook(data: bytes, name: str = "workbook.xlsx") -> Pack:
    """The pack of a workbook. Raises PackFaultsError with every fault where there is an error."""
    pack, faults = load_workbook(data, name)
    if pack is None:
        raise PackFaultsError(faults)
    return pack


def load_workbook(data: bytes, name: str = "workbook.xlsx") -> tuple[Pack | None, list[Fault]]:
    """The pack of a workbook, or None where it has errors; and all faults and warnings."""
    draft = Draft(name)
    archive = open_archive(data, name, draft.faults)
    sheets = read_sheets(archive, name, draft.faults) if archive else {}
    if not sheets:
        return None, sorted(set(draft.faults))
    Builder(draft, sheets).build()
    check_parts(draft)
    return judge(draft)


class Builder:
    """Turns the sheets of one workbook into the parts of a draft."""

    def __init__(self, draft: Draft, sheets: dict[str, Sheet]) -> None:
        self.draft = draft
        self.sheets = sheets
        self.languages: list[str] = []
        self.words: dict[str, dict[str, Any]] = {}

    def build(self) -> None:
        """Fill the draft's parts."""
        self.check_sheets()
        self.read_pack_sheet()
        for table in TABLES:
            self.read_table(table)
        self.read_translations()
        self.read_about()

    def check_sheets(self) -> None:
        """Sheets that are missing or not known."""
        for name in SHEETS:
            if name not in self.sheets and name not in OPTIONAL_SHEETS:
                self.draft.faults.append(Fault(Place(self.draft.name), "book.no_sheet", values=(("name", name),)))
        for name in self.sheets:
            if name not in SHEETS:
                self.fault(name, 1, 1, "book.unknown_sheet", name=name)

    def read_pack_sheet(self) -> None:
        """The single values of the pack."""
        top = self.node({}, PACK_SHEET, 1, 1)
        for part in PARTS:
            self.draft.parts[part] = self.node([] if part == "requirements" else {}, PACK_SHEET, 1, 1)
        self.draft.parts["pack"] = top
        kinds = {column.name: column.kind for column in PACK_ROWS}
        for row in self.rows(PACK_SHEET, ["key", "value"]):
            name, value = row.get("key"), row.get("value")
            if name is None or value is None:
                continue
            if name.value in kinds:
                self.put(top, str(name.value).split("."), convert(value, kinds[str(name.value)]))
            else:
                self.draft.faults.append(Fault(name.place, "form.unknown_key", values=(("key", str(name.value)),)))
        self.part_migration(top)
        self.languages = [node.value for node in self.listed(top, "languages") if isinstance(node.value, str)]
        for language in self.languages:
            self.words[language] = {}
            self.draft.parts[f"locale/{language}"] = self.node(self.words[language], PACK_SHEET, 1, 1)

    def part_migration(self, top: Node) -> None:
        """The migration is a part of its own, and absent where nothing is said of it."""
        migration = top.value.pop("migration", None)
        del self.draft.parts["migration"]
        if migration is not None or len(self.sheets.get("Migration", Sheet("")).cells) > len(self.heading("Migration")):
            self.draft.parts["migration"] = migration or self.node({}, "Migration", 1, 1)

    def put(self, top: Node, way: list[str], value: Node) -> None:
        """Set a value at a way of keys."""
        for step in way[:-1]:
            top = top.value.setdefault(step, Node({}, value.place))
        top.value[way[-1]] = value

    @staticmethod
    def listed(node: Node, key: str) -> list[Node]:
        """The entries of a list, or none."""
        found = node.get(key)
        return found.value if found is not None and isinstance(found.value, list) else []

    def read_table(self, table: Table) -> None:
        """The entries of one sheet, and the words beside them."""
        if table.part == "migration" and "migration" not in self.draft.parts:
            return
        fields = SECTIONS[table.section].fields if table.section else ()
        beside = [f"{field} {language}" for field in fields for language in self.languages]
        names = [column.name for column in table.columns]
        entries = []
        for row in self.rows(table.sheet, names, beside):
            kept = {c.name: convert(row[c.name], c.kind) for c in table.columns if c.name in row}
            first = next(iter(row.values()))
            entry = Node(kept, Place(first.place.file, first.place.line, 1, table.sheet))
            entries.append(entry)
            key = words_key(table, {name: node.value for name, node in kept.items()})
            for field in fields:
                self.take_words(table.section, key, field, row)
        self.store(table, entries)

    def store(self, table: Table, entries: list[Node]) -> None:
        """Put the entries of a sheet where they belong."""
        place = Place(self.draft.name, 1, 1, table.sheet)
        if table.part == "words":
            return
        if table.sheet not in self.sheets and table.sheet not in OPTIONAL_SHEETS:
            self.draft.broken.add(table.part)
        elif table.part == "requirements":
            self.draft.parts["requirements"] = Node(entries, place)
        elif table.name == "items":
            self.store_items(entries)
        else:
            self.draft.parts[table.part].value[table.name] = Node(entries, place)

    def store_items(self, items: list[Node]) -> None:
        """Put each item under its system."""
        systems = {system.word("key"): system for system in self.draft.parts["crosswalks"].entries("systems")}
        for item in items:
            name = item.value.pop("system", None)
            system = systems.get(str(name.value)) if name else None
            if system is None:
                place = name.place if name else item.place
                values = (("value", str(name.value) if name else "(empty)"),)
                self.draft.faults.append(Fault(place, "book.unknown_system", values=values))
            else:
                system.value.setdefault("items", Node([], system.place)).value.append(item)

    def take_words(self, section: str, key: str, field: str, row: Row) -> None:
        """The words of an entry in every language; a translation is a draft of the present source unless said."""
        authoritative = self.draft.parts["pack"].word("authoritative_language")
        source = row.get(f"{field} {authoritative}")
        for language in self.languages:
            words = row.get(f"{field} {language}")
            if words is None:
                continue
            if language != authoritative:
                of = fingerprint(str(source.value if source else ""))
                state = {"state": Node("draft", words.place), "of": Node(of, words.place)}
                words = Node({"text": words, **state}, words.place)
            row_place = replace(words.place, column=1)
            keys = self.words[language].setdefault(section, Node({}, row_place)).value
            keys.setdefault(key, Node({}, row_place)).value[field] = words

    def read_translations(self) -> None:
        """States and fingerprints of translations that are not simply drafts of the present source."""
        if TRANSLATIONS_SHEET not in self.sheets:
            return
        for row in self.rows(TRANSLATIONS_SHEET, list(TRANSLATION_COLUMNS)):
            way = [str(row[name].value) if name in row else "" for name in ("section", "key", "field")]
            language = row.get("language")
            part = self.draft.parts.get(f"locale/{language.value}") if language else None
            words: Any = part.at(way).value if part else None
            if isinstance(words, dict) and "text" in words:
                words.update({name: row[name] for name in ("state", "of") if name in row})
            else:
                place, values = next(iter(row.values())).place, (("what", " ".join(way)),)
                self.draft.faults.append(Fault(place, "text.orphan", values=values))

    def read_about(self) -> None:
        """The about text, one line a row."""
        cells = self.sheets.get(ABOUT_SHEET, Sheet("")).cells
        last = max((row for row, _ in cells), default=1)
        self.draft.about = "\n".join(str(cells.get((row, 1), "")) for row in range(2, last + 1))
        if any(column > 1 for _, column in cells):
            self.fault(ABOUT_SHEET, 1, 2, "book.stray_cell")

    def heading(self, sheet: str) -> dict[int, str]:
        """Column numbers and names of the heading row."""
        cells = self.sheets.get(sheet, Sheet("")).cells
        return {column: str(value).strip() for (row, column), value in cells.items() if row == 1}

    def rows(self, sheet: str, wanted: list[str], beside: list[str] | None = None) -> list[Row]:
        """The filled rows of a sheet under their headings; headings that are missing, twice or unknown are faults."""
        if sheet not in self.sheets:
            return []
        heading = self.check_heading(sheet, wanted, beside or [])
        rows: dict[int, Row] = {}
        for (row, column), value in sorted(self.sheets[sheet].cells.items()):
            if row == 1:
                continue
            if column not in heading:
                self.fault(sheet, row, column, "book.stray_cell")
            else:
                rows.setdefault(row, {})[heading[column]] = self.checked(value, sheet, row, column)
        return [rows[row] for row in sorted(rows)]

    def check_heading(self, sheet: str, wanted: list[str], beside: list[str]) -> dict[int, str]:
        """The heading row, with its faults noted."""
        heading = self.heading(sheet)
        names = list(heading.values())
        for name in wanted:
            if name not in names:
                self.fault(sheet, 1, 1, "book.no_column", name=name)
        for column, name in heading.items():
            if name not in wanted and name not in beside:
                self.fault(sheet, 1, column, "book.unknown_column", name=name)
            elif names.index(name) != list(heading).index(column):
                self.fault(sheet, 1, column, "book.duplicate_column", name=name)
        return heading

    def checked(self, value: Cell, sheet: str, row: int, column: int) -> Node:
        """A cell as a node; characters that no text may hold are a fault."""
        if isinstance(value, str) and (control := CONTROL.search(value)):
            self.fault(sheet, row, column, "file.control_character", character=str(ord(control.group())))
            value = CONTROL.sub("", value)
        return self.node(value, sheet, row, column)

    def node(self, value: Any, sheet: str, row: int, column: int) -> Node:
        """A value with its cell."""
        return Node(value, Place(self.draft.name, row, column, sheet))

    def fault(self, sheet: str, row: int, column: int, code: str, **values: str) -> None:
        """Note a fault at a cell."""
        path = f"{sheet}!{letters_of(column)}{row}"
        place = Place(self.draft.name, row, column, sheet)
        self.draft.faults.append(Fault(place, code, path, tuple(values.items())))
