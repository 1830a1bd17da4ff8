import json
from io import BytesIO

import pytest
from django.apps import apps

from ladder.audit.models import Entry
from ladder.cli.__main__ import main
from ladder.registry.models import Fact, ImportFinding, ImportRun, Site, Visit
from ladder.registry.services import import_visits, importing
from tests.core.registry.tables import OLDER_COLUMNS, row, table

pytestmark = pytest.mark.django_db
ROWS = [
    row(),
    row(vid="2", visit_date="2021-06-03", workers_numb="1300", presence="1", armed_group1="FARDC", childunder15="1"),
    row(vid="3", pcode="codmine00002", name="Lwisha", workers_numb="0", source="BGR", state_service1="SAESSCAM"),
]


def take(rows=ROWS, columns=None, content=None):
    return import_visits(
        content=content or (table(rows, columns) if columns else table(rows)), file_name="visits.csv", actor=None
    )


def everything() -> dict[str, int]:
    return {
        model.__name__: model.objects.count() for model in apps.get_models() if model.__module__.startswith("ladder.")
    }


def test_an_import_stores_sites_visits_facts_and_its_report():
    report = take()
    assert report.counts == {
        "rows": 3,
        "visits_new": 3,
        "visits_known": 0,
        "visits_changed": 0,
        "sites_new": 2,
        "sites_changed": 0,
        "facts_new": 10,
        "merged": 2,
        "doubted": 2,
        "refused": 0,
    }
    assert report.run.counts == report.counts
    assert sorted(ImportFinding.objects.values_list("outcome", "rule", "row")) == [
        ("doubted", "headcount_jump", 3),
        ("doubted", "headcount_zero", 4),
        ("merged", "province_renamed", 2),
        ("merged", "service_renamed", 4),
    ]
    assert sorted(Fact.objects.filter(is_sensitive=True).values_list("kind", flat=True)) == [
        "armed_groups",
        "armed_presence",
        "children_under_15",
    ]
    assert list(Fact.objects.filter(is_doubted=True).order_by("id").values_list("value", flat=True)) == [1300, 0]
    assert set(Fact.objects.filter(visit__external_id="3").values_list("source__key", flat=True)) == {"ipis-bgr"}
    assert Entry.objects.filter(action="registry.visits_imported").count() == 1


def test_a_second_import_of_the_same_file_changes_nothing_at_all():
    take()
    before = everything()
    report = take()
    assert everything() == before
    assert report.run is None
    assert (report.counts["visits_known"], report.counts["visits_new"]) == (3, 0)


def test_the_order_of_rows_does_not_matter_to_a_second_import():
    take()
    before = everything()
    take(ROWS[::-1])
    assert everything() == before


def test_only_new_rows_of_a_longer_file_are_added():
    take(ROWS[:1])
    report = take()
    assert (report.counts["visits_new"], report.counts["visits_known"], report.counts["sites_new"]) == (2, 1, 1)
    assert Visit.objects.count() == 3


def test_a_corrected_row_adds_facts_that_name_what_they_replace():
    take()
    report = take([row(workers_numb="150"), *ROWS[1:]])
    assert report.counts["visits_changed"] == 1
    assert report.counts["facts_new"] == 1
    new = Fact.objects.get(replaces__isnull=False)
    assert (new.value, new.replaces.value, new.visit.external_id) == (150, 120, "1")
    assert take([row(workers_numb="150"), *ROWS[1:]]).run is None


def test_an_older_layout_adds_visits_but_never_corrects_newer_ones():
    take()
    report = take([row(workers_numb="999"), row(vid="9", visit_date="2012-02-02", itsci="1")], OLDER_COLUMNS)
    assert (report.counts["visits_new"], report.counts["visits_changed"]) == (1, 0)
    assert not Fact.objects.filter(value=999).exists()
    assert ImportFinding.objects.filter(rule="older_layout_not_taken").count() == 1
    assert Fact.objects.get(kind="traceability").value == "itsci"


