"""The web capture's page, words, worker, pack and secret, without a browser."""

import json
import re
import shutil
import subprocess
from datetime import timedelta
from hashlib import md5, sha256
from pathlib import Path

import pytest
from django.utils import timezone

from ladder.field import capture_files
from ladder.field.capture_words import SENTENCES, all_languages
from ladder.field.models import Device, FieldForm
from tests.assessment.conftest import in_english, version  # noqa: F401 - fixtures

FRONTEND = Path(__file__).resolve().parents[2] / "frontend"
NAMED = re.compile(r'\bsay\(\s*"((?:[^"\\]|\\.)*)"')
WORD_OF_WEB_FORMS = re.compile(r'^  \["([^"]+)", \d\],$', re.MULTILINE)


@pytest.fixture
def form(version):  # noqa: F811
    """A form as phones get it."""
    xml = b"<h:html/>"
    return FieldForm.objects.create(
        kind="visit", form_id="small", form_version="1", version=version, titles={"en": "Small visit"}, xlsform=b"",
        xml=xml, xml_md5=md5(xml).hexdigest(), xml_sha256=sha256(xml).hexdigest(), maker="test",
        created_at=timezone.now(),
    )  # fmt: skip


def modules_of_the_page() -> list[Path]:
    return [FRONTEND / "src/field/capture.js", *sorted((FRONTEND / "src/field/capture").glob("*.js"))]


def test_every_sentence_of_the_page_is_in_the_list_and_no_other():
    said = {word for path in modules_of_the_page() for word in NAMED.findall(path.read_text(encoding="utf-8"))}
    seams = (FRONTEND / "seams.mjs").read_text(encoding="utf-8")
    said |= {word for word in NAMED.findall(seams) if "$" not in word} | set(WORD_OF_WEB_FORMS.findall(seams))
    assert said == set(SENTENCES)
    assert set(all_languages()) == {"en", "fr", "zh", "sw"}


@pytest.mark.skipif(shutil.which("node") is None, reason="Node is not on the path: modules of the page were not tried")
def test_the_modules_of_the_page_keep_their_own_tests():
    tests = sorted(str(path) for path in (FRONTEND / "test").glob("*.test.mjs"))
    done = subprocess.run(
        [shutil.which("node"), "--test", *tests], cwd=FRONTEND, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout
    assert re.search(r"^# pass [1-9]\d+$|pass [1-9]\d+$", done.stdout, re.MULTILINE), done.stdout


@pytest.mark.django_db
def test_the_page_is_open_to_all_and_holds_nothing_of_anybody(client, client_of, people):
    stranger = client.get("/field/capture/")
    monitor = client_of("assessor").get("/field/capture/")
    assert stranger.status_code == monitor.status_code == 200
    assert stranger.content == monitor.content
    assert people["assessor"].username not in monitor.content.decode()


@pytest.mark.django_db
def test_only_this_page_may_style_itself_and_read_formulas(client):
    policy = client.get("/field/capture/").headers["Content-Security-Policy"]
    parts = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert parts["script-src"] == "'self' 'wasm-unsafe-eval'"
    assert parts["style-src"] == "'self' 'unsafe-inline'"
    assert parts["connect-src"] == "'self'"
    assert "http" not in policy
    assert "*" not in policy
    elsewhere = client.get("/field/capture/words.json").headers["Content-Security-Policy"]
    assert "unsafe" not in elsewhere


@pytest.mark.django_db
def test_without_the_bundle_the_page_says_so_and_names_two_other_ways(client, monkeypatch, tmp_path):
    monkeypatch.setattr(capture_files, "BUILT", tmp_path)
    page = client.get("/field/capture/").content.decode()
    assert "not built on this machine" in page
    assert "ODK Collect" in page
    assert "by hand" in page
    assert "<script" not in page


@pytest.mark.django_db
def test_the_worker_changes_with_every_file_and_word(client, monkeypatch, tmp_path):
    monkeypatch.setattr(capture_files, "BUILT", tmp_path)
    (tmp_path / "capture.js").write_text("one")
    first = client.get("/field/capture/worker.js")
    (tmp_path / "capture.js").write_text("two")
    second = client.get("/field/capture/worker.js")
    assert first.headers["Cache-Control"] == "no-cache"
    assert first.content.split(b"\n")[0] != second.content.split(b"\n")[0]
    assets = json.loads(first.content.decode().split("\n")[1].removeprefix("const ASSETS = ").rstrip(";"))
    assert {"/field/capture/", "/field/capture/words.json", "/static/field/built/capture.js"} <= set(assets)
    assert all(address.startswith("/") for address in assets)


@pytest.mark.django_db
def test_a_pack_has_the_forms_of_the_person_with_the_list_of_sites(client_of, people, form):
    told = client_of("assessor").get("/field/capture/pack.json").json()
    assert told["person"] == str(people["assessor"].public_id)
    assert [one["key"] for one in told["forms"]] == ["small@1"]
    assert told["forms"][0]["xml"] == "<h:html/>"
    assert told["forms"][0]["files"]["sites.csv"].splitlines()[0] == "name,label"


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "status"), [("buyer", 404), ("public", 404), ("facilitator", 404), ("operator", 200)])
def test_packs_and_secrets_are_for_those_who_fill_in_forms(client_of, form, role, status):
    reader = client_of(role)
    assert reader.get("/field/capture/pack.json").status_code == status
    assert reader.post("/field/capture/credential/").status_code == status


@pytest.mark.django_db
def test_strangers_are_sent_to_the_door(client, form):
    assert client.get("/field/capture/pack.json").status_code == 302
    assert client.post("/field/capture/credential/").status_code == 302
    assert Device.objects.count() == 0


@pytest.mark.django_db
def test_a_secret_lasts_ninety_days_and_is_told_once(client_of, people, form):
    told = client_of("operator").post("/field/capture/credential/").json()
    device = Device.objects.get()
    assert device.username == told["username"]
    assert device.person == people["operator"]
    assert device.expires_on == timezone.localdate() + timedelta(days=90)
    assert told["secret"] not in (device.secret_digest, device.digest_ha1)
    assert sha256(told["secret"].encode()).hexdigest() == device.secret_digest


@pytest.mark.django_db
def test_too_many_browsers_are_refused_with_a_sentence(client_of, form):
    reader = client_of("operator")
    answers = [reader.post("/field/capture/credential/").status_code for _ in range(21)]
    assert answers == [200] * 20 + [409]
    assert reader.post("/field/capture/credential/").json()["sentence"]
