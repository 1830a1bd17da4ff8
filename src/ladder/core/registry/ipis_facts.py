"""What one row of the IPIS table says about a site, as facts with closed words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ladder.core.registry.ipis_columns import Layout, Trouble
from ladder.core.registry.words import (
    ACCESS,
    ARMED_TYPES,
    MECHANISATION,
    MINERAL_WORDS,
    MIXED_MINERALS,
    QUALIFICATIONS,
    STATE_SERVICES,
    TRACEABILITY,
    UNKNOWN_MINERAL,
    UNKNOWN_WORK,
    WORK,
    fold,
)

MOST_WORKERS = 200_000
ACTS = (
    "taxation",
    "commerce_taxation",
    "entrance_taxation",
    "monopoly",
    "buying_minerals",
    "digging",
    "forced_labour",
    "pillaging",
    "pit_ownership",
)
# Who is armed, what children do and what women are said to do can put people at risk.
SENSITIVE = frozenset(
    {"armed_presence", "armed_interference", "armed_groups", "children_under_15", "children_work", "women_work"}
)
Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact of a row; `value` is of JSON's kinds."""

    kind: str
    value: object
    unit: str
    method: str
    is_sensitive: bool


@dataclass(slots=True)
class Reader:
    """Collects the facts and doubts of one row."""

    row: int
    cells: Cells
    method: str
    facts: list[FactRow]
    troubles: list[Trouble]

    def say(self, kind: str, value: object, unit: str = "") -> None:
        """Keep a fact."""
        self.facts.append(FactRow(kind, value, unit, self.method, kind in SENSITIVE))

    def doubt(self, rule: str, column: str, seen: str = "") -> None:
        """Report something about a cell."""
        self.troubles.append(Trouble(rule, self.row, column, seen[:100]))


def read_facts(row: int, cells: Cells, layout: Layout, method: str) -> tuple[tuple[FactRow, ...], tuple[Trouble, ...]]:
    """All facts of a row in a fixed order, and what is doubtful about them."""
    reader = Reader(row, cells, method, [], [])
    for part in PARTS:
        part(reader)
    read_groups(reader, 3 if layout.has_third_group else 2)
    read_traceability(reader, layout)
    return tuple(reader.facts), tuple(reader.troubles)


def read_headcount(reader: Reader) -> None:
    """Workers seen. Blank: not counted. 0 is kept and doubted: a site without people is rarely visited."""
    text = reader.cells["workers_numb"]
    if not text:
        return
    if not (text.isascii() and text.isdigit() and int(text) <= MOST_WORKERS):
        reader.doubt("number_unreadable", "workers_numb", text)
        return
    if int(text) == 0:
        reader.doubt("headcount_zero", "workers_numb", text)
    reader.say("headcount", int(text), "people")


def read_minerals(reader: Reader) -> None:
    """Minerals in the order given, and where they are said to go."""
    found: list[str] = []
    trade = []
    for number in (1, 2, 3):
        column = f"mineral{number}"
        minerals = read_mineral(reader, column)
        for mineral in minerals:
            if mineral in found:
                reader.doubt("mineral_twice", column, reader.cells[column])
            else:
                found.append(mineral)
        sold, sent = reader.cells[f"selling_points_{column}"], reader.cells[f"final_destination_{column}"]
        if sold or sent:
            trade.append({"minerals": minerals, "selling_points": sold, "destinations": sent})
    if found:
        reader.say("minerals", found)
    if trade:
        reader.say("trade_routes", trade)
    is_gold = reader.cells["is_gold_mine"]
    if found and is_gold in {"0", "1"} and (is_gold == "1") != ("gold" in found):
        reader.doubt("flag_contradicts_minerals", "is_gold_mine", is_gold)


def read_mineral(reader: Reader, column: str) -> list[str]:
    """The keys of one cell: none for a blank, `inconnu` or an unknown word, which is reported."""
    word = fold(reader.cells[column])
    if not word:
        return []
    if word in MIXED_MINERALS:
        reader.doubt("minerals_mixed", column, reader.cells[column])
        return list(MIXED_MINERALS[word])
    if word in MINERAL_WORDS:
        return [MINERAL_WORDS[word]]
    reader.doubt("mineral_not_known" if word == UNKNOWN_MINERAL else "word_unknown", column, reader.cells[column])
    return []


