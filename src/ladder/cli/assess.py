"""`ladder assess`: the level of a site from a file of determinations, with its reasons."""

import argparse
import json
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from ladder.core.assessment.document import as_document
from ladder.core.assessment.facts import Dossier
from ladder.core.assessment.judge import judge
from ladder.core.assessment.result import SiteResult
from ladder.packfiles.determinations import read_day, read_determinations
from ladder.packfiles.faults import ERROR, Fault, PackFaultsError, Place
from ladder.packfiles.model import Pack
from ladder.packfiles.reading import read_pack
from ladder.packfiles.yaml_text import LARGEST_FILE_BYTES

DONE, INPUT_AT_FAULT = 0, 1
SHOWN_OPEN = 10
SHOWN_HOLDS = 3


def add_parser(subparsers: "argparse._SubParsersAction[Any]") -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser("assess", help="level of a site from a file of determinations")
    parser.add_argument("--pack", type=Path, required=True, metavar="DIR", help="folder of the framework's pack")
    parser.add_argument("--determinations", type=Path, required=True, metavar="FILE", help="CSV of determinations")
    parser.add_argument("--as-of", type=day_of, required=True, metavar="DATE", help="day to judge, YYYY-MM-DD")
    parser.add_argument("--json", action="store_true", help="one JSON document instead of text")
    parser.set_defaults(run=run)


def day_of(text: str) -> date:
    """A day from the command line."""
    day = read_day(text)
    if day is None:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day; write YYYY-MM-DD")
    return day


def run(arguments: argparse.Namespace) -> int:
    """Judge the file and print the result. Returns 0, or 1 with every fault of the pack or the file."""
    try:
        pack = read_pack(arguments.pack)
    except PackFaultsError as problem:
        return refuse(problem.faults, as_json=arguments.json)
    ladder = pack.ladder()
    content, faults = read_content(arguments.determinations)
    found = read_determinations(str(arguments.determinations), content, ladder, as_of=arguments.as_of)
    if faults or found.faults:
        return refuse(faults or found.faults, as_json=arguments.json)
    result = judge(ladder, Dossier(found.determinations), arguments.as_of)
    print(as_text(pack, result) if not arguments.json else as_json(pack, result))
    return DONE


def read_content(path: Path) -> tuple[bytes, list[Fault]]:
    """The bytes of a file, but never more than a table may have; or a fault."""
    try:
        with path.open("rb") as stream:
            return stream.read(LARGEST_FILE_BYTES + 1), []
    except FileNotFoundError:
        return b"", [Fault(Place(str(path)), "file.missing", values=(("name", path.name),))]
    except (OSError, ValueError):
        return b"", [Fault(Place(str(path)), "file.unreadable")]


def refuse(faults: Iterable[Fault], *, as_json: bool) -> int:
    """Say every fault, one a line or as one JSON document."""
    grave = [fault for fault in faults if fault.severity == ERROR]
    if as_json:
        document = {"faults": [fault.as_document() for fault in grave]}
        print(json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True))
    else:
        print(*grave, sep="\n", file=sys.stderr)
    return INPUT_AT_FAULT


def as_json(pack: Pack, result: SiteResult) -> str:
    """The result as one JSON document that names the framework version it was judged by."""
    document = as_document(result) | {"framework": {"key": pack.key, "urn": pack.urn, "version": pack.version}}
    return json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True)


def as_text(pack: Pack, result: SiteResult) -> str:
    """The result for people to read."""
    parts = (heading(pack, result), ladders(pack, result), gates(result), outlook(result), remarks(result))
    return "\n".join(line for part in parts for line in part)


def heading(pack: Pack, result: SiteResult) -> list[str]:
    """Level, status and what they rest on."""
    mark = " (illustrative)" if pack.illustrative else ""
    grade = f", weakest grade {result.grade}" if result.grade else ""
    lapse = result.lapses_next
    next_lapse = f"{lapse.requirement}, valid until {lapse.on}" if lapse else "nothing is in force"
    return [
        f"{pack.say('framework', 'framework', 'name', 'en')} {pack.version}{mark}, as of {result.as_of}",
        f"Site level: {level_name(pack, result.site_level)}. Status: {word(result.status)}{grade}.",
        *([f"Held down to level {result.cap} by a cap gate."] if result.cap is not None else []),
        f"Lapses next: {next_lapse}.",
    ]


def ladders(pack: Pack, result: SiteResult) -> list[str]:
    """Level of every principle, and what holds it."""
    lines = ["", "Level per principle:"]
    for key, level in sorted(result.levels.items(), key=lambda each: (len(each[0]), each[0])):
        holds = [each for each in result.holds_back if each.principle == key]
        named = [f"{each.requirement} {word(each.state)}" for each in holds if each.requirement and each.state]
        reason = f"; held by {listed(named)}" if named else "; nothing is met in the next cell" if holds else ""
        lines.append(f"  {key} {principle_name(pack, key)}: {level_name(pack, level)}{reason}")
    return lines


def listed(names: list[str]) -> str:
    """The first few names, and how many more there are."""
    rest = len(names) - SHOWN_HOLDS
    return ", ".join(names[:SHOWN_HOLDS]) + (f" and {rest} more" if rest > 0 else "")


def gates(result: SiteResult) -> list[str]:
    """Gates that are not met; one that does not apply is not in the way."""
    shut = [each for each in result.gates if each.state not in {"met", "not_applicable"}]
    lines = [
        f"  {each.requirement} ({each.gate}): {word(each.state)}"
        + (f", failed since {each.failed_on}" if each.failed_on else "")
        for each in shut
    ]
    if lines:
        return ["", "Gates that are not met:", *lines]
    return ["", "No gate stands in the way."] if result.gates else []


def outlook(result: SiteResult) -> list[str]:
    """How far the next level is, and what to do first."""
    ahead = result.next_level
    if ahead is None:
        return []
    counts = ", ".join(
        f"{getattr(ahead, name)} {word(name)}"
        for name in ("partly", "not_met", "lapsed", "contested", "not_assessed")
        if getattr(ahead, name)
    )
    lines = [f"  {each.requirement} ({word(each.state)}, cost {each.cost_class})" for each in result.open[:SHOWN_OPEN]]
    rest = [f"  and {len(result.open) - SHOWN_OPEN} more"] if len(result.open) > SHOWN_OPEN else []
    return [
        "",
        f"Level {ahead.level} needs: {ahead.met} of {ahead.applicable} met{', ' + counts if counts else ''}.",
        *(["To do first:"] if lines else []),
        *lines,
        *rest,
    ]


def remarks(result: SiteResult) -> list[str]:
    """What was recorded and not taken."""
    lines = [f"  {each.requirement}: {word(each.code)}" for each in result.remarks]
    return ["", "Not taken as recorded:", *lines] if lines else []


def level_name(pack: Pack, rank: int) -> str:
    """Rank and name of a level; 0 is none."""
    names = {each.rank: pack.say("levels", each.key, "name", "en") for each in pack.levels}
    return f"{rank} {names[rank]}" if rank in names else "none reached"


def principle_name(pack: Pack, key: str) -> str:
    """Name of a principle in English, or in the language that the pack is written in."""
    found = next((each.key for each in pack.principles if str(each.number) == key), "")
    return pack.say("principles", found, "name", "en")


def word(code: str) -> str:
    """A code of the rules as words."""
    return code.replace("_", " ")
