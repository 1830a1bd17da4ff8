"""Loads three case handlers and two invented cases, for demonstrations. Keys are made here, which real ones never are.

Key files, passphrases and codes stand in `demo-case-handlers/` in the home folder, for its owner only.
"""

import hashlib
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import transaction
from nacl.public import PrivateKey, SealedBox

from ladder.accounts.models import User
from ladder.accounts.services import create_account
from ladder.core.grievances import cases, codes
from ladder.grievances.access import Handler
from ladder.grievances.models import CaseKey, Grievance, PairKey
from ladder.grievances.queries.ring import find_ring
from ladder.grievances.sealing import STRETCHING, Told, fingerprint_of, seal_to_pairs, stretch
from ladder.grievances.services.handling import About, decide, describe, hand_over, note_opened
from ladder.grievances.services.keys import register_key
from ladder.grievances.services.releasing import Proposal, propose
from ladder.grievances.services.telling import Offered, take_in
from ladder.registry.models import Mandate, Organisation, Site
from ladder.registry.services.people import grant_mandate

KEYS = ("case_handler", "case_handler_b", "case_handler_c")
FORMAT = "cobalt-ladder-case-key/1"
ITERATIONS = 600_000
OWNER_ONLY = 0o700


@dataclass(frozen=True, slots=True)
class Holder:
    """A handler of the demonstration and, unlike any real one, their private key."""

    handler: Handler
    private: PrivateKey


@transaction.atomic
def load_demonstration_grievances(
    *, organisations: Mapping[str, Organisation], sites: Mapping[str, Site], on: date
) -> None:
    """Handlers `demo-case_handler`, `_b` and `_c` with keys, and two cases; a second call adds nothing.

    Args:
        organisations: of the demonstration by key, among them `case_handler`, `case_handler_b`, `case_handler_c`.
        sites: of the demonstration by code.
        on: today.
    """
    if Grievance.objects.filter(is_demonstration=True).exists():
        return
    folder = settings.HOME / "demo-case-handlers"
    folder.mkdir(mode=OWNER_ONLY, exist_ok=True)
    holders, rows = [], []
    for key in KEYS:
        handler, password = find_person(key, organisations[key], on)
        holder, passphrase = make_holder(handler, folder, on)
        holders.append(holder)
        rows.append({"username": handler.user.username, "password": password, "key_file": f"{key}.json",
                     "passphrase": passphrase})  # fmt: skip
    told = load_cases(holders, next(iter(sites.values())), on)
    write_for_owner(folder / "handlers.json", json.dumps({"handlers": rows, "codes": told}, indent=2))


def find_person(key: str, organisation: Organisation, on: date) -> tuple[Handler, str]:
    """The account of a handler; its password where it is made here, "" where it stands with the other accounts."""
    username, password = f"demo-{key}", ""
    user = User.objects.filter(username=username).first()
    if user is None:
        password = secrets.token_urlsafe(15)
        user = create_account(username=username, password=password, is_demonstration=True)
    if not Mandate.objects.filter(user=user, organisation=organisation, role=Mandate.Role.CASE_HANDLER).exists():
        grant_mandate(actor=None, user=user, organisation=organisation, role=Mandate.Role.CASE_HANDLER, starts_on=on)
    return Handler(user, organisation, None), password


def make_holder(handler: Handler, folder: Path, on: date) -> tuple[Holder, str]:
    """A key pair, registered, and its file; the passphrase of the file."""
    private, passphrase = PrivateKey.generate(), secrets.token_urlsafe(15)
    key = register_key(handler=handler, public_key=bytes(private.public_key), on=on)
    name = handler.user.username.removeprefix("demo-")
    write_for_owner(folder / f"{name}.json", close_key_file(private, passphrase))
    return Holder(Handler(handler.user, handler.organisation, key), private), passphrase


def close_key_file(private: PrivateKey, passphrase: str) -> str:
    """A key file as the browser writes it (frontend/src/grievances/sealing/keyfile.js)."""
    salt, iv = secrets.token_bytes(16), secrets.token_bytes(12)
    lock = hashlib.pbkdf2_hmac(STRETCHING, passphrase.encode(), salt, ITERATIONS, 32)
    public_key = bytes(private.public_key)
    document = {
        "format": FORMAT,
        "public_key": public_key.hex(),
        "fingerprint": fingerprint_of(public_key),
        "kdf": {"name": "PBKDF2", "hash": "SHA-512", "iterations": ITERATIONS, "salt": salt.hex()},
        "cipher": {"name": "AES-GCM", "iv": iv.hex()},
        "sealed": AESGCM(lock).encrypt(iv, bytes(private), None).hex(),
    }
    return json.dumps(document, indent=2)


def write_for_owner(path: Path, text: str) -> None:
    """A file of secrets that only its owner may read."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(text + "\n")


def load_cases(holders: list[Holder], site: Site, on: date) -> list[str]:
    """One case that nobody read, and one that waits for its release; their codes."""
    week = timedelta(days=7)
    _, unread = make_case(
        Told("Invented for the demonstration: bags are weighed with a false scale.", "sms"), on - week
    )
    told = Told("Invented for the demonstration: three children carry ore at night.", "web", kind="under_18_at_work")
    case, code = make_case(told, on - 3 * week)
    first, second = holders[0], holders[1]
    hand_over(handler=first.handler, case=case, halves=halves_of(first, case), on=on - 2 * week)
    note_opened(handler=second.handler, case=case, on=on - 2 * week)
    about = About(site, "under_18_at_work", on - 4 * week, is_urgent=False, children=3)
    describe(handler=first.handler, case=case, about=about, on=on - week)
    decide(handler=second.handler, case=case, kind=cases.VALIDATE, on=on - week)
    proposal = Proposal("month", is_credible=False, words=("told_by_several",), protect_days=30)
    propose(handler=first.handler, case=case, proposal=proposal, on=on)
    return [codes.show_code(unread), codes.show_code(code)]


def make_case(told: Told, on: date) -> tuple[Grievance, str]:
    """A sealed case of the demonstration and its code."""
    code = codes.draw_code(secrets.choice)
    stretched = stretch(code)
    words = seal_to_pairs(told.write(), find_ring().holders)
    offered = Offered(stretched.handle, stretched.answer_key, words)
    return take_in(offered=offered, on=on, is_demonstration=True), code


def halves_of(holder: Holder, case: Grievance) -> dict[UUID, dict[int, bytes]]:
    """What a handler's browser would hand over: the keys that it half opened."""
    halves: dict[UUID, dict[int, bytes]] = {}
    box = SealedBox(holder.private)
    key: CaseKey | None = holder.handler.key
    for row in PairKey.objects.filter(message__grievance=case, first=key).select_related("message"):
        halves.setdefault(row.message.public_id, {})[row.second_id] = bytes(box.decrypt(bytes(row.sealed)))
    return halves
