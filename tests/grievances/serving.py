"""The product as it runs in earnest: `ladder serve` on a home of its own, with three case handlers."""

import contextlib
import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ladder.config.settings import PACKAGE
from tools.postgres import free_port

PATIENCE_SECONDS = 240
READY = """
import json, os, sys
import django
django.setup()
from datetime import date
from django.utils import timezone
from nacl.public import PrivateKey
from ladder.accounts.services import create_account
from ladder.grievances.access import Handler
from ladder.grievances.services.keys import register_key
from ladder.registry.models import Organisation, StakeholderGroup
from ladder.registry.services.people import grant_mandate
group, _ = StakeholderGroup.objects.get_or_create(key="tests", defaults={"position": 99, "names": {"en": "Tests"}})
today, made = timezone.localdate(), {}
for name, role in (("ann", "case_handler"), ("bea", "case_handler"), ("cyr", "case_handler"), ("faye", "facilitator"), ("kim", "secretariat")):
    house = Organisation.objects.create(name=f"House of {name}", group=group, country="CD", created_at=timezone.now())
    user = create_account(username=name, password="a long word of passage 7")
    grant_mandate(actor=None, user=user, organisation=house, role=role, starts_on=date(2020, 1, 1))
    if role == "case_handler":
        private = PrivateKey.generate()
        key = register_key(handler=Handler(user, house, None), public_key=bytes(private.public_key), on=today)
        made[name] = {"private": bytes(private).hex(), "public": bytes(private.public_key).hex(), "fingerprint": key.fingerprint, "house": house.pk}
print(json.dumps(made))
"""


@dataclass(frozen=True)
class Served:
    """Where it answers, its home, what it printed, and the environment to run more commands in."""

    url: str
    home: Path
    printed: Path
    environment: dict[str, str]
    keys: dict


def run(environment: dict[str, str], *order: str) -> str:
    """Run a command of the product; what it printed."""
    done = subprocess.run(order, env=environment, capture_output=True, text=True, timeout=PATIENCE_SECONDS, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


@contextlib.contextmanager
def serving(folder: Path, **settings: str) -> Iterator[Served]:
    """Migrate, make the handlers, serve until left; the process is ended by its own number."""
    home, printed = folder / "home", folder / "printed.txt"
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("LADDER_", "DATABASE", "DJANGO_"))
    }
    environment = {**kept, "LADDER_HOME": str(home), "PYTHONPATH": str(PACKAGE.parent), "LADDER_SECOND_FACTOR": "no",
                   "DJANGO_SETTINGS_MODULE": "ladder.config.settings", **settings}  # fmt: skip
    run(environment, sys.executable, "-m", "ladder", "migrate")
    keys = json.loads(run(environment, sys.executable, "-c", READY).splitlines()[-1])
    port = free_port()
    with printed.open("wb") as output:
        order = [sys.executable, "-m", "ladder", "serve", "--port", str(port)]
        process = subprocess.Popen(order, env=environment, stdout=output, stderr=output)
        try:
            url = f"http://127.0.0.1:{port}"
            wait_for(url, process)
            yield Served(url, home, printed, environment, keys)
        finally:
            process.terminate()
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def wait_for(url: str, process: subprocess.Popen) -> None:
    """Until it answers."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"{url}/healthz", timeout=5).close()
            return
        time.sleep(0.2)
    raise TimeoutError("the server does not answer")
