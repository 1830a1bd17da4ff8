"""What the log says of what was handed in: it names nobody beside a day sheet, for that may open an incident."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ladder.assessment.models import Incident
from ladder.audit.models import Entry
from ladder.field.models import FieldForm, Submission
from ladder.field.services.deciding import accept_submission
from ladder.field.services.importing import import_export
from ladder.field.services.taking import take_waiting
from ladder.field.storing import hand_in
from tests.field.small_forms import instance_xml
from tests.field.test_importing import DAY, as_csv

TODAY = timezone.localdate()


@pytest.fixture(name="tell")
def fixture_tell(field_site, field_people, day_form):
    """Hands in a day sheet of the monitor that tells of an incident; takes from it."""

    def tell(instance="uuid:d1", corrects="", **more):
        values = {
            "today": DAY.isoformat(), "sheet/site": field_site.public_id, "sheet/day": DAY.isoformat(),
            "sheet/n_people": "31", "incident/happened": "yes", "incident/kind": "collapse",
        } | more  # fmt: skip
        body = instance_xml(day_form, instance, values, corrects)
        assert hand_in(body=body, files=[], person=field_people["monitor"], device=None).status == 201
        take_waiting(on=TODAY)
        return Submission.objects.get(instance_id=instance)

    return tell


def acts():
    return [(entry.action, entry.detail) for entry in Entry.objects.order_by("pk")]


def named_since(count):
    """Acts after the first so many that name who acted."""
    return [entry.action for entry in Entry.objects.order_by("pk")[count:] if entry.actor_key]


def client_of(person):
    client = Client()
    client.force_login(person)
    return client


def xml_of(row):
    return reverse("field:submission_xml", args=[row.public_id])


def test_a_day_sheet_its_correction_and_its_incident_name_nobody(tell, field_people):
    before = Entry.objects.count()
    tell()
    tell("uuid:d2", corrects="uuid:d1", **{"sheet/n_people": "30"})
    assert Incident.objects.get().recorded_by == field_people["monitor"]
    received = [detail for action, detail in acts() if action == "field.submission_received"]
    assert received == [{"files": 0}, {"files": 0}]
    assert "assessment.incident_recorded" in dict(acts())
    assert named_since(before) == []
    assert {row.person for row in Submission.objects.all()} == {field_people["monitor"]}


def test_a_visit_names_who_sent_it(send, field_people):
    send({"R-1": "met"})
    entry = Entry.objects.get(action="field.submission_received")
    assert entry.actor_key
    assert entry.detail == {"files": 0, "form": "small_visit", "source": "openrosa"}


def test_a_day_sheet_that_is_let_through_names_only_who_decided(tell, field_people, field_site):
    row = tell(**{"sheet/n_people": "900000"})
    accept_submission(
        submission=row, speaker=field_people["monitor"], site=field_site, reason="Asked.",
        actor=field_people["secretariat"], on=TODAY,
    )  # fmt: skip
    assert dict(acts())["field.submission_accepted"] == {}


def test_an_import_of_day_sheets_names_nobody(field_site, field_people, day_form):
    asked = b"<sheet><site/><day/><n_people/></sheet><incident><happened/><kind/></incident>"
    xml = bytes(day_form.xml).replace(b"<visit><site/><place/></visit>", asked)
    FieldForm.objects.filter(pk=day_form.pk).update(xml=xml)
    headings = ["today", "sheet/site", "sheet/day", "sheet/n_people", "incident/happened", "incident/kind", "_uuid"]
    table = as_csv(headings, [str(DAY), "f-1", str(DAY), "31", "yes", "collapse", "u-1"])
    monitor = field_people["monitor"]
    before = Entry.objects.count()
    done = import_export(name="export.csv", content=table, person=monitor, actor=monitor)
    take_waiting(on=TODAY)
    assert done.faults == ()
    assert done.run.imported_by == monitor
    assert {"field.export_imported", "field.submission_received"} <= set(dict(acts()))
    assert named_since(before) == []


def test_who_takes_their_own_sheet_as_a_file_is_not_logged(tell, field_people):
    row = tell()
    assert client_of(field_people["monitor"]).get(xml_of(row)).status_code == 200
    assert not Entry.objects.filter(action="audit.record_read").exists()
    client_of(field_people["secretariat"]).get(xml_of(row))
    reads = Entry.objects.filter(action="audit.record_read")
    assert {entry.detail["why"] for entry in reads} == {"field_submission", "field_submission_xml"}
