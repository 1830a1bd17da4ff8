"""`ladder registry`: imports visits and loads the demonstration's sites."""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ladder.cli.copies import refuse
from ladder.core.registry.ipis_columns import Trouble
from ladder.core.registry.ipis_text import MOST_BYTES
from ladder.registry.sentences import faults_of, place_of, sentence_of_trouble
from ladder.registry.services import import_visits, load_demonstration_sites, seed_registry
from ladder.registry.services.importing import ImportReport


def add_parser(subparsers: "argparse._SubParsersAction[Any]") -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser("registry", help="import sites and visits")
    actions = parser.add_subparsers(metavar="action", required=True)
    take = actions.add_parser("import-ipis", help="import the IPIS table of mine visits (CSV)")
    take.add_argument("file", type=Path)
    take.add_argument("--json", action="store_true", help="print one JSON document")
    take.set_defaults(run=run_import)
    demonstration = actions.add_parser("load-demonstration", help="load a few invented sites, marked as such")
    demonstration.set_defaults(run=run_demonstration)


def run_import(arguments: argparse.Namespace) -> int:
    """Import a file. Returns 0 when it was taken or held nothing new, 1 when it was refused."""
    try:
        content = read_file(arguments.file)
    except OSError as fault:
        return refuse(f"{arguments.file}: cannot be read ({fault.strerror}). Check the name.", as_json=arguments.json)
    report = import_visits(content=content, file_name=arguments.file.name, actor=None)
    print(write_json(report) if arguments.json else write_text(report))
    return 1 if report.is_refused else 0


def read_file(path: Path) -> bytes:
    """The bytes of a file, one more than is allowed at most."""
    with path.open("rb") as stream:
        return stream.read(MOST_BYTES + 1)


def run_demonstration(arguments: argparse.Namespace) -> int:
    """Load the demonstration's sites; a second run adds nothing."""
    del arguments
    seed_registry()
    loaded = load_demonstration_sites()
    print(f"{len(loaded.sites)} demonstration sites, {len(loaded.organisations)} organisations.")
    return 0


def write_json(report: ImportReport) -> str:
    """The report as one document: what was taken, merged, doubted, refused, and the faults of a refused file."""
    table = report.table
    listed = {
        name: [
            {
                "rule": one.rule,
                "row": one.row,
                "column": one.column,
                "seen": one.seen,
                "sentence": sentence_of_trouble(one.rule, one.seen),
            }
            for one in found
        ]
        for name, found in (("merged", table.merged), ("doubted", table.doubts), ("refused", table.refused))
    }
    document = {
        "accepted": not report.is_refused,
        "layout": table.layout,
        "rows": table.rows,
        "counts": report.counts,
        "faults": [fault.as_document() for fault in faults_of(table.faults)],
        "sha256": report.sha256,
        **listed,
    }
    return json.dumps(document, ensure_ascii=False, sort_keys=True, indent=1)


def write_text(report: ImportReport) -> str:
    """The report for people: counts, then one line a kind of finding with its first place."""
    if report.is_refused:
        faults = [f"{fault.where}: {fault.sentence}".lstrip(": ") for fault in faults_of(report.table.faults)]
        return "\n".join(["Nothing was imported.", *faults])
    counts = report.counts
    table = report.table
    visits = "{rows} rows read: {visits_new} visits new, {visits_changed} changed, {visits_known} known."
    lines = [visits.format(**counts), "{sites_new} sites new, {facts_new} facts new.".format(**counts)]
    for name, found in (("Merged", table.merged), ("Doubted", table.doubts), ("Refused", table.refused)):
        lines += [f"{name}: {len(found)}", *sum_up(found)]
    return "\n".join(lines)


def sum_up(found: Sequence[Trouble]) -> list[str]:
    """One line a rule: how many, the first place, and its sentence."""
    lines = []
    for rule in sorted({one.rule for one in found}):
        same = [one for one in found if one.rule == rule]
        where = place_of(same[0].row, same[0].column)
        lines.append(f"  {len(same):5}  {where}: {sentence_of_trouble(rule, same[0].seen)}")
    return lines
