"""Marked grievances through the real server by every way in: nothing on disk, in print or on a page shows them.

What is looked for: the words, the telephone number, the browser's and the gateway's names, the codes. Where: every file
of the home folder (database, its journal, free pages, keys; static files are older than the first word), everything the processes printed, a backup, exports
and pages of roles. Keys of handlers and the whole folder, stolen together, open nothing with one key.
"""

import contextlib
import gzip
import json
import re
import secrets
import sqlite3
import sys
import urllib.error
import urllib.parse
import urllib.request

import pytest
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox

from ladder.core.grievances.codes import draw_code, normalise
from ladder.grievances.sealing import Holder, Told, seal_to_pairs, stretch
from tests.grievances.opening import opens
from tests.grievances.serving import run, serving

SECRET = "what only the gateway knows"
NUMBER, AGENT = "+243810467912", "Mwangaza/7.3 (Tecno-Pop-2F)"
WAYS = ("web", "server", "facilitator", "rapidpro", "generic", "more")
MARKS = {way: f"alama-{way}-nyundo-kinyesi-4711" for way in WAYS}


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("no-trace"), LADDER_SMS_SECRET=SECRET) as made:
        yield made


def post(served, path: str, content: dict, *, as_json: bool = False, **headers: str) -> str:
    """Send as a browser or a gateway does; the answer's text."""
    body = json.dumps(content) if as_json else urllib.parse.urlencode(content)
    kind = "application/json" if as_json else "application/x-www-form-urlencoded"
    request = urllib.request.Request(
        served.url + path,
        body.encode(),
        {"Content-Type": kind, "User-Agent": AGENT, "Accept-Language": "en", **headers},
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        assert answer.headers.get("Set-Cookie") is None
        return answer.read().decode()


def tell_sealed(served, text: str) -> str:
    """As a browser with scripts: it draws the code and seals. Node's sealing is compared in test_sealing."""
    keys = list(served.keys.values())
    holders = [Holder(n, one["house"], bytes.fromhex(one["public"])) for n, one in enumerate(keys)]
    sealed = seal_to_pairs(Told(text, "web").write(), holders)
    code = draw_code(secrets.choice)
    stretched = stretch(code)
    pairs = [
        {"first": keys[p.first]["fingerprint"], "second": keys[p.second]["fingerprint"], "sealed": p.sealed.hex()}
        for p in sealed.pairs
    ]
    content = {"handle": stretched.handle.hex(), "answer_key": stretched.answer_key.hex(), "body": sealed.body.hex()}
    post(served, "/grievances/sealed/", {**content, "pairs": pairs}, as_json=True)
    return code


def code_in(page: str) -> str:
    return normalise(re.search(r"(?:\d{3} ){6}\d{3}", page).group())


@pytest.fixture(scope="module")
def codes(served) -> dict[str, str]:
    """Three marked grievances by each way in, more words, a look, a wrong code, a taking back, odd bodies."""
    told, secret = {}, {"X-Ladder-Secret": SECRET}
    for _ in range(3):
        told["web"] = tell_sealed(served, MARKS["web"])
        told["server"] = code_in(post(served, "/grievances/", {"text": MARKS["server"], "site": MARKS["server"]}))
        content = {"text": MARKS["facilitator"], "way": "facilitator"}
        told["facilitator"] = code_in(post(served, "/grievances/", content))
        content = {"input": {"text": MARKS["rapidpro"], "urn": f"tel:{NUMBER}"}, "contact": {"urn": f"tel:{NUMBER}"}}
        told["rapidpro"] = code_in(post(served, "/grievances/sms/rapidpro/", content, as_json=True, **secret))
        content = {"from": NUMBER, "text": MARKS["generic"]}
        told["generic"] = code_in(post(served, "/grievances/sms/generic/", content, **secret))
    content = {"from": NUMBER, "text": f"{told['generic']} {MARKS['more']}"}
    post(served, "/grievances/sms/generic/", content, **secret)
    post(served, "/grievances/follow/", {"code": told["server"], "act": "add", "text": MARKS["more"]})
    post(served, "/grievances/follow/", {"code": told["facilitator"], "act": "withdraw"})
    for path, content in (
        ("/grievances/follow/", {"code": told["server"][:-1] + "x"}),
        ("/grievances/", {"text": MARKS["server"] * 3000}),
        ("/grievances/sms/generic/", {"from": NUMBER, "text": MARKS["generic"]}),
        ("/grievances/sms/rapidpro/", {"input": MARKS["rapidpro"], "nul": "\x00"}),
    ):
        with pytest.raises(urllib.error.HTTPError):
            post(served, path, content)
    return told


def needles(codes: dict[str, str]) -> list[bytes]:
    """What must not be found, in the forms in which text is written."""
    grouped = [" ".join(code[n : n + 3] for n in range(0, 21, 3)) for code in codes.values()]
    handles = [stretch(code).handle for code in codes.values()]
    texts = [*MARKS.values(), NUMBER, NUMBER[1:], AGENT, "Mwangaza", *codes.values(), *grouped, "127.0.0.1"]
    found = [form for text in texts for form in (text.encode(), text.encode("utf-16-le"), text.encode().hex().encode())]
    return [*found, *handles, *(handle.hex().encode() for handle in handles)]


def look(content: bytes, wanted: list[bytes]) -> list[bytes]:
    """What of the wanted stands in the content, as it is or unpacked."""
    if content[:2] == b"\x1f\x8b":
        content += gzip.decompress(content)
    return [one for one in wanted if one in content]


def test_the_whole_home_and_all_that_was_printed_show_nothing(served, codes):
    wanted = needles(codes)
    files = {}
    for path in served.home.rglob("*"):
        if path.is_file() and "static" not in path.parts:
            with contextlib.suppress(FileNotFoundError):  # the server works meanwhile, and some files live for a moment
                files[str(path)] = path.read_bytes()
    assert any(name.endswith("-wal") for name in files)  # the journal is looked at while it is in use
    assert any(look(content, [b"House of ann"]) for content in files.values())  # what is there is found
    hits = {name: found for name, content in files.items() if (found := look(content, wanted))}
    assert hits == {}
    printed = served.printed.read_bytes().replace(served.url.encode(), b"")
    assert look(printed, wanted) == []


def test_a_backup_shows_nothing(served, codes, tmp_path):
    said = run(served.environment, sys.executable, "-m", "ladder", "backup", str(tmp_path / "copy"))
    wanted = needles(codes)
    assert look(said.encode(), wanted) == []
    files = [path for path in (tmp_path / "copy").rglob("*") if path.is_file()]
    assert len(files) > 0
    assert [(path.name, found) for path in files if (found := look(path.read_bytes(), wanted))] == []


def test_open_pages_and_the_interface_show_nothing(served, codes):
    wanted = [one for one in needles(codes) if one != b"127.0.0.1"]
    hits = []
    for path in (
        "/",
        "/grievances/",
        "/grievances/follow/",
        "/registry/",
        "/assessment/",
        "/api/v1/openapi.json",
        "/healthz",
    ):
        try:
            with urllib.request.urlopen(served.url + path, timeout=60) as answer:
                hits += look(answer.read(), wanted)
        except urllib.error.HTTPError as refused:
            hits += look(refused.read(), wanted)
    assert hits == []


def test_the_stolen_home_and_one_handler_s_key_open_nothing(served, codes):
    rows = sqlite3.connect(f"file:{served.home / 'ladder.sqlite3'}?mode=ro", uri=True)
    pairs = rows.execute(
        "SELECT p.sealed, f.fingerprint, s.fingerprint FROM grievances_pairkey p "
        "JOIN grievances_casekey f ON f.id = p.first_id JOIN grievances_casekey s ON s.id = p.second_id"
    ).fetchall()
    assert len(pairs) == (15 - 1 + 2) * 6  # 15 told, one taken back, twice more words; six ordered pairs each
    private = {one["fingerprint"]: PrivateKey(bytes.fromhex(one["private"])) for one in served.keys.values()}
    for thief, key in private.items():
        for sealed, first, _second in pairs:
            assert opens(sealed, key) == (first == thief)
            if first == thief:
                with pytest.raises(CryptoError):
                    SealedBox(key).decrypt(SealedBox(key).decrypt(sealed))
    rows.close()
