"""Webhooks against a server on this machine that behaves well, and in every bad way."""

import hashlib
import hmac
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.utils import timezone

from ladder.assessment import webhook
from ladder.assessment.models import Delivery
from ladder.assessment.sealing import signing_secret
from ladder.assessment.services.alerts import tell
from ladder.assessment.services.deliveries import deliver_due
from ladder.assessment.services.follows import follow
from ladder.assessment.webhook import Refused, find_target, is_allowed, post

TODAY = timezone.localdate()


class Listener(BaseHTTPRequestHandler):
    """Answers by the last part of the path; keeps what it got."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append((dict(self.headers), body))
        wanted = self.path.strip("/")
        if wanted == "slow":
            time.sleep(3)
        if wanted == "drip":
            for _ in range(60):
                self.wfile.write(b"H")
                time.sleep(0.1)
            return
        if wanted == "rubbish":
            self.wfile.write(b"this is no HTTP\r\n\r\n")
            return
        self.send_response(int(wanted) if wanted.isdigit() else 204)
        if wanted == "302":
            self.send_header("Location", "/200")
        self.end_headers()

    def log_message(self, *_):
        """Silent."""


@pytest.fixture
def server(settings, monkeypatch):
    settings.MAY_POST_TO_OWN_MACHINE = True
    monkeypatch.setattr(webhook, "CONNECT_SECONDS", 2.0)
    monkeypatch.setattr(webhook, "WHOLE_SECONDS", 4.0)
    with ThreadingHTTPServer(("127.0.0.1", 0), Listener) as listening:
        listening.got = []
        thread = threading.Thread(target=listening.serve_forever, daemon=True)
        thread.start()
        listening.address = f"http://127.0.0.1:{listening.server_port}"
        yield listening
        listening.shutdown()
        thread.join()


def send(url):
    post(url, b"{}", secret="s", timestamp=1, delivery="d")


@pytest.fixture
def waiting(site, people, server):
    """A delivery that waits for a webhook at a path of the server."""

    def waiting(path):
        row = follow(
            person=people["buyer"], site=site, channel="webhook", address=f"{server.address}/{path}", language="en"
        )
        tell(site=site, kind="lapses_soon", detail={"version": "1.0", "changes_on": "2027-01-05"}, on=TODAY)
        return row

    return waiting


def test_a_webhook_gets_signed_public_news_once(waiting, server, site):
    row = waiting("200")
    moment = timezone.now()
    assert deliver_due(at=moment) == 1
    assert deliver_due(at=moment) == 0
    ((headers, body),) = server.got
    told = json.loads(body)
    assert set(told) == {"id", "kind", "site", "happened_on", "detail", "title", "page"}
    assert told["site"] == {"id": str(site.public_id), "name": "Site t-1", "is_demonstration": False}
    signed = f"{int(moment.timestamp())}.".encode() + body
    expected = hmac.new(signing_secret(row.public_id).encode(), signed, hashlib.sha256).hexdigest()
    assert headers["X-Ladder-Signature"] == f"sha256={expected}"
    assert headers["X-Ladder-Timestamp"] == str(int(moment.timestamp()))
    assert headers["Content-Type"] == "application/json"


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        ("500", "status_500"),
        ("404", "status_404"),
        ("302", "redirect"),
        ("rubbish", "unreachable"),
        ("slow", "slow"),
        ("drip", "slow"),
    ],
)
def test_a_webhook_that_misbehaves_is_tried_again_later(waiting, server, path, fault):
    waiting(path)
    moment = timezone.now()
    assert deliver_due(at=moment) == 0
    row = Delivery.objects.get()
    # A machine under load may see the drops of a slow answer as a line that broke.
    assert row.fault in ((fault, "unreachable") if fault == "slow" else (fault,))
    assert (row.tries, row.delivered_at) == (1, None)
    assert row.next_try_at > moment
    assert len(server.got) == 1  # a redirect is not followed


def test_a_webhook_that_refuses_is_tried_again_and_arrives_with_the_same_number(waiting, server, monkeypatch):
    waiting("200")

    def refuse(*_, **__):
        raise ConnectionRefusedError

    moment = timezone.now()
    with monkeypatch.context() as away:
        away.setattr("ladder.assessment.webhook.socket.create_connection", refuse)
        assert deliver_due(at=moment) == 0
    row = Delivery.objects.get()
    assert row.fault == "unreachable"
    assert deliver_due(at=row.next_try_at) == 1
    assert server.got[0][0]["X-Ladder-Delivery"].startswith(str(row.alert.public_id))


@pytest.mark.parametrize(
    "address",
    [
        "10.0.0.1", "127.0.0.1", "169.254.169.254", "172.16.0.1", "192.168.1.1", "0.0.0.0", "100.64.0.1", "224.0.0.1",
        "::1", "::", "fc00::1", "fe80::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "ff02::1", "nowhere",
        "::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b::a00:1", "64:ff9b:1::1", "::ffff:0:7f00:1", "fec0::1", "2001:0:7f00:1::1",
        "2002:5db8:d822::1", "2001:db8::1",
    ],
)  # fmt: skip
def test_private_networks_are_refused(address):
    assert not is_allowed(address)


def test_public_networks_are_allowed():
    assert is_allowed("93.184.216.34")
    assert is_allowed("2606:2800:220:1:248:1893:25c8:1946")


@pytest.mark.parametrize("name", ["https://inside.example/", "https://inside.example:8443/x?y=1"])
def test_a_name_that_leads_into_a_private_network_is_refused_even_beside_a_public_address(monkeypatch, name):
    found = [(2, 1, 6, "", ("93.184.216.34", 443)), (2, 1, 6, "", ("10.0.0.7", 443))]
    monkeypatch.setattr("ladder.assessment.webhook.socket.getaddrinfo", lambda *_, **__: found)
    with pytest.raises(Refused) as refusal:
        find_target(name)
    assert refusal.value.fault == "unsafe"


def test_the_connection_goes_to_the_address_that_was_checked(monkeypatch):
    asked, reached = [], []

    def look_up(host, port, **_):
        asked.append(host)
        return [(2, 1, 6, "", ("93.184.216.34", port))]

    def connect(address, **_):
        reached.append(address)
        raise TimeoutError

    monkeypatch.setattr("ladder.assessment.webhook.socket.getaddrinfo", look_up)
    monkeypatch.setattr("ladder.assessment.webhook.socket.create_connection", connect)
    with pytest.raises(Refused) as refusal:
        send("https://hook.example/in")
    assert (asked, reached, refusal.value.fault) == (["hook.example"], [("93.184.216.34", 443)], "slow")


def test_the_own_machine_is_refused_outside_of_tests(server, settings):
    settings.MAY_POST_TO_OWN_MACHINE = False
    with pytest.raises(Refused):
        send(f"{server.address}/200")
    assert server.got == []
