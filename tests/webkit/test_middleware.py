"""What every request meets: clean text or a clear refusal; what every answer carries."""

import json

import pytest
from django.db import InterfaceError, OperationalError
from django.test import Client

from ladder.accounts.services import create_token

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "path", ["/", "/account/login/", "/nothing/", "/healthz", "/api/v1/openapi.json", "/api/v1/nothing"]
)
def test_every_answer_forbids_what_is_inline_or_foreign(path):
    headers = Client().get(path).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert (policy["default-src"], policy["script-src"], policy["style-src"]) == ("'none'", "'self'", "'self'")
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert (headers["X-Content-Type-Options"], headers["X-Frame-Options"]) == ("nosniff", "DENY")
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize(
    "address",
    [
        "/a%00b",
        "/?name=a%00b",
        "/?a%00=1",
        "/?name=%ED%A0%80",
        "/?name=%FF",
        "/account/login/?next=%00",
        "/registry/%ED%B0%80/",
        "/?a=1&name=%C3%28",
    ],
)
def test_an_address_that_no_database_could_keep_is_refused_with_one_sentence(address):
    answer = Client().get(address)
    assert answer.status_code == 400
    assert answer.content.decode().count("notice-bad") == 1
    assert "cannot be stored" in answer.content.decode()


@pytest.mark.parametrize(
    "address", ["/?name=%F0%9F%AA%9C", "/?name=%E9%92%B4", "/?q=100%25", "/?q=a+b", "/?q=%20%E2%82%AC", "/?a&b=&=c"]
)
def test_honest_addresses_pass(address):
    assert Client().get(address).status_code == 200


