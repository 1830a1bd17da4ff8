"""Versions of the small framework, published."""

import pytest

from ladder.catalogue.services import load_pack, publish_version
from tests.catalogue.versions import FIRST_DAY, twenty_packs


@pytest.fixture
def load(db):
    """Loads a pack, and publishes it unless told otherwise."""

    def load(pack, *, publish=True):
        version = load_pack(pack, actor=None, on=FIRST_DAY)
        return publish_version(version=version, actor=None, on=FIRST_DAY) if publish else version

    return load


@pytest.fixture
def eight_versions(load):
    """1.0 to 1.7, published: every kind of change is among them."""
    return [load(pack) for pack in list(twenty_packs())[:8]]
