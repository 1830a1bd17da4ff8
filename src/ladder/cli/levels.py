"""`ladder levels`: judges again the sites whose evidence ran out."""

import argparse
import json
from typing import Any

from django.utils import timezone

from ladder.assessment import services


def add_parser(subparsers: "argparse._SubParsersAction[Any]") -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser("levels", help="recompute the levels that are due")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Judge all that is due today; a second run finds nothing."""
    total = services.refresh_all_due_levels(on=timezone.localdate())
    print(json.dumps({"judged": total}) if arguments.json else f"Judged again: {total} sites.")
    return 0
