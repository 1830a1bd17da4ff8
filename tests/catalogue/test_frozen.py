"""The database itself refuses to change what was published."""

import pytest
from django.db import DatabaseError, connection, transaction

from ladder.catalogue.models import FrameworkVersion, RequirementText, RequirementVersion
from ladder.catalogue.services import load_pack, publish_version, withdraw_version
from tests.catalogue.versions import FIRST_DAY, first_pack, twenty_packs

pytestmark = pytest.mark.django_db
TABLES = {
    "catalogue_versiondocument": "text = 'x'",
    "catalogue_requirementversion": "gate = ''",
    "catalogue_requirementtext": "text = 'x'",
    "catalogue_mapping": "relation = 'equal'",
    "catalogue_migration": "kind = 'same'",
    "catalogue_externalsystem": "established = 'complete'",
    "catalogue_externalitem": "reference = 'x'",
}


@pytest.fixture
def published():
    """Two versions, the later with a migration, both published."""
    for pack in list(twenty_packs())[:2]:
        version = publish_version(version=load_pack(pack, actor=None, on=FIRST_DAY), actor=None, on=FIRST_DAY)
    return version


def refused(statement: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError as fault:
        return "a published version never changes" in str(fault)
    return False


@pytest.mark.parametrize(("table", "change"), TABLES.items())
def test_rows_of_a_published_version_are_neither_changed_nor_deleted(published, table, change):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        assert cursor.fetchone()[0] > 0
    assert refused(f"UPDATE {table} SET {change}")
    assert refused(f"DELETE FROM {table}")


def test_nothing_is_added_to_a_published_version(published):
    row = published.requirements.first()
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        RequirementText.objects.create(
            requirement_version=row, language="sw", title="x", text="x", state="draft", search="x"
        )
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        RequirementVersion.objects.create(version=published, requirement=row.requirement, key="x", principle=1, level=1,
                                          position=99, content_hash="x")  # fmt: skip


@pytest.mark.parametrize("change", ["content_hash = 'x'", "version = '9'", "status = 'draft'", "published_on = NULL",
                                    "effective_from = '2030-01-01'", "position = 77"])  # fmt: skip
def test_a_published_version_keeps_its_identity(published, change):
    assert refused(f"UPDATE catalogue_frameworkversion SET {change} WHERE id = {published.pk}")


def test_a_published_version_is_not_deleted_and_a_withdrawn_one_not_revived(published):
    assert refused(f"DELETE FROM catalogue_frameworkversion WHERE id = {published.pk}")
    withdraw_version(version=published, actor=None, on=FIRST_DAY)
    assert refused(f"UPDATE catalogue_frameworkversion SET status = 'published' WHERE id = {published.pk}")


def test_a_draft_can_be_deleted_with_all_its_rows():
    load_pack(first_pack(), actor=None, on=FIRST_DAY).delete()
    assert FrameworkVersion.objects.count() == RequirementVersion.objects.count() == 0