@pytest.mark.parametrize(
    "body", [b"login=a%00b&password=x", b"login=%ED%A0%80&password=x", b"login=\xff&password=x", b"lo%00gin=a"]
)
def test_form_text_that_cannot_be_kept_is_refused(body):
    answer = Client().post("/account/login/", body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 400
    assert "cannot be stored" in answer.content.decode()


@pytest.mark.parametrize("value", [b"a\x00b", b"\xed\xa0\x80", b"\xff"])
def test_multipart_text_that_cannot_be_kept_is_refused(value):
    body = b'--x\r\nContent-Disposition: form-data; name="login"\r\n\r\n' + value + b"\r\n--x--\r\n"
    answer = Client().post("/account/login/", body, content_type="multipart/form-data; boundary=x")
    assert answer.status_code == 400


@pytest.mark.parametrize(
    "kind", ["multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=x"]
)
def test_a_broken_multipart_body_never_fails_inside(kind):
    assert Client().post("/account/login/", b"--x\r\nContent-Disp", content_type=kind).status_code in {200, 400}


def test_a_form_that_is_too_large_or_has_too_many_fields_is_refused_with_a_sentence(settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    answer = Client().post("/account/login/", b"login=" + b"a" * 2000, content_type="application/x-www-form-urlencoded")
    assert (answer.status_code, "too large" in answer.content.decode()) == (413, True)
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 3
    answer = Client().post("/account/login/", b"a=1&b=2&c=3&d=4", content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 400


def faults(body: bytes) -> list[dict]:
    answer = Client().post("/api/v1/tokens", body, content_type="application/json")
    assert answer.status_code == 400, answer.content
    return json.loads(answer.content)["faults"]


@pytest.mark.parametrize(
    ("body", "where", "word"),
    [
        (b'{"username": "a\\u0000b"}', "username", "cannot be stored"),
        (b'{"username": "\\ud800"}', "username", "cannot be stored"),
        (b'{"a": [1, {"b": "\\udfff"}]}', "a[1].b", "cannot be stored"),
        (b'{"a\\u0000": 1}', "a·", "cannot be stored"),
        (b'{"a": 1, "a": 2}', "a", "stands twice"),
        (b'{"x": {"a": 1, "b": 2, "a": 2}}', "a", "stands twice"),
        (b'{"a": NaN}', "", "NaN is not a number"),
        (b'{"a": -Infinity}', "", "-Infinity is not a number"),
        (b'{"a": 1e999}', "", "too large"),
        (b'{"a": 9223372036854775808}', "", "too large"),
        (b'{"a": ' + b"9" * 5000 + b"}", "", "too large"),
        (b"[" * 65 + b"]" * 65, None, "nested more than 64"),
        (b"[" * 100000 + b"]" * 100000, "", "nested more than 64"),
        (b'{"a": 1', "", "line 1, column 8"),
        (b'{\n"a": tru}', "", "line 2, column 6"),
        (b"\xff\xfe{", "", "not UTF-8"),
        (b"\xef\xbb\xbf{}", "", "not JSON"),
        (b'{"a": "\x00"}', "", "not JSON"),
        (b"", None, None),
    ],
)
def test_json_that_must_not_be_read_is_refused_at_its_place(body, where, word):
    if word is None:
        assert Client().post("/api/v1/tokens", body, content_type="application/json").status_code == 422
        return
    found = faults(body)
    assert word in found[0]["sentence"]
    assert where is None or found[0]["where"] == where


def test_every_fault_of_a_document_is_listed_at_once():
    found = faults(b'{"a": NaN, "b": "\\u0000", "c": ["\\ud800"], "d": 1, "d": 2}')
    assert sorted(fault["where"] for fault in found) == ["", "b", "c[0]", "d"]


def test_pairs_of_surrogates_are_whole_characters():
    answer = Client().post(
        "/api/v1/tokens", b'{"username": "\\ud83e\\ude9c", "password": "x"}', content_type="application/json"
    )
    assert answer.status_code == 401


@pytest.mark.parametrize(
    ("query", "language"),
    [
        ("lang=fr", "fr"),
        ("lang=zh", "zh-Hans"),
        ("lang=zh-hans", "zh-Hans"),
        ("lang=ZH-CN", "zh-Hans"),
        ("lang=sw", "sw"),
        ("lang=xx", "en"),
        ("lang=", "en"),
        ("lang=../../etc", "en"),
    ],
)
def test_the_address_chooses_the_language(query, language):
    assert f'<html lang="{language}">' in Client().get(f"/?{query}").content.decode()


def test_the_chosen_language_is_remembered_and_other_links_keep_the_rest_of_the_address():
    client = Client()
    text = client.get("/?lang=fr&page=1").content.decode()
    assert 'href="?lang=sw&amp;page=1" lang="sw" hreflang="sw"' in text
    assert '<html lang="fr">' in client.get("/").content.decode()


def test_the_browser_s_wish_counts_where_nothing_was_chosen():
    assert '<html lang="zh-Hans">' in Client(headers={"accept-language": "zh-CN,zh;q=0.9"}).get("/").content.decode()


@pytest.mark.parametrize(
    ("method", "path", "status"), [("delete", "/", 405), ("post", "/healthz", 405), ("get", "/nothing", 404)]
)
def test_a_bare_refusal_gets_a_page(method, path, status):
    answer = getattr(Client(), method)(path)
    assert answer.status_code == status
    assert "<h1>" in answer.content.decode()
    assert "notice-bad" in answer.content.decode()


def test_who_chooses_a_language_on_the_page_of_a_refused_form_comes_to_the_page_of_the_thing():
    act = "/assessment/evidence/5dddefa1-dd05-4808-891b-df699b80f707/mark/"
    answer = Client().get(f"{act}?lang=fr")
    assert (answer.status_code, answer["Location"]) == (302, f"{act.removesuffix('mark/')}?lang=fr")
    assert Client().get(act).status_code == 405
    assert Client().delete("/?lang=fr").status_code == 405


def test_a_failure_of_ours_says_little(monkeypatch):
    def fail(request):
        raise RuntimeError("SELECT secret FROM accounts")

    monkeypatch.setattr("ladder.portal.views.find_framework", fail)
    answer = Client(raise_request_exception=False).get("/")
    text = answer.content.decode()
    assert answer.status_code == 500
    assert "Nothing was half-written" in text
    assert "SELECT" not in text
    assert "Traceback" not in text
    assert "RuntimeError" not in text


def fail_with(fault: Exception):
    def fail(*args, **kwargs):
        raise fault

    return fail


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        (OperationalError("disk I/O error at /srv/x.sqlite3"), 503),
        (InterfaceError("gone"), 503),
        (MemoryError(), 500),
        (RecursionError(), 500),
    ],
)
def test_a_failing_database_closes_the_page_and_says_little(monkeypatch, fault, status):
    monkeypatch.setattr("ladder.portal.views.find_framework", fail_with(fault))
    answer = Client(raise_request_exception=False).get("/?lang=fr")
    assert answer.status_code == status
    text = answer.content.decode()
    assert '<html lang="fr">' in text
    assert "sqlite3" not in text
    assert "Error" not in text


def test_a_database_that_is_gone_altogether_still_gets_an_answer(monkeypatch, make_person):
    client = Client(raise_request_exception=False)
    client.force_login(make_person("ada"))
    monkeypatch.setattr("django.contrib.sessions.backends.db.SessionStore.load", fail_with(OperationalError("gone")))
    for path in ("/", "/people/tokens/", "/api/v1/me"):
        answer = client.get(path)
        assert answer.status_code in {500, 503}, path
        assert "gone" not in answer.content.decode()


def test_an_act_that_cannot_be_recorded_does_not_happen(monkeypatch, make_person, client):
    monkeypatch.setattr("ladder.audit.services.Entry.save", fail_with(OperationalError("disk full")))
    person = make_person("ada")
    with pytest.raises(OperationalError):
        create_token(user=person, name="x")
    assert person.api_tokens.count() == 0
