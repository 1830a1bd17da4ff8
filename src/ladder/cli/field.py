"""`ladder field`: makes forms for phones and writes them into a folder."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from ladder.catalogue.models import FrameworkVersion
from ladder.catalogue.queries import current_version
from ladder.field.models import FieldForm
from ladder.field.services.forms import make_day_sheet_form, make_visit_form

INPUT_AT_FAULT, WRONG_USAGE = 1, 2


def add_parser(subparsers: "argparse._SubParsersAction[Any]") -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser("field", help="make forms for phones")
    actions = parser.add_subparsers(metavar="action", required=True)
    form = actions.add_parser("form", help="make a form and write its XLSForm and XForm")
    form.add_argument("--version", help="a published version, as in its web address; else the one in force")
    form.add_argument("--level", type=int, help="up to which level a visit asks; without it the day sheet is made")
    form.add_argument("--out", type=Path, default=Path(), metavar="DIR", help="where to write; else the current folder")
    form.add_argument("--json", action="store_true", help="one JSON document")
    form.set_defaults(run=run_form)


def run_form(arguments: argparse.Namespace) -> int:
    """Make one form. Returns 1, with one line, where none can be made; 2 where there is no folder."""
    if not arguments.out.is_dir():
        print(f"ladder field form: there is no folder {arguments.out}.", file=sys.stderr)
        return WRONG_USAGE
    version = find_version(arguments.version)
    if version is None:
        print("ladder field form: there is no such version. See `ladder catalogue list`.", file=sys.stderr)
        return INPUT_AT_FAULT
    try:
        form = make(version, arguments.level)
    except ValidationError as refusal:
        print("\n".join(refusal.messages), file=sys.stderr)
        return INPUT_AT_FAULT
    show(form, write(form, arguments.out), arguments)
    return 0


def find_version(address: str | None) -> FrameworkVersion | None:
    """The version that is named, or the one in force."""
    return FrameworkVersion.objects.filter(address=address).first() if address else current_version()


def make(version: FrameworkVersion, level: int | None) -> FieldForm:
    """A visit where a level is said, else the day sheet."""
    today = timezone.localdate()
    if level is None:
        return make_day_sheet_form(version=version, actor=None, on=today)
    return make_visit_form(version=version, target_level=level, actor=None, on=today)


def write(form: FieldForm, folder: Path) -> list[Path]:
    """Both files of a form."""
    paths = [folder / f"{form.form_id}-{form.form_version}.{kind}" for kind in ("xlsx", "xml")]
    for path, content in zip(paths, (form.xlsform, form.xml), strict=True):
        path.write_bytes(bytes(content))
    return paths


def show(form: FieldForm, paths: list[Path], arguments: argparse.Namespace) -> None:
    """Say what was made and where it stands."""
    if not arguments.json:
        print("\n".join(map(str, paths)))
        return
    said = {
        "form_id": form.form_id,
        "form_version": form.form_version,
        "xml_sha256": form.xml_sha256,
        "files": [str(path) for path in paths],
    }
    print(json.dumps(said, sort_keys=True))
