"""Rounds with comments, as the synthesis's tests make them, and committees."""

from collections.abc import Callable

import pytest

from ladder.accounts.models import User
from ladder.governance.services import publication_guard
from tests.governance.scene import Committee, found_committee
from tests.synthesis.conftest import in_english
from tests.synthesis.conftest import make_place as made_place

__all__ = ["in_english", "made_place"]


@pytest.fixture
def make_place(made_place: Callable, monkeypatch: pytest.MonkeyPatch) -> Callable:
    """Rounds are on a version that was published before a body stood that decides it."""

    def make(*args, **fields):
        with monkeypatch.context() as patch:
            patch.setattr(publication_guard, "is_decided", lambda _status: False)
            return made_place(*args, **fields)

    return make


@pytest.fixture
def steering(make_person: Callable) -> Committee:
    """A steering committee: one seat of government, two of companies, two of civil society, one observer."""
    return found_committee(make_person)


@pytest.fixture
def technical(make_person: Callable) -> Committee:
    """A technical committee of three members in one chamber."""
    return found_committee(make_person, kind="technical", sides={"members": 3}, observers=0)


@pytest.fixture
def keeper(people: dict) -> User:
    """The person of the secretariat."""
    return people["secretariat"]
