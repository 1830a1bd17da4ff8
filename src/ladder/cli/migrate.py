"""`ladder migrate`: brings the database to this version."""

import argparse
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def add_parser(subparsers: "argparse._SubParsersAction[Any]") -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser("migrate", help="bring the database to this version")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Apply every missing migration; a second run changes nothing."""
    del arguments
    call_command("migrate", interactive=False, verbosity=1)
    return 0


def migrate_if_needed() -> bool:
    """Apply missing migrations quietly. Returns whether there were any."""
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return False
    call_command("migrate", interactive=False, verbosity=0)
    return True
