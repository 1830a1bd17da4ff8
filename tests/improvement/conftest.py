"""A site with gaps, its people, and a picture to hand in."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from tests.assessment.conftest import in_english, make_site, record, site, staffed, version

__all__ = ["in_english", "make_site", "record", "site", "staffed", "version"]
TODAY = timezone.localdate()


@pytest.fixture
def gappy(staffed, record):
    """R-1 met, R-2 not met, R-3 (a stop gate) met, R-4 (a cap gate) not met."""
    record({"R-1": "met", "R-2": "not_met", "R-3": "met", "R-4": "not_met"}, TODAY)
    return staffed


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path):
    """Evidence of tests goes where it is thrown away."""
    settings.EVIDENCE_ROOT = tmp_path / "evidence"


def picture(name="fence.jpg"):
    stream = io.BytesIO()
    Image.effect_noise((64, 48), 40).convert("RGB").save(stream, "JPEG")
    return SimpleUploadedFile(name, stream.getvalue(), "image/jpeg")
