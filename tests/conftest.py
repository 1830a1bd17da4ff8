"""Fixtures that every room's tests share: people by role, signed-in clients, and a flush that passes the guards."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone

PASSWORD = "a long word of passage 7"
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup"}
ROLES = ("secretariat", "facilitator", "assessor", "operator", "buyer", "investor", "regulator", "committee", "public")


def pytest_addoption(parser: pytest.Parser) -> None:
    """What the second engine need not repeat."""
    parser.addoption("--only-database", action="store_true", help="only tests that use the test database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Order and choice of the tests.

    Those in a browser take minutes each: they go first, so that at the end no process waits for one. With
    `--only-database`, what asks nothing of the test database is left to the run on the other engine.
    """
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)
    if config.getoption("--only-database"):
        left = [item for item in items if not uses_database(item)]
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if uses_database(item)]


def uses_database(item: pytest.Item) -> bool:
    """Whether pytest-django lets it ask the test database."""
    fixtures = getattr(item, "fixturenames", ())
    return item.get_closest_marker("django_db") is not None or not DATABASE_FIXTURES.isdisjoint(fixtures)


@pytest.fixture(autouse=True, scope="session")
def flush_passes_the_guards():
    """Tests that end with a flush must empty append-only tables, which the database otherwise refuses."""
    operations = type(connection.ops)
    original = operations.sql_flush

    def sql_flush(self, style, tables, **options):
        before, after = guards_of(self.connection, tables)
        return [*before, *original(self, style, tables, **options), *after]

    operations.sql_flush = sql_flush
    yield
    operations.sql_flush = original


def guards_of(database, tables) -> tuple[list[str], list[str]]:
    """Statements that lift the guards of these tables, and statements that put them back."""
    with database.cursor() as cursor:
        if database.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
            return [f'DROP TRIGGER "{name}"' for name, _ in triggers], [sql for _, sql in triggers]
        cursor.execute(
            "SELECT DISTINCT relname FROM pg_trigger JOIN pg_class c ON tgrelid = c.oid WHERE NOT tgisinternal"
        )
        guarded = [name for (name,) in cursor.fetchall() if name in tables]
    return (
        [f'ALTER TABLE "{name}" DISABLE TRIGGER USER' for name in guarded],
        [f'ALTER TABLE "{name}" ENABLE TRIGGER USER' for name in guarded],
    )


@pytest.fixture(autouse=True)
def fresh_limits():
    """No test is turned away because another one knocked too often."""
    cache.clear()


@pytest.fixture
def make_person(db) -> Callable:
    """Makes an account, and a mandate for a new organisation when a role is named."""
    from ladder.accounts.models import User  # noqa: PLC0415 - models are ready only once Django is
    from ladder.registry.models import Mandate, Organisation, StakeholderGroup  # noqa: PLC0415

    def make(username: str, role: str = "", organisation=None):
        user = User(username=username)
        user.set_password(PASSWORD)
        user.save()
        if role:
            group, _ = StakeholderGroup.objects.get_or_create(
                key="tests", defaults={"position": 99, "names": {"en": "Tests"}}
            )
            organisation = organisation or Organisation.objects.create(
                name=f"House of {username}", group=group, country="CD", created_at=timezone.now()
            )
            Mandate.objects.create(
                user=user, organisation=organisation, role=role, starts_on=date(2020, 1, 1), created_at=timezone.now()
            )
        return user

    return make


@pytest.fixture
def people(make_person) -> dict:
    """One person a role, each of an organisation of their own, and a stranger without any mandate."""
    named = {role: make_person(role, role) for role in ROLES}
    return {**named, "stranger": make_person("stranger")}


@pytest.fixture
def client_of(people) -> Callable[[str], Client]:
    """A client signed in as the person of a role; "" gives one that is not signed in."""

    def sign_in(role: str) -> Client:
        client = Client()
        if role:
            client.force_login(people[role])
        return client

    return sign_in
