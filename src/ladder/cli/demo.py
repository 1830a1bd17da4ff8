"""`ladder demo`: sets up the demonstration and serves it. A second run keeps the data and starts in seconds."""

import argparse
import json
import os
import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from ladder.accounts.models import User
from ladder.accounts.services import create_account
from ladder.assessment import services as assessment
from ladder.assessment.services.demonstration import load_demonstration_levels
from ladder.catalogue import services as catalogue
from ladder.catalogue.models import FrameworkVersion
from ladder.catalogue.queries import current_version
from ladder.cli.demo_field import load_field
from ladder.cli.migrate import migrate_if_needed
from ladder.cli.serve import collect_static, port_from_environment, serve
from ladder.consultation.models import Round
from ladder.consultation.services.demonstration import load_demonstration_rounds
from ladder.consultation.services.demonstration_codes import give_code, holds_code, list_room_codes
from ladder.core.consultation.codes import show_code
from ladder.governance.services.demonstration import load_demonstration_governance
from ladder.packfiles.reading import read_pack
from ladder.registry import services as registry
from ladder.registry.models import ImportRun
from ladder.registry.services.demonstration import Demonstration, load_demonstration_sites
from ladder.synthesis.services.demonstration import load_demonstration_release

ROLES = (
    "secretariat",
    "facilitator",
    "assessor",
    "operator",
    "buyer",
    "investor",
    "regulator",
    "committee",
    "monitor",
    "case_handler",
)
PUBLISHED, DRAFT = "starter", "starter-next"
IPIS = Path("data") / "ipis" / "ipis_bgr_cobalt_sites_2019_2020.csv"


def add_parser(subparsers: "argparse._SubParsersAction[Any]") -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser("demo", help="load the demonstration and serve it")
    parser.add_argument("--load-only", action="store_true", help="load without serving")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Load what is missing, then serve until interrupted."""
    port = port_from_environment()  # a word that is no port is refused before anything is loaded
    migrate_if_needed()
    collect_static()
    load()
    return 0 if arguments.load_only else serve("127.0.0.1", port)


def load() -> None:
    """Framework, sites, accounts, rounds and levels; each step adds only what is not there."""
    today = timezone.localdate()
    say("Framework ...")
    version = load_packs()
    say("Sites ...")
    demonstration = load_demonstration_sites()
    import_real_sites()
    load_accounts(demonstration)
    say("Consultation ...")
    closed, draft = load_rounds()
    load_codes(closed)
    say("Governance ...")
    load_demonstration_governance(people=people_by_role(), places=demonstration, closed=closed, draft=draft, on=today)
    say("Levels ...")
    sites = [demonstration.sites[code] for code in sorted(demonstration.sites)]
    load_demonstration_levels(sites=sites, version=version, on=today)
    assessment.refresh_all_due_levels(on=today)
    say("Field ...")
    load_field(demonstration=demonstration, version=version, people=people_by_role(), on=today)


def say(line: str) -> None:
    """One line of progress."""
    print(line, flush=True)


def load_packs() -> FrameworkVersion:
    """The starter pack, published, and the draft of the version after it."""
    today = timezone.localdate()
    version = catalogue.load_pack(read_pack(settings.PACKS_ROOT / PUBLISHED), actor=None, on=today)
    if version.status == FrameworkVersion.Status.DRAFT:
        version = catalogue.publish_version(version=version, actor=None, on=today)
    if (settings.PACKS_ROOT / DRAFT).exists():
        catalogue.load_pack(read_pack(settings.PACKS_ROOT / DRAFT), actor=None, on=today)
    return current_version() or version


def import_real_sites() -> None:
    """Real visits to cobalt sites (IPIS) where the shared data is at hand; else the invented sites stand alone."""
    path = find_shared() / IPIS
    if not path.exists() or ImportRun.objects.filter(file_name=path.name).exists():
        return
    registry.import_visits(content=path.read_bytes(), file_name=path.name, actor=None)


def find_shared() -> Path:
    """Folder of shared data: `LADDER_SHARED`, or `shared` beside the checkout."""
    return Path(os.environ.get("LADDER_SHARED") or settings.PACKAGE.parents[2] / "shared")


def load_rounds() -> tuple[Round, FrameworkVersion]:
    """One round that is over and released, and one that is open; what was closed, and the second draft."""
    versions = {version.version: version for version in FrameworkVersion.objects.order_by("-pk")}
    version, draft = (versions[read_pack(settings.PACKS_ROOT / name).version] for name in (PUBLISHED, DRAFT))
    people, today = people_by_role(), timezone.localdate()
    rounds = load_demonstration_rounds(version=version, draft=draft, facilitator=people["facilitator"], on=today)
    load_demonstration_release(
        consultation=rounds.closed, keeper=people["secretariat"], second=people["committee"], on=today
    )
    return rounds.closed, draft


def people_by_role() -> dict[str, User]:
    """The demonstration's accounts."""
    named = {user.username: user for user in User.objects.filter(username__in=map(name_of, ROLES))}
    return {role: named[name_of(role)] for role in ROLES}


def name_of(role: str) -> str:
    """The user name of a role."""
    return f"demo-{role}"


def load_accounts(demonstration: Demonstration) -> None:
    """One account a role with a random password; names and passwords stand in the home folder, for its owner only."""
    path = settings.HOME / "demo-accounts.json"
    if path.exists() and User.objects.filter(is_demonstration=True).exists():
        return
    accounts = [make_account(role, demonstration) for role in ROLES]
    write_for_owner(path, accounts)


def write_for_owner(path: Path, rows: list[dict[str, str]]) -> None:
    """A file of secrets that only its owner may read."""
    path.touch(mode=0o600)
    path.write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")


def load_codes(closed: Round) -> None:
    """A voice's code and those of the sealed rooms, to try receipts with; the same file as long as both are there."""
    path = settings.HOME / "demo-codes.json"
    if path.exists() and holds_code(closed):
        return
    found = [("participant", give_code(closed)), *(("room", code) for code in list_room_codes(closed))]
    page = reverse("governance:receipts")
    rows = [{"what": what, "round": closed.address, "code": show_code(code), "page": page} for what, code in found]
    write_for_owner(path, [row for row in rows if row["code"].strip()])


@transaction.atomic
def make_account(role: str, demonstration: Demonstration) -> dict[str, str]:
    """Account and mandate of one role."""
    username, password = name_of(role), secrets.token_urlsafe(15)
    User.objects.filter(username=username).update(username=f"{username}-{secrets.token_hex(4)}", is_active=False)
    user = create_account(username=username, password=password, is_demonstration=True)
    organisation = demonstration.organisations["cooperative" if role == "operator" else role]
    registry.grant_mandate(actor=None, user=user, organisation=organisation, role=role, starts_on=timezone.localdate())
    return {"role": role, "username": username, "password": password}
