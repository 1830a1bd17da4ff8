"""What people write for a clause, and the requirement that they mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder.core.consultation.clauses import Meant, index_clauses

INDEX = index_clauses({
    "P2-L2-01": ["No child works here", "Aucun enfant ne travaille ici", "此处无童工"],
    "P2-L2-11": ["Breaks", "Pauses"],
    "P4-L1-01": ["Tunnels are shored up", "Pauses"],
    "WATER-3": ["Clean water"],
})  # fmt: skip


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("P2-L2-01", "P2-L2-01"), ("p2-l2-01", "P2-L2-01"), ("P2 L2 01", "P2-L2-01"), ("P2–L2–1", "P2-L2-01"), ("P2L201", "P2-L2-01"),
        ("P2-L2-01\nNo child works here", "P2-L2-01"), ("see P2.L2.01, last sentence", "P2-L2-01"), ("(P2-L2-11)", "P2-L2-11"),
        ("2.2.1", "P2-L2-01"), ("2.2.01", "P2-L2-01"), ("Clause 2.2.11.", "P2-L2-11"), ("article 4.1.1", "P4-L1-01"),
        ("no child works here.", "P2-L2-01"), ("  Aucun enfant\nne travaille ici ", "P2-L2-01"), ("此处无童工", "P2-L2-01"),
        ("water-3", "WATER-3"), ("Water 3", "WATER-3"),
    ],
)  # fmt: skip
def test_what_is_meant_is_found(written, key):
    assert INDEX.find(written) == Meant(key)
    assert INDEX.find(written) == Meant(key)


@pytest.mark.parametrize("written", ["", "  ", "General", "whole document", "Tout le document", "—", "0", "全文"])
def test_the_document_as_a_whole_is_no_trouble(written):
    assert INDEX.find(written) == Meant()


@pytest.mark.parametrize("written", ["P9-L9-99", "3.1", "2.2", "XP2-L2-011", "Annex A", "WATER-31", "1"])
def test_what_is_not_there_is_not_guessed(written):
    assert INDEX.find(written) == Meant("", "unknown")


def test_several_requirements_and_shared_titles_are_not_guessed():
    assert INDEX.find("P2-L2-01 and P2-L2-11") == Meant("", "several")
    assert INDEX.find("Pauses") == Meant("", "unknown")


@given(st.text(max_size=60))
def test_any_text_has_an_answer(written):
    found = INDEX.find(written)
    assert bool(found.key) + bool(found.trouble) <= 1
