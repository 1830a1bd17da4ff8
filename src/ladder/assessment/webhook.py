"""Posts a signed JSON body to an address of a follower, and goes nowhere else.

Only https, only to public networks, to the very address that was checked (no second look-up), without following a
redirect, with a limit on the whole time and on what is read of the answer.
"""

import hashlib
import hmac
import http.client
import ipaddress
import socket
import ssl
import threading
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

CONNECT_SECONDS = 5.0
WHOLE_SECONDS = 10.0
PORTS = frozenset({443, 8443})
LONGEST_ADDRESS = 500
FIRST_OK, FIRST_NOT_OK = 200, 300
# Of IPv6 only what is given out to networks, and there not what carries an IPv4 address to somewhere else. All forms of
# IPv4 within IPv6 (mapped, compatible, translated, NAT64) lie outside.
GIVEN_OUT = ipaddress.ip_network("2000::/3")
LEADING_ELSEWHERE = (ipaddress.ip_network("2001::/32"), ipaddress.ip_network("2002::/16"))  # Teredo, 6to4


class Refused(Exception):  # noqa: N818 - it is an answer, not an error
    """It was not delivered. `fault` is a key: address, unsafe, unreachable, slow, redirect, status_404 ..."""

    def __init__(self, fault: str) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Target:
    """Where a delivery goes: the host that is named, the network address that was checked, port and path."""

    host: str
    network_address: str
    port: int
    path: str
    is_tls: bool


def check_address(url: str) -> SplitResult:
    """The parts of an address that may be a webhook, without asking the network.

    Raises:
        Refused: not https, a user name in it, another port, too long, or no host.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as fault:
        raise Refused("address") from fault
    is_local = settings.MAY_POST_TO_OWN_MACHINE and parts.hostname == "127.0.0.1"
    is_https = parts.scheme == "https" and port in {None, *PORTS}
    is_plain = url.isascii() and url.isprintable() and " " not in url and len(url) <= LONGEST_ADDRESS
    if not (is_https or is_local) or not parts.hostname or parts.username or parts.password or not is_plain:
        raise Refused("address")
    return parts


def find_target(url: str) -> Target:
    """Where an address leads now.

    Raises:
        Refused: the address is none, the name is not known, or it leads into a private network.
    """
    parts = check_address(url)
    host, is_tls = parts.hostname or "", parts.scheme == "https"
    port = parts.port or (443 if is_tls else 80)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as fault:
        raise Refused("unreachable") from fault
    addresses = [str(one[4][0]) for one in found]
    if not addresses or not all(is_allowed(one) for one in addresses):
        raise Refused("unsafe")
    return Target(host, addresses[0], port, path, is_tls)


def is_allowed(address: str) -> bool:
    """Whether a network address is public; in tests the own machine too."""
    try:
        number = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if settings.MAY_POST_TO_OWN_MACHINE and number.is_loopback:
        return True
    if isinstance(number, ipaddress.IPv6Address):
        return number in GIVEN_OUT and not any(number in net for net in LEADING_ELSEWHERE) and number.is_global
    return number.is_global and not number.is_multicast


def sign(secret: str, timestamp: int, body: bytes) -> str:
    """`sha256=` and the HMAC over the moment and the body: an old body sent again shows."""
    return "sha256=" + hmac.new(secret.encode(), f"{timestamp}.".encode() + body, hashlib.sha256).hexdigest()


def post(url: str, body: bytes, *, secret: str, timestamp: int, delivery: str) -> None:
    """Post a body once.

    Raises:
        Refused: it did not arrive, or the answer was none of 200 to 299.
    """
    target = find_target(url)
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Cobalt-Ladder",
        "X-Ladder-Delivery": delivery,
        "X-Ladder-Timestamp": str(timestamp),
        "X-Ladder-Signature": sign(secret, timestamp, body),
        "Connection": "close",
    }
    status = exchange(target, body, headers)
    if FIRST_NOT_OK <= status < 400:  # noqa: PLR2004 - the end of redirects
        raise Refused("redirect")
    if not FIRST_OK <= status < FIRST_NOT_OK:
        raise Refused(f"status_{status}")


def exchange(target: Target, body: bytes, headers: dict[str, str]) -> int:
    """The status of the answer; nothing else of it is read."""
    connection = connect(target)
    timer = threading.Timer(WHOLE_SECONDS, hang_up, args=(connection,))
    timer.daemon = True
    timer.start()
    try:
        connection.request("POST", target.path, body=body, headers=headers)
        return connection.getresponse().status
    except (OSError, http.client.HTTPException, ValueError) as fault:
        is_slow = isinstance(fault, TimeoutError) or not timer.is_alive()
        raise Refused("slow" if is_slow else "unreachable") from fault
    finally:
        timer.cancel()
        connection.close()


def connect(target: Target) -> http.client.HTTPConnection:
    """A connection to the very address that was checked, with the certificate of the host that was named."""
    connection = http.client.HTTPConnection(target.host, target.port, timeout=CONNECT_SECONDS)
    try:
        plain = socket.create_connection((target.network_address, target.port), timeout=CONNECT_SECONDS)
    except OSError as fault:
        raise Refused("slow" if isinstance(fault, TimeoutError) else "unreachable") from fault
    try:
        connection.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=target.host) \
            if target.is_tls else plain  # fmt: skip
    except OSError as fault:
        plain.close()
        raise Refused("unreachable") from fault
    return connection


def hang_up(connection: http.client.HTTPConnection) -> None:
    """End a connection that takes too long, whatever its thread waits for."""
    sock = connection.sock
    if sock is not None:
        try:
            sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            return
