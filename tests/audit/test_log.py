"""Entries are recorded with their act, and the database refuses to change or remove them."""

import json
from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from ladder.accounts.services import create_account, remove_factors, renew_password, set_active
from ladder.audit.models import Entry, Leaf, TreeHead
from ladder.audit.services import build_tree, record, record_read
from ladder.cli.__main__ import main
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db


def test_an_entry_keeps_keys_and_a_hash_that_another_reader_can_recompute(make_person):
    person = make_person("ada")
    at = datetime(2026, 3, 1, 8, tzinfo=UTC)
    entry = Entry.objects.get(
        pk=record(actor=person, action="registry.site_created", target="site:7", detail={"x": 1.5}, at=at).pk
    )
    assert (entry.actor_key, entry.action, entry.target, entry.detail, entry.at) == (
        str(person.public_id),
        "registry.site_created",
        "site:7",
        {"x": "1.5"},
        at,
    )
    assert len(entry.salt) == 32
    assert (
        record(actor=None, action="a.b", target="c:d", at=at).leaf_hash
        != record(actor=None, action="a.b", target="c:d", at=at).leaf_hash
    )


@pytest.mark.parametrize(("action", "target"), [("created", "site:7"), ("registry.created", "site")])
def test_an_act_without_room_or_kind_is_refused(action, target):
    with pytest.raises(ValueError, match=r"room\.verb"):
        record(actor=None, action=action, target=target)


def test_an_entry_vanishes_with_the_act_that_failed():
    with pytest.raises(RuntimeError), transaction.atomic():  # noqa: PT012
        record(actor=None, action="registry.site_created", target="site:7")
        raise RuntimeError
    assert Entry.objects.count() == 0


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit_entry SET action = 'x.y'",
        "DELETE FROM audit_entry",
        "DELETE FROM audit_leaf",
        "UPDATE audit_leaf SET position = 7",
        "UPDATE audit_treehead SET root_hash = ''",
        "DELETE FROM audit_treehead",
    ],
)
def test_the_database_refuses_to_change_or_remove(sql):
    record(actor=None, action="registry.site_created", target="site:7")
    build_tree()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert (Entry.objects.get().action, Leaf.objects.get().position, TreeHead.objects.get().size) == (
        "registry.site_created",
        0,
        1,
    )


@pytest.mark.skipif(connection.vendor != "sqlite", reason="INSERT OR REPLACE is SQLite's")
def test_sqlite_refuses_to_replace():
    entry = record(actor=None, action="registry.site_created", target="site:7")
    columns = "id, at, actor_key, action, target, detail, salt, leaf_hash"
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT OR REPLACE INTO audit_entry ({columns}) SELECT id, at, '', 'x.y', target, detail, salt, '' FROM audit_entry"
        )
    assert Entry.objects.get(pk=entry.pk).action == "registry.site_created"


@pytest.mark.skipif(connection.vendor != "postgresql", reason="TRUNCATE is PostgreSQL's")
def test_postgresql_refuses_to_truncate():
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE audit_entry CASCADE")


def test_a_read_of_a_protected_record_leaves_its_reason(make_person):
    entry = record_read(actor=make_person("ada"), target="site:7", why="site_place")
    assert (entry.action, entry.detail) == ("audit.record_read", {"why": "site_place"})


def test_the_tree_takes_each_entry_once_in_steps_and_the_log_verifies(capsys):
    for number in range(5):
        record(actor=None, action="registry.site_created", target=f"site:{number}", detail={"n": number})
    first = build_tree()
    assert build_tree() is None
    record(actor=None, action="registry.site_created", target="site:5")
    second = build_tree()
    record(actor=None, action="registry.site_created", target="site:6")
    assert (first.size, second.size, Leaf.objects.count()) == (5, 6, 6)
    assert main(["audit", "verify", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["holds"], said["entries"], said["waiting"], said["heads"], said["root"]) == (
        True,
        7,
        1,
        2,
        second.root_hash,
    )


def test_verification_names_what_was_changed_behind_the_guards(capsys):
    record(actor=None, action="registry.site_created", target="site:1")
    build_tree()
    entry = Entry.objects.get()
    Entry.objects.bulk_create(
        [Entry(at=entry.at, action="x.y", target="site:2", detail={}, salt=entry.salt, leaf_hash=entry.leaf_hash)]
    )
    assert main(["audit", "verify"]) == 1
    late = Entry.objects.latest("id")
    assert f"entry {late.pk}: its content is not what its hash was made of" in capsys.readouterr().out


def actions() -> list[str]:
    return list(Entry.objects.order_by("id").values_list("action", flat=True))


def test_what_happens_to_accounts_is_recorded(make_person):
    keeper = make_person("keeper")
    person = create_account(username="ada", password=PASSWORD, actor=keeper)
    renew_password(user=person, actor=keeper)
    set_active(user=person, is_active=False, actor=keeper)
    remove_factors(user=person, actor=keeper)
    assert actions() == ["accounts.created", "accounts.password_set", "accounts.disabled", "accounts.factors_removed"]
    assert set(Entry.objects.values_list("actor_key", "target")) == {
        (str(keeper.public_id), f"account:{person.public_id}")
    }


def test_signing_in_out_and_failing_are_recorded_without_what_was_typed(make_person):
    person = make_person("ada")
    client = Client()
    client.post("/account/login/", {"login": "ada", "password": "wrong wrong wrong"})
    client.post("/account/login/", {"login": "my own password!", "password": "x"})
    client.post("/account/login/", {"login": "ada", "password": PASSWORD})
    client.post("/account/logout/")
    assert actions() == ["accounts.login_failed", "accounts.login_failed", "accounts.logged_in", "accounts.logged_out"]
    assert list(Entry.objects.order_by("id").values_list("target", flat=True)[:2]) == [
        f"account:{person.public_id}",
        "account:unknown",
    ]
    assert not Entry.objects.filter(detail__icontains="password").exists()
