"""`ladder audit`: verifies the log of acts, and builds its Merkle tree."""

import argparse
import json
from typing import Any

from ladder.audit.queries import leaves_in_order, recorded_heads, waiting_leaves
from ladder.audit.services import build_tree
from ladder.core.audit.verification import Verdict, verify_log

SENTENCES = {
    "entry_changed": "entry {number}: its content is not what its hash was made of",
    "position_missing": "place {number} of the tree is missing or stands twice",
    "head_differs": "the head at {number} entries is not the root of these entries",
    "head_beyond_log": "the head at {number} entries speaks of more entries than the log holds",
}


def add_parser(subparsers: "argparse._SubParsersAction[Any]") -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser("audit", help="verify the log of acts")
    verbs = parser.add_subparsers(metavar="verb", required=True)
    verify = verbs.add_parser("verify", help="recompute every leaf and every head")
    verify.add_argument("--json", action="store_true", help="print one JSON document")
    verify.set_defaults(run=run)
    build = verbs.add_parser("build", help="take waiting entries into the tree and store its head")
    build.add_argument("--json", action="store_true", help="print one JSON document")
    build.set_defaults(run=run_build)


def run(arguments: argparse.Namespace) -> int:
    """Verify. Returns 1 where anything is wrong."""
    verdict = verify_log(leaves_in_order(), waiting_leaves(), recorded_heads())
    document = as_document(verdict)
    if arguments.json:
        print(json.dumps(document, sort_keys=True, indent=2))
    else:
        print("\n".join(as_lines(verdict)))
    return 0 if verdict.holds else 1


def run_build(arguments: argparse.Namespace) -> int:
    """Build the tree over what waits."""
    head = build_tree()
    if arguments.json:
        document = {"size": head.size if head else None, "root": head.root_hash if head else None}
        print(json.dumps(document, sort_keys=True))
    else:
        print(f"Head at {head.size} entries: {head.root_hash}" if head else "Nothing waited.")
    return 0


def as_document(verdict: Verdict) -> dict[str, object]:
    """The verdict as JSON."""
    return {
        "holds": verdict.holds,
        "entries": verdict.entries,
        "waiting": verdict.waiting,
        "heads": verdict.heads,
        "root": verdict.root_hash,
        "faults": [
            {"kind": kind, "number": number, "sentence": sentence_of(kind, number)} for kind, number in verdict.faults
        ],
        "method": dict(verdict.method),
    }


def as_lines(verdict: Verdict) -> list[str]:
    """The verdict as text."""
    counts = f"{verdict.entries} entries, {verdict.waiting} of them not yet in the tree, {verdict.heads} heads"
    if verdict.holds:
        return [f"The log holds: {counts}.", f"Root {verdict.root_hash}"]
    return [f"The log does not hold: {counts}.", *(f"  {sentence_of(*fault)}" for fault in verdict.faults)]


def sentence_of(kind: str, number: int) -> str:
    """One fault in words."""
    return SENTENCES[kind].format(number=number)
