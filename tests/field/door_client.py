"""A client like a phone, and a server of its own to knock at."""

import contextlib
import functools
import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from base64 import b64encode
from dataclasses import dataclass
from hashlib import md5, sha256
from pathlib import Path
from uuid import uuid4

from tests.field.door_seed import SECRET
from tools.postgres import free_port

ROOT = Path(__file__).resolve().parents[2]
REALM = "Cobalt Ladder field"
OPENROSA = "{http://openrosa.org/http/response}"


def basic(username="phone-assessor", secret=SECRET):
    return "Basic " + b64encode(f"{username}:{secret}".encode()).decode()


PHONE = basic()


def make_xml(  # every argument is one thing a form says
    instance_id=None, *, form="door-visit", version="2", corrects="", photos=(), answer="met", extra=""
):
    """A filled-in form as ODK Collect writes it."""
    instance_id = instance_id or f"uuid:{uuid4()}"
    asked = "".join(
        f"<r_{number}><state>{answer}</state><photo>{name}</photo></r_{number}>" for number, name in enumerate(photos)
    )
    old = f"<orx:deprecatedID>{corrects}</orx:deprecatedID>" if corrects else ""
    return (
        f'<?xml version=\'1.0\' ?><data id="{form}" version="{version}" xmlns:orx="http://openrosa.org/xforms">'
        f"{extra}<p1>{asked}<r_x><state>{answer}</state></r_x></p1>"
        f"<orx:meta><orx:instanceID>{instance_id}</orx:instanceID>{old}</orx:meta></data>"
    ).encode()


@dataclass
class Got:
    status: int
    headers: list
    body: bytes

    def header(self, name):
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    def all(self, name):
        return [value for key, value in self.headers if key.lower() == name.lower()]

    @property
    def message(self):
        found = re.search(rb"<message[^>]*>(.*?)</message>", self.body, re.DOTALL)
        return found.group(1).decode() if found else ""

    @property
    def json(self):
        return json.loads(self.body)


BOUNDARY = "----of-a-phone"


def multipart(xml, files=(), fields=(), *, is_closed=True):
    """A body as OkHttp writes it: the form first, then each file under its own name."""
    parts = []
    if xml is not None:
        parts.append(('name="xml_submission_file"; filename="form.xml"', "text/xml", xml))
    parts += [(f'name="{name}"; filename="{name}"', "image/jpeg", content) for name, content in files]
    text = b""
    for name, value in fields:
        text += f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
    for disposition, kind, content in parts:
        head = f"--{BOUNDARY}\r\nContent-Disposition: form-data; {disposition}\r\nContent-Type: {kind}\r\n"
        text += f"{head}Content-Length: {len(content)}\r\n\r\n".encode() + content + b"\r\n"
    return text + (f"--{BOUNDARY}--\r\n".encode() if is_closed else b"")


class Door:
    """Knocks at a running server."""

    def __init__(self, port):
        self.port = port

    def ask(self, method, path, body=None, headers=None, auth=PHONE):
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            given = {"X-OpenRosa-Version": "1.0", **({"Authorization": auth} if auth else {}), **(headers or {})}
            link.request(method, f"/openrosa{path}", body=body, headers=given)
            answer = link.getresponse()
            return Got(answer.status, answer.getheaders(), answer.read())
        finally:
            link.close()

    def get(self, path, **more):
        return self.ask("GET", path, **more)

    def post(self, xml, files=(), fields=(), *, headers=None, **more):
        given = {"Content-Type": f'multipart/form-data; boundary="{BOUNDARY}"', **(headers or {})}
        return self.ask("POST", "/submission", multipart(xml, files, fields), given, **more)

    def receipt(self, instance_id, **more):
        return self.get(f"/receipts/{instance_id}", **more)

    def hang_up(self, data):
        """Send and be gone before the answer."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=30) as link:
            link.sendall(data)

    def raw(self, data, *, half_close=False):
        """What the server says to bytes sent as they are; empty where it hangs up."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=30) as link:
            link.sendall(data)
            if half_close:
                link.shutdown(socket.SHUT_WR)
            link.settimeout(3 if half_close else 30)
            with contextlib.suppress(TimeoutError, ConnectionError):
                return link.recv(65536)
        return b""


