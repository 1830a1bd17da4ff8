"""Finds the command that was asked for and keeps every failure to one clear line."""

import argparse
import importlib
import os
import sys
import traceback
from collections.abc import Sequence
from dataclasses import dataclass

from ladder import __version__

INPUT_AT_FAULT = 1
FAULT_INSIDE = 70
INTERRUPTED = 130
SETTINGS_AT_FAULT = "django.core.exceptions.ImproperlyConfigured"
DATABASE_AT_FAULT = {f"django.db.utils.{name}" for name in ("OperationalError", "ProgrammingError", "DatabaseError")}


@dataclass(frozen=True, slots=True)
class Command:
    """Where a command lives; it is loaded only when asked for, so that `pack check` needs no Django."""

    module: str
    summary: str
    needs_database: bool = False


COMMANDS = {
    "pack": Command("ladder.cli.pack", "check a content pack"),
    "assess": Command("ladder.cli.assess", "level of a site from a file of determinations"),
    "consult": Command("ladder.cli.consult", "hear what a consultation says, from a table of votes"),
    "catalogue": Command("ladder.cli.catalogue", "load packs into the catalogue", needs_database=True),
    "registry": Command("ladder.cli.registry", "import sites and visits", needs_database=True),
    "field": Command("ladder.cli.field", "make forms for phones", needs_database=True),
    "levels": Command("ladder.cli.levels", "recompute the levels of all sites", needs_database=True),
    "audit": Command("ladder.cli.audit", "verify the log of acts", needs_database=True),
    "backup": Command("ladder.cli.backup", "one consistent, verified copy of all data", needs_database=True),
    "restore": Command("ladder.cli.restore", "make an instance equal to a backup"),
    "migrate": Command("ladder.cli.migrate", "bring the database to this version", needs_database=True),
    "serve": Command("ladder.cli.serve", "serve the pages and the API", needs_database=True),
    "demo": Command("ladder.cli.demo", "load the demonstration and serve it", needs_database=True),
    "release": Command("ladder.cli.release", "audit or verify a release bundle"),
    "oscal": Command("ladder.cli.oscal", "write a pack as OSCAL, or check OSCAL documents"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0 done, 1 the input is at fault, 2 wrong usage, 70 a fault of our own."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        return run_command(words)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        drop_output()
        return 0
    except Exception as fault:  # noqa: BLE001 - the last line of defence: no traceback reaches a user
        drop_output()
        sentence = sentence_of_surroundings(fault)
        return report_fault_inside(fault) if sentence is None else report_surroundings(fault, sentence)


def run_command(words: Sequence[str]) -> int:
    """Parse and run. Output is flushed here, where a reader that went away or a full disk can still be answered."""
    try:
        chosen = build_parser(words).parse_args(words)
        return int(chosen.run(chosen))
    finally:
        if sys.stdout is not None:
            sys.stdout.flush()


def drop_output() -> None:
    """Let what is left of the output go nowhere, so that the interpreter has nothing to complain of when it ends."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def build_parser(words: Sequence[str]) -> argparse.ArgumentParser:
    """The parser for these words: the named command's own, or the list of all."""
    parser = argparse.ArgumentParser(
        prog="ladder",
        description="Cobalt Ladder",
        epilog=list_of_commands(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"ladder {__version__}")
    name = next((word for word in words if not word.startswith("-")), "")
    if name in COMMANDS:
        subparsers = parser.add_subparsers(metavar="command", required=True)
        load(COMMANDS[name]).add_parser(subparsers)
    else:
        parser.add_argument("command", choices=sorted(COMMANDS), metavar="command")
    return parser


def load(command: Command):  # type: ignore[no-untyped-def]  # noqa: ANN201 - modules have no narrower type
    """Import a command's module, with Django started first where its rooms need that."""
    if command.needs_database:
        importlib.import_module("ladder.cli.django_setup").start()
    return importlib.import_module(command.module)


def list_of_commands() -> str:
    """One line a command."""
    width = max(map(len, COMMANDS))
    return "commands:\n" + "\n".join(f"  {name:<{width}}  {c.summary}" for name, c in sorted(COMMANDS.items()))


def sentence_of_surroundings(fault: Exception) -> str | None:
    """What is wrong around the program (settings, database, files of the machine); None where the fault is ours.

    Django's errors are told by name: this module never loads Django for the commands that do without.
    """
    names = [f"{kind.__module__}.{kind.__qualname__}" for kind in type(fault).__mro__]
    if SETTINGS_AT_FAULT in names:
        return str(fault)
    if names[0] in DATABASE_AT_FAULT:
        reason = (str(fault).strip().splitlines() or ["it does not answer"])[0]
        return f"the database cannot be used ({reason}). Check LADDER_HOME and DATABASE_URL, then run `ladder migrate`."
    if isinstance(fault, OSError) and fault.strerror:
        return f"{fault.filename}: {fault.strerror}." if fault.filename else f"{fault.strerror}."
    return None


def report_surroundings(fault: Exception, sentence: str) -> int:
    """Say what is wrong around the program; where in the code it showed is told only with LADDER_DEBUG."""
    if os.environ.get("LADDER_DEBUG"):
        traceback.print_exception(fault)
    print(f"ladder: {sentence}", file=sys.stderr)
    return INPUT_AT_FAULT


def report_fault_inside(fault: Exception) -> int:
    """Say that the fault is ours, without a traceback unless LADDER_DEBUG asks for one."""
    if os.environ.get("LADDER_DEBUG"):
        traceback.print_exception(fault)
    sentence = f"ladder: a fault inside Cobalt Ladder ({type(fault).__name__}); nothing was half-written."
    print(sentence, "Run again with LADDER_DEBUG=1 to see where.", file=sys.stderr)
    return FAULT_INSIDE


if __name__ == "__main__":
    sys.exit(main())
