"""A small framework, a site with an assessor, a monitor and an operator, a form of both kinds, and a way to hand in."""

import io
from datetime import date
from types import SimpleNamespace

import pytest
from django.utils.translation import override

from ladder.assessment.storage import evidence_store
from ladder.catalogue.services import load_pack, publish_version
from ladder.field.models import FieldForm, Submission
from ladder.field.services import taking
from ladder.field.storing import IncomingFile, hand_in
from ladder.packfiles.document import from_document
from ladder.registry.models import Mandate, Organisation, SiteOperator, Source
from ladder.registry.services import assign_organisation
from tests.assessment.conftest import make_site  # noqa: F401 - a fixture
from tests.catalogue.versions import FIRST_DAY, first_document
from tests.field.small_forms import make_small_form, visit_xml

DAY = date(2026, 3, 1)


@pytest.fixture(autouse=True)
def in_english():
    """Requests leave their language behind in this thread."""
    with override("en"):
        yield


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path):
    """Every test has an evidence store of its own."""
    settings.EVIDENCE_STORE, settings.EVIDENCE_ROOT = "", tmp_path / "evidence"


@pytest.fixture(autouse=True)
def nothing_failed():
    """What failed in one test is not left alone in the next, where it is something else by the same number."""
    taking._failed.clear()


@pytest.fixture
def version(db):
    """Two principles, two levels: R-1 (1, level 1), R-2 (1, level 2), R-3 (2, level 2, stop), R-4 (2, level 2, cap)."""
    document = first_document() | {"empty_cells": [{"principle": 2, "level": 1}]}
    loaded = load_pack(from_document(document), actor=None, on=FIRST_DAY)
    return publish_version(version=loaded, actor=None, on=FIRST_DAY)


@pytest.fixture
def field_people(people, make_person):
    """The people of every role, with a monitor."""
    return {**people, "monitor": make_person("monitor", "monitor")}


@pytest.fixture
def staff(field_people):
    """Assigns the assessor, the monitor and the operator to a site."""

    def assign(site):
        parts = SiteOperator.Part
        for role, part in (("operator", parts.OPERATOR), ("assessor", parts.ASSESSOR), ("monitor", parts.MONITOR)):
            organisation = Organisation.objects.get(pk=Mandate.objects.get(user=field_people[role]).organisation_id)
            assign_organisation(
                actor=None, site=site, organisation=organisation, part=part, starts_on=date(2020, 1, 1),
                source=Source.objects.get(key="secretariat"),
            )  # fmt: skip
        return site

    return assign


@pytest.fixture
def field_site(make_site, staff):  # noqa: F811 - the fixture above
    return staff(make_site("f-1"))


@pytest.fixture
def form(version):
    return make_small_form(version)


@pytest.fixture
def day_form(version):
    return make_small_form(version, kind=FieldForm.Kind.DAY_SHEET)


def keep(content: bytes, name: str) -> IncomingFile:
    """Bytes in the store, as the door hands them on."""
    kept = evidence_store().put(io.BytesIO(content))
    return IncomingFile(name, kept.sha256, kept.size_bytes)


@pytest.fixture
def send(field_people, field_site, form):
    """Hands in a visit; `answers` by requirement: a state, or a dict of the group's answers. Returns the submission."""

    def send(
        answers,
        *,
        instance="uuid:1",
        corrects="",
        by="assessor",
        photos=None,
        site=None,
        on=form,
        source="openrosa",
        **more,
    ):
        body = visit_xml(
            on, instance, (site or field_site).public_id if site != "" else "", answers, corrects=corrects, **more
        )
        files = [keep(content, name) for name, content in (photos or {}).items()]
        answer = hand_in(body=body, files=files, person=field_people[by], device=None, source=source)
        found = Submission.objects.filter(instance_id=instance).first()
        return SimpleNamespace(answer=answer, row=found, body=body)

    return send