def head_of(length, *, extra=""):
    return (
        f"POST /openrosa/submission HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: {basic()}\r\n"
        f"Content-Type: multipart/form-data; boundary={BOUNDARY}\r\nContent-Length: {length}\r\n{extra}\r\n"
    ).encode()


def answer_digest(challenge, method, path, *, username="phone-assessor", secret=SECRET, count=1):
    """An Authorization header by RFC 7616, worked out from the challenge."""
    told = dict(re.findall(r'(\w+)="?([^",]+)"?', challenge))
    ha1 = md5(f"{username}:{told['realm']}:{secret}".encode()).hexdigest()
    ha2 = md5(f"{method}:{path}".encode()).hexdigest()
    nc = f"{count:08x}"
    response = md5(f"{ha1}:{told['nonce']}:{nc}:abcdef:auth:{ha2}".encode()).hexdigest()
    return (
        f'Digest username="{username}", realm="{told["realm"]}", nonce="{told["nonce"]}", uri="{path}", qop=auth, '
        f'nc={nc}, cnonce="abcdef", response="{response}", algorithm=MD5'
    )


def digest_of(content):
    return sha256(content).hexdigest()


def environment(home, database=""):
    return {
        **os.environ,
        "LADDER_HOME": str(home),
        "LADDER_SECRET_KEY": "only-for-tests",
        "LADDER_SECOND_FACTOR": "no",
        "LADDER_DEMO": "no",
        "DJANGO_SETTINGS_MODULE": "ladder.config.settings",
        "DATABASE_URL": database,
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
    }


def run(env, *words):
    subprocess.run([sys.executable, *words], env=env, cwd=ROOT, check=True, timeout=400)


@functools.cache
def ready_home():
    """A home with everything that the tests need in it, made once a day for one state of the migrations."""
    made_from = [*sorted(ROOT.glob("src/ladder/*/migrations/*.py")), ROOT / "tests/field/door_seed.py"]
    state = sha256(
        time.strftime("%Y-%m-%d", time.gmtime()).encode() + b"".join(path.read_bytes() for path in made_from)
    ).hexdigest()[:16]
    home = Path(tempfile.gettempdir()) / f"ladder-door-{os.getuid()}-{state}"
    if not home.exists():
        fresh = Path(tempfile.mkdtemp(prefix="ladder-door-"))
        run(environment(fresh), "-m", "tests.field.door_seed")
        with contextlib.suppress(OSError):  # another run was faster
            fresh.rename(home)
    return home


WATCHER = """
import json, sys
import django
django.setup()
from django.db import connection
from ladder.field.models import *
for line in sys.stdin:
    exec(json.loads(line))
    connection.close()
    sys.stdout.flush()
"""


class Server:
    """`ladder serve` as a process of its own."""

    def __init__(self, home, database=""):
        self.env = environment(home, database)
        self.port = free_port()
        self.process = self.watcher = self.said = None

    def seed(self):
        """Tables, people, phones and forms; on SQLite copied from a home that was made once."""
        if self.env["DATABASE_URL"]:
            run(self.env, "-m", "tests.field.door_seed")
        else:
            shutil.copytree(ready_home(), self.env["LADDER_HOME"], dirs_exist_ok=True)

    def start(self, words=()):
        words = words or [sys.executable, "-m", "ladder", "serve", "--port", str(self.port)]
        self.process = subprocess.Popen(words, env=self.env, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=self.said)
        deadline = time.monotonic() + 240
        while time.monotonic() < deadline:
            assert self.process.poll() is None, "the server ended"
            with contextlib.suppress(OSError):
                if Door(self.port).get("/formList", auth=None).status == 401:
                    return self
            time.sleep(0.05)
        raise AssertionError("the server does not answer")

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        if self.watcher is not None:
            self.watcher.communicate()
            self.watcher = None
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.kill()

    def look(self, code):
        """What a program beside the server says that looks into its database: JSON."""
        if self.watcher is None:
            words = [sys.executable, "-c", WATCHER]
            self.watcher = subprocess.Popen(
                words, env=self.env, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
        self.watcher.stdin.write(json.dumps(code) + "\n")
        self.watcher.stdin.flush()
        return json.loads(self.watcher.stdout.readline())