def read_flags(reader: Reader) -> None:
    """Questions answered yes or no."""
    for column, kind in (
        ("mercury", "mercury"),
        ("presence", "armed_presence"),
        ("interference", "armed_interference"),
        ("childunder15", "children_under_15"),
        ("women", "women"),
    ):
        answer = read_flag(reader, column)
        if answer is not None:
            reader.say(kind, answer)


def read_flag(reader: Reader, column: str) -> bool | str | None:
    """True, False, `unknown` where somebody was asked and did not know, None where nobody was asked."""
    text = reader.cells[column]
    answers: dict[str, bool | str | None] = {"": None, "0": False, "1": True, "dontknow": "unknown"}
    if text not in answers:
        reader.doubt("answer_unreadable", column, text)
    return answers.get(text)


def read_words(reader: Reader) -> None:
    """Single words from closed lists, and how to get there in the dry and the wet season."""
    for column, words in (("mechanisation", MECHANISATION), ("qualification", QUALIFICATIONS)):
        word = read_word(reader, column, words)
        if word:
            reader.say(column, word)
    seasons = {season: word for season in ("dry", "wet") if (word := read_word(reader, f"access_{season}", ACCESS))}
    if seasons:
        reader.say("access", seasons)


def read_word(reader: Reader, column: str, words: Mapping[str, str]) -> str:
    """The key of a word, or nothing for a blank or an unknown word, which is reported."""
    text = fold(reader.cells[column])
    if text and text not in words:
        reader.doubt("word_unknown", column, reader.cells[column])
    return words.get(text, "")


def read_services(reader: Reader) -> None:
    """State services said to be present: known ones by key, others as written. Nobody named: nothing is said."""
    services: list[str] = []
    for number in (1, 2, 3, 4):
        column = f"state_service{number}"
        text = reader.cells[column]
        service = STATE_SERVICES.get(fold(text), text)
        if "saesscam" in fold(text):
            reader.doubt("service_renamed", column, text)
        if service and service not in services:
            services.append(service)
    if services:
        reader.say("state_services", services)


def read_work(reader: Reader) -> None:
    """What children and women are said to do, in known words; free sentences about people are not taken over."""
    for column, kind in (("childunder15work", "children_work"), ("womenwork", "women_work")):
        words = [fold(part) for part in reader.cells[column].split(",") if fold(part)]
        known = sorted({WORK[word] for word in words if word in WORK})
        if any(word not in WORK and word != UNKNOWN_WORK for word in words):
            reader.doubt("free_text_left_out", column)
            known.append("other")
        if known:
            reader.say(kind, known)
    if reader.cells["childunder15work"] and reader.cells["childunder15"] != "1":
        reader.doubt("work_without_children", "childunder15work")


def read_groups(reader: Reader, count: int) -> None:
    """Armed groups with what they are said to do."""
    groups = [group for number in range(1, count + 1) if (group := read_group(reader, number))]
    if groups:
        reader.say("armed_groups", groups)
    if groups and reader.cells["presence"] == "0" and any(group["type"] != "none" for group in groups):
        reader.doubt("group_without_presence", "presence", "0")


def read_group(reader: Reader, number: int) -> dict[str, object] | None:
    """One armed group, or None where none is named."""
    name = reader.cells[f"armed_group{number}"]
    kind = fold(reader.cells[f"type_armed_group{number}"])
    if kind and kind not in ARMED_TYPES:
        reader.doubt("word_unknown", f"type_armed_group{number}", kind)
    if not name:
        return None
    acts = {act: answer for act in ACTS if (answer := read_flag(reader, f"{act}_armed_group{number}")) is not None}
    return {
        "name": name,
        "type": ARMED_TYPES.get(kind, "unknown"),
        "frequency": reader.cells[f"frequency_armed_group{number}"],
        "acts": acts,
    }


def read_traceability(reader: Reader, layout: Layout) -> None:
    """The traceability scheme; the older layout only asked about iTSCi."""
    if "traceability" in layout.columns:
        scheme = read_word(reader, "traceability", TRACEABILITY)
        if scheme:
            reader.say("traceability", scheme)
            return
    if layout.key == "older":
        answer = read_flag(reader, "itsci")
        if isinstance(answer, bool):
            reader.say("traceability", "itsci" if answer else "not_itsci")


PARTS: tuple[Callable[[Reader], None], ...] = (
    read_headcount,
    read_minerals,
    read_flags,
    read_words,
    read_services,
    read_work,
)