def test_a_newer_visit_may_correct_the_place_and_an_older_one_may_not():
    take([row(visit_date="2020-06-03", name="Kisima")])
    take([row(vid="5", visit_date="2022-06-03", name="Kisima Mpya")])
    assert Site.objects.get().name == "Kisima Mpya"
    take([row(vid="6", visit_date="2011-06-03", name="Kale")])
    assert Site.objects.get().name == "Kisima Mpya"


def test_a_place_is_never_taken_from_a_site_of_another_source(make_site):
    make_site(code="codmine00001", name="Ours")
    take()
    assert Site.objects.get(code="codmine00001").name == "Ours"


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04", b"a,b\n1,2\n", table(ROWS, sorted(OLDER_COLUMNS)), table(ROWS).replace(b"Kisima", b"Ki\x00")],
)
def test_a_file_at_fault_writes_nothing(content):
    before = everything()
    report = import_visits(content=content, file_name="x", actor=None)
    assert report.is_refused
    assert everything() == before


def test_a_fall_in_the_middle_of_an_import_leaves_nothing_half_written(monkeypatch):
    before = everything()
    monkeypatch.setattr(importing.Importer, "store_findings", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        take()
    assert everything() == before


def upload(client, content: bytes, name="visits.csv"):
    file = BytesIO(content)
    file.name = name
    return client.post("/registry/import/", {"file": file})


def test_the_secretariat_imports_on_a_page_and_reads_the_report(client_of):
    client = client_of("secretariat")
    answer = upload(client, table(ROWS))
    assert answer.status_code == 302
    page = client.get(answer["Location"]).content.decode()
    assert "SAESSCAM is now SAEMAPE" in page
    assert "Row 4, column workers_numb" in page
    single = client.get(answer["Location"] + "?rule=headcount_jump").content.decode()
    assert "120 → 1300" in single
    report = client.get(answer["Location"] + "report.json").json()
    assert report["counts"]["visits_new"] == 3
    assert [one["rule"] for one in report["findings"]] == [
        "headcount_jump",
        "headcount_zero",
        "province_renamed",
        "service_renamed",
    ]
    assert "Nothing new" in upload(client, table(ROWS)).content.decode()
    assert client.get("/registry/import/").content.decode().count("visits.csv") == 1


def test_moved_columns_are_listed_on_the_page_and_by_the_api(client_of):
    columns = list(OLDER_COLUMNS)
    columns[1], columns[7] = columns[7], columns[1]
    client = client_of("secretariat")
    page = upload(client, table(ROWS, columns))
    assert page.status_code == 422
    assert "left its place" in page.content.decode()
    answer = client.post("/api/v1/registry/imports", {"file": BytesIO(table(ROWS, columns))})
    assert answer.status_code in {403, 422}
    assert ImportRun.objects.count() == 0


def test_reports_are_for_the_secretariat(client_of, people):
    run = take().run
    for role in ("", *people):
        for rest in ("", "report.json"):
            status = client_of(role).get(f"/registry/import/{run.public_id}/{rest}").status_code
            assert status == (200 if role == "secretariat" else 404)


def test_the_command_prints_text_or_one_document(tmp_path, capsys):
    path = tmp_path / "visits.csv"
    path.write_bytes(table(ROWS))
    assert main(["registry", "import-ipis", str(path)]) == 0
    assert "3 rows read: 3 visits new" in capsys.readouterr().out
    documents = []
    for _ in range(2):
        assert main(["registry", "import-ipis", str(path), "--json"]) == 0
        documents.append(capsys.readouterr().out)
    assert documents[0] == documents[1]
    assert json.loads(documents[0])["counts"]["visits_known"] == 3


def test_the_command_ends_with_1_when_the_input_is_at_fault(tmp_path, capsys):
    path = tmp_path / "visits.csv"
    path.write_bytes(b"a,b\n")
    assert main(["registry", "import-ipis", str(path)]) == 1
    assert "not the IPIS table" in capsys.readouterr().out
    assert main(["registry", "import-ipis", str(path), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["accepted"] is False
    assert main(["registry", "import-ipis", str(tmp_path / "none.csv")]) == 1
    assert "cannot be read" in capsys.readouterr().err
