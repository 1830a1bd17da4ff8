"""`ladder consult analyse`: what every declared group says on every statement, from a table of votes."""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ladder.cli.assess import DONE, refuse
from ladder.cli.consult_document import analysis_document
from ladder.cli.consult_text import as_text
from ladder.core.synthesis.rules import Rules
from ladder.packfiles.faults import Fault, Place
from ladder.packfiles.votes.ballots import read_votes
from ladder.packfiles.votes.long_table import LARGEST_TABLE_BYTES
from ladder.packfiles.votes.membership import read_groups
from ladder.packfiles.votes.rules_file import read_rules


def add_parser(subparsers: "argparse._SubParsersAction[Any]") -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser("consult", help="hear what a consultation says")
    actions = parser.add_subparsers(metavar="action", required=True)
    analyse = actions.add_parser("analyse", help="signals of declared groups and opinion groups, from a table of votes")
    analyse.add_argument("--votes", type=Path, required=True, metavar="FILE", help="CSV: participant,statement,vote")
    analyse.add_argument("--groups", type=Path, metavar="FILE", help="CSV: participant,group; who did not vote too")
    analyse.add_argument("--rules", type=Path, metavar="FILE", help="JSON of thresholds; the rest keep their defaults")
    analyse.add_argument(
        "--differences", action="store_true", help="name the statements on which opinion groups truly differ; slower"
    )
    analyse.add_argument("--json", action="store_true", help="one JSON document instead of text")
    analyse.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Analyse the files and print the result. Returns 0, or 1 with every fault of the files."""
    faults: list[Fault] = []
    rules, group_of = Rules(), None
    if arguments.rules:
        ruled = read_rules(str(arguments.rules), content_of(arguments.rules, faults))
        rules = ruled.rules
        faults += known(ruled.faults, faults)
    if arguments.groups:
        grouped = read_groups(str(arguments.groups), content_of(arguments.groups, faults))
        group_of = grouped.group_of
        faults += known(grouped.faults, faults)
    votes = read_votes(str(arguments.votes), content_of(arguments.votes, faults))
    faults += known(votes.faults, faults)
    if faults:
        return refuse(faults, as_json=arguments.json)
    document = analysis_document(votes, group_of, rules, with_differences=arguments.differences)
    print(as_json(document) if arguments.json else as_text(document))
    return DONE


def content_of(path: Path, faults: list[Fault]) -> bytes:
    """The bytes of a file, but never more than a table may have; faults are added for one that cannot be read."""
    try:
        with path.open("rb") as stream:
            return stream.read(LARGEST_TABLE_BYTES + 1)
    except FileNotFoundError:
        faults.append(Fault(Place(str(path)), "file.missing", values=(("name", path.name),)))
    except (OSError, ValueError):
        faults.append(Fault(Place(str(path)), "file.unreadable"))
    return b""


def known(found: Sequence[Fault], faults: Sequence[Fault]) -> list[Fault]:
    """The faults of files that could be read; of the others no more is said than that."""
    unread = {fault.place.file for fault in faults}
    return [fault for fault in found if fault.place.file not in unread]


def as_json(document: dict[str, Any]) -> str:
    """The result as one JSON document."""
    return json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True, allow_nan=False)
