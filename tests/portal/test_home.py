"""The first page: small, quick, and honest before anything is loaded."""

import gzip
import json
import re
from pathlib import Path

import pytest
from django.db import DatabaseError
from django.test import Client

import ladder

pytestmark = pytest.mark.django_db
SHEET = Path(ladder.__file__).parent / "webkit/static/webkit/ladder.css"


def test_the_first_page_works_before_anything_is_loaded():
    text = Client().get("/").content.decode()
    assert "No version of the framework has been published yet." in text
    assert "Illustrative framework" in text


@pytest.mark.parametrize("language", ["en", "fr", "zh-hans", "sw"])
def test_page_and_style_stay_under_fourteen_kilobytes_compressed(language):
    page = Client().get(f"/?lang={language}").content
    assert len(gzip.compress(page)) + len(gzip.compress(SHEET.read_bytes())) < 14_000


def test_the_first_page_needs_no_script_and_nothing_foreign():
    text = Client().get("/").content.decode()
    assert "<script" not in text
    assert re.findall(r'(?:src|href)="(https?:)?//', text) == []


def test_demonstration_data_is_marked(settings):
    assert "demo-note" not in Client().get("/").content.decode()
    settings.IS_DEMONSTRATION = True
    assert (
        "The accounts, rounds, comments, assessments and levels shown are invented."
        in Client().get("/").content.decode()
    )


def test_health_says_version_and_database():
    answer = Client().get("/healthz")
    assert answer.status_code == 200
    assert json.loads(answer.content) == {
        "status": "ok",
        "version": ladder.__version__,
        "database": answer.json()["database"],
    }
    assert answer.json()["database"] in {"sqlite", "postgresql"}


def test_health_says_when_the_database_does_not_answer(monkeypatch):
    def fail():
        raise DatabaseError

    monkeypatch.setattr("ladder.webkit.views.connection.cursor", fail)
    answer = Client().get("/healthz")
    assert (answer.status_code, answer.json()["status"]) == (503, "down")
