"""Every error of the interface is the same small JSON document."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.test import Client, RequestFactory

from ladder.api.errors import on_faulty_input, on_field_faults, place_of
from ladder.api.sentences import sentence_of_error
from ladder.webkit.faults import Fault
from ladder.webkit.reading import FaultyInput

pytestmark = pytest.mark.django_db


def faults_of(answer, status: int) -> list[dict]:
    assert answer.status_code == status, answer.content
    assert answer.headers["Content-Type"] == "application/json"
    document = json.loads(answer.content)
    assert set(document) == {"faults"}
    assert document["faults"]
    assert all(set(fault) == {"where", "sentence"} and fault["sentence"].endswith(".") for fault in document["faults"])
    return document["faults"]


def post(body, kind="application/json", **headers):
    return Client(headers=headers).post("/api/v1/tokens", body, content_type=kind)


def test_what_is_missing_and_what_is_wrong_are_listed_together():
    found = faults_of(post({"username": "", "days": 1000, "name": 7}), 422)
    assert {fault["where"]: fault["sentence"] for fault in found} == {
        "username": "Give at least 1 characters.",
        "password": "This is required.",
        "days": "Give at most 365.",
        "name": "Give text.",
    }


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/api/v1/nothing", 404),
        ("get", "/api/nothing", 404),
        ("get", "/api/v1/", 404),
        ("get", "/api/v1/me", 401),
        ("get", "/api/v1/tokens", 401),
        ("delete", "/api/v1/me", 405),
        ("put", "/api/v1/tokens", 405),
        ("delete", "/api/v1/tokens/not-an-id", 404),
    ],
)
def test_refusals(method, path, status):
    answer = getattr(Client(), method)(path)
    faults_of(answer, status)


def test_405_says_what_is_possible():
    assert set(Client().put("/api/v1/tokens").headers["Allow"].split(", ")) >= {"GET", "POST"}


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("text/plain", b"hello"),
        ("application/xml", b"<a/>"),
        ("application/x-www-form-urlencoded", b"username=a"),
        ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n'),
        ("", b"{}"),
    ],
)
def test_other_kinds_of_bodies_are_refused(kind, body):
    faults_of(post(body, kind), 415)


@pytest.mark.parametrize("body", [b"[]", b"null", b'"x"', b"7", b"{}"])
def test_json_of_another_shape_is_a_fault_and_no_failure(body):
    faults_of(post(body), 422)


def test_a_body_that_is_too_large(settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    faults_of(post(b'{"username": "' + b"a" * 200 + b'"}'), 413)


def test_broken_json_is_400():
    faults_of(post(b'{"username": '), 400)


def test_errors_speak_the_callers_language(monkeypatch):
    answer = Client(headers={"accept-language": "fr"}).get("/api/v1/nothing")
    assert answer.headers["Content-Language"] == "fr"
    faults_of(answer, 404)


def test_a_failure_of_ours_says_little(monkeypatch):
    def fail(*args):
        raise RuntimeError("SELECT secret")

    monkeypatch.setattr("ladder.accounts.api.sign_in", fail)
    answer = Client(raise_request_exception=False).post(
        "/api/v1/tokens", {"username": "a", "password": "b"}, content_type="application/json"
    )
    (fault,) = faults_of(answer, 500)
    assert "SELECT" not in answer.content.decode()
    assert "half-written" in fault["sentence"]


@pytest.mark.parametrize(
    ("loc", "body", "place"),
    [
        (("body", "credentials", "username"), {"username": 1}, "username"),
        (("body", "items", 2, "state"), {"items": []}, "items[2].state"),
        (("body", "payload", 0, "state"), [], "[0].state"),
        (("query", "page"), None, "query.page"),
        (("body", "payload"), None, ""),
    ],
)
def test_places_are_those_of_the_document_that_was_sent(loc, body, place):
    assert place_of(loc, body) == place


def test_a_kind_of_error_without_a_sentence_still_gets_one():
    assert sentence_of_error({"type": "never_heard_of"}).endswith(".")
    assert sentence_of_error({"type": "string_too_long", "ctx": {}}).endswith(".")


def test_services_and_rooms_can_refuse_with_their_own_faults():
    request = RequestFactory().get("/api/v1/x")
    answer = on_field_faults(request, ValidationError({"name": ["Too dull."], "__all__": ["Both or none."]}))
    assert json.loads(answer.content) == {
        "faults": [{"where": "name", "sentence": "Too dull."}, {"where": "", "sentence": "Both or none."}]
    }
    assert json.loads(on_field_faults(request, ValidationError("No.")).content) == {
        "faults": [{"where": "", "sentence": "No."}]
    }
    answer = on_faulty_input(request, FaultyInput([Fault("row 3", "This date lies ahead.")]))
    assert (answer.status_code, json.loads(answer.content)["faults"][0]["where"]) == (422, "row 3")
