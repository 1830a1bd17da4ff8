"""HTTP Digest (RFC 7616, MD5, qop=auth) without a list of nonces: a nonce carries its time and our seal.

A replayed request is not refused: everything that a phone does at this door may be done twice without harm.
"""

import hmac
import re
import secrets
import time
from dataclasses import dataclass
from hashlib import md5
from urllib.parse import unquote, urlsplit

from django.conf import settings

NONCE_SECONDS = 1800
FIELD = re.compile(r'(\w+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,]+))')


@dataclass(frozen=True, slots=True)
class Claim:
    """What a Digest header says."""

    username: str
    nonce: str
    uri: str
    response: str
    qop: str
    count: str
    client_nonce: str
    algorithm: str
    realm: str


def read_claim(text: str) -> Claim:
    """The fields of a header after `Digest `; what is missing is empty."""
    found = {key.lower(): re.sub(r"\\(.)", r"\1", quoted) or bare for key, quoted, bare in FIELD.findall(text[:4000])}
    return Claim(
        username=found.get("username", ""),
        nonce=found.get("nonce", ""),
        uri=found.get("uri", ""),
        response=found.get("response", "").lower(),
        qop=found.get("qop", ""),
        count=found.get("nc", ""),
        client_nonce=found.get("cnonce", ""),
        algorithm=found.get("algorithm", "MD5"),
        realm=found.get("realm", ""),
    )


def make_nonce() -> str:
    """A nonce for now."""
    head = f"{int(time.time()):x}.{secrets.token_hex(8)}"
    return f"{head}.{seal_of(head)}"


def seal_of(head: str) -> str:
    """What only this place can make of a nonce's time and chance."""
    return hmac.digest(settings.SECRET_KEY.encode(), b"field nonce " + head.encode(), "sha256").hex()[:32]


def is_ours(nonce: str) -> bool:
    """Whether we made this nonce, however long ago."""
    head, _, seal = nonce.rpartition(".")
    return bool(head) and head.isascii() and hmac.compare_digest(seal.encode(), seal_of(head).encode())


def is_fresh(nonce: str) -> bool:
    """Whether one of our nonces may still be used."""
    return int(nonce.partition(".")[0], 16) + NONCE_SECONDS > time.time()


def proves(claim: Claim, *, ha1: str, method: str, path: str, query: str) -> bool:
    """Whether a claim proves knowledge of the secret, for this request and no other."""
    if claim.qop != "auth" or claim.algorithm.upper() != "MD5" or not is_same_address(claim.uri, path, query):
        return False
    ha2 = digest_of(f"{method}:{claim.uri}")
    expected = digest_of(f"{ha1}:{claim.nonce}:{claim.count}:{claim.client_nonce}:{claim.qop}:{ha2}")
    return hmac.compare_digest(expected.encode(), claim.response.encode())


def is_same_address(uri: str, path: str, query: str) -> bool:
    """Whether the address that was signed is the one that was asked for."""
    try:
        parts = urlsplit(uri)
    except ValueError:
        return False
    return unquote(parts.path) == path and unquote(parts.query) == unquote(query)


def digest_of(text: str) -> str:
    """MD5 as HTTP Digest uses it; what it protects is this door alone, over TLS."""
    return md5(text.encode(), usedforsecurity=False).hexdigest()
