"""Rounds with comments, as the synthesis's tests make them, and committees."""

from collections.abc import Callable

import pytest

from tests.governance.scene import Committee, found_committee
from tests.synthesis.conftest import in_english, make_place

__all__ = ["in_english", "make_place"]


@pytest.fixture
def steering(make_person: Callable) -> Committee:
    """A steering committee: one seat of government, two of companies, two of civil society, one observer."""
    return found_committee(make_person)


@pytest.fixture
def technical(make_person: Callable) -> Committee:
    """A technical committee of three members in one chamber."""
    return found_committee(make_person, kind="technical", sides={"members": 3}, observers=0)
