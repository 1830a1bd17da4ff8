"""Phones: a name and a secret told once, digests kept, ended at once, seen by their person and the secretariat."""

import json
import re
import zlib
from base64 import b64decode
from datetime import date, timedelta
from hashlib import md5, sha256

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ladder.audit.models import Entry
from ladder.field.collect_settings import settings_of, write_code
from ladder.field.models import Device
from ladder.field.services.demonstration import load_demonstration_forms
from ladder.field.services.devices import create_device, revoke_device
from ladder.registry.models import Organisation
from tests.field.starter_forms import publish_starter

QUERIES_OF_LIST = 5


def soon() -> date:
    return timezone.localdate() + timedelta(days=30)


def test_only_digests_are_kept(people):
    device, secret = create_device(person=people["assessor"], label="blue", expires_on=soon(), actor=None)
    assert len(secret) >= 22  # 128 bits and more in base64
    assert device.secret_digest == sha256(secret.encode()).hexdigest()
    line = f"{device.username}:Cobalt Ladder field:{secret}"
    assert device.digest_ha1 == md5(line.encode()).hexdigest()
    kept = " ".join(str(value) for value in Device.objects.filter(pk=device.pk).values_list()[0])
    assert secret not in kept
    assert secret not in " ".join(json.dumps(each.detail) for each in Entry.objects.all())


def test_two_phones_share_nothing(people):
    first, one = create_device(person=people["assessor"], label="a", expires_on=soon(), actor=None)
    second, two = create_device(person=people["assessor"], label="a", expires_on=soon(), actor=None)
    assert first.username != second.username
    assert one != two


@pytest.mark.parametrize(("label", "days"), [("", 5), ("  ", 5), ("a", -1), ("a", 367)])
def test_what_is_of_no_use_is_refused(people, label, days):
    with pytest.raises(ValidationError):
        create_device(
            person=people["assessor"], label=label, expires_on=timezone.localdate() + timedelta(days=days), actor=None
        )
    assert not Device.objects.exists()


def test_nobody_has_more_than_twenty(people):
    for _ in range(20):
        create_device(person=people["assessor"], label="a", expires_on=soon(), actor=None)
    with pytest.raises(ValidationError, match="20 phones already"):
        create_device(person=people["assessor"], label="a", expires_on=soon(), actor=None)
    revoke_device(device=Device.objects.all()[0], actor=None)
    create_device(person=people["assessor"], label="a", expires_on=soon(), actor=None)


def test_ending_again_does_no_harm(people):
    device, _ = create_device(person=people["assessor"], label="a", expires_on=soon(), actor=None)
    first = revoke_device(device=device, actor=people["assessor"]).revoked_at
    assert revoke_device(device=device, actor=people["assessor"]).revoked_at == first
    assert Entry.objects.filter(action="field.device_revoked").count() == 1


def test_the_code_is_what_collect_reads():
    """JSON, zlib, base64: undone step by step."""
    code = write_code(settings_of("https://ladder.example/openrosa", "phone-abc", "s3cret"))
    read = json.loads(zlib.decompress(b64decode(code)))
    assert set(read) == {"general", "admin", "project"}
    assert read["general"]["server_url"] == "https://ladder.example/openrosa"
    assert read["general"]["username"] == "phone-abc"
    assert read["general"]["password"] == "s3cret"
    assert read["general"]["form_update_mode"] == "match_exactly"
    assert read["general"]["delete_send"] is False
    assert read["admin"] == {}


def test_the_secret_is_shown_once(client_of, people):
    client = client_of("assessor")
    answer = client.post("/field/devices/", {"label": "blue phone", "days": "30"})
    page = answer.content.decode()
    device = Device.objects.get()
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    assert device.person == people["assessor"]
    assert device.expires_on == timezone.localdate() + timedelta(days=30)
    shown = re.findall(r'<code class="secret">([^<]+)</code>', page)
    assert shown[:2] == ["http://testserver/openrosa", device.username]
    assert sha256(shown[2].encode()).hexdigest() == device.secret_digest
    assert '<svg xmlns="http://www.w3.org/2000/svg"' in page
    assert "style=" not in page
    assert shown[2] not in client.get("/field/devices/").content.decode()


@pytest.mark.parametrize(
    "sent", [{}, {"label": "a", "days": "0"}, {"label": "a", "days": "x"}, {"label": " ", "days": "5"}]
)
def test_bad_input_is_refused_in_words(client_of, sent):
    answer = client_of("assessor").post("/field/devices/", sent)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert not Device.objects.exists()


def test_one_sees_and_ends_ones_own_the_secretariat_all(client_of, people):
    mine, _ = create_device(person=people["assessor"], label="mine", expires_on=soon(), actor=None)
    theirs, _ = create_device(person=people["operator"], label="theirs", expires_on=soon(), actor=None)
    page = client_of("assessor").get("/field/devices/").content.decode()
    assert mine.username in page
    assert theirs.username not in page
    assert client_of("assessor").post(f"/field/devices/{theirs.public_id}/end/").status_code == 404
    theirs.refresh_from_db()
    assert theirs.revoked_at is None
    keeper = client_of("secretariat")
    assert theirs.username in keeper.get("/field/devices/").content.decode()
    assert keeper.post(f"/field/devices/{theirs.public_id}/end/").status_code == 302
    theirs.refresh_from_db()
    assert theirs.revoked_at is not None


@pytest.mark.parametrize(
    ("role", "status"), [("buyer", 404), ("regulator", 404), ("public", 404), ("", 404), ("operator", 200)]
)
def test_who_has_phones(client_of, role, status):
    assert client_of(role).get("/field/devices/").status_code == status


def test_the_list_takes_as_many_queries_for_1_as_for_30(client_of, people):
    client = client_of("secretariat")
    client.get("/field/devices/")
    for wanted in (1, 30):
        while Device.objects.count() < wanted:
            role = ("assessor", "operator")[Device.objects.count() % 2]
            create_device(person=people[role], label="a", expires_on=soon(), actor=None)
        with CaptureQueriesContext(connection) as taken:
            answer = client.get("/field/devices/")
        assert answer.content.decode().count('<tr><th scope="row">') == wanted
        assert len(taken) == QUERIES_OF_LIST, [each["sql"] for each in taken]


def test_the_demonstrations_accounts_sign_in_as_phones(people, make_person):
    staff = {
        "assessor": people["assessor"],
        "operator": people["operator"],
        "monitor": make_person("monitor", "monitor"),
    }
    version = publish_starter()
    today = timezone.localdate()
    for passwords in ({"assessor": "word one", "operator": "word two", "monitor": "word three"}, None):
        load_demonstration_forms(version=version, people=staff, passwords=passwords, on=today)
    assert version.field_forms.count() == 2
    kept = dict(Device.objects.values_list("username", "secret_digest"))
    assert kept == {
        "assessor": sha256(b"word one").hexdigest(),
        "operator": sha256(b"word two").hexdigest(),
        "monitor": sha256(b"word three").hexdigest(),
    }


def test_a_demonstration_account_made_anew_gets_its_name_back(people, make_person):
    version, today = publish_starter(), timezone.localdate()
    old = people["assessor"]
    load_demonstration_forms(version=version, people={"assessor": old}, passwords={"assessor": "old"}, on=today)
    old.username = "assessor-1a2b"
    old.save()
    new = make_person("assessor", "assessor", Organisation.objects.first())
    load_demonstration_forms(version=version, people={"assessor": new}, passwords={"assessor": "new"}, on=today)
    assert Device.objects.get(username="assessor").person == new
    assert Device.objects.get(person=old).revoked_at is not None
