"""Digests and codes of records: by hand, and whatever the order."""

import hashlib
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder.core.consultation.codes import SIGNS, is_wellformed
from ladder.core.consultation.seal import digest_of_batch, digest_of_record, digest_of_seal, short_code

NUMBER = "5f6a1f1e-8a25-4f0b-9b8e-0c1d2e3f4a5b"
pairs = st.lists(st.tuples(st.uuids().map(str), st.text("0123456789abcdef", min_size=64, max_size=64)), max_size=8)


def test_a_record_s_digest_is_that_of_its_canonical_text():
    text = (
        '{"body":{"place":1,"text":"maji safi: 饮用水"},"device_at":"2026-03-10","kind":"quote",'
        f'"number":"{NUMBER}"}}'
    )
    body = {"text": "maji safi: 饮用水", "place": 1}
    assert digest_of_record(NUMBER, "quote", body, "2026-03-10") == hashlib.sha256(text.encode()).hexdigest()


def test_a_batch_s_digest_is_that_of_the_list_of_digests():
    assert digest_of_batch(["ab", "cd"]) == hashlib.sha256(b'["ab","cd"]').hexdigest()


def test_the_code_is_the_digest_written_with_twenty_four_signs():
    assert short_code("0") == "22222222"
    assert short_code("1") == "32222222"
    assert short_code(f"{24:x}") == "23222222"
    assert short_code(f"{23 + 24 * 2 + 24**7 * 5:x}") == "Y4222227"


def test_what_is_no_digest_has_no_code():
    with pytest.raises(ValueError, match="invalid literal"):
        short_code("not a digest")


@given(pairs, st.randoms())
def test_a_seal_does_not_depend_on_the_order_of_records(records, chance: random.Random):
    other = list(records)
    chance.shuffle(other)
    assert digest_of_seal("g", records) == digest_of_seal("g", other)


@given(pairs, st.text("0123456789abcdef", min_size=64, max_size=64))
def test_a_seal_changes_with_every_record(records, digest):
    assert digest_of_seal("g", [*records, (NUMBER, digest)]) != digest_of_seal("g", records)
    assert digest_of_seal("g", records) != digest_of_seal("h", records)


@given(st.integers(min_value=0, max_value=2**256 - 1))
def test_codes_can_be_written_by_hand(number):
    code = short_code(f"{number:064x}")
    assert is_wellformed(code)
    assert set(code) <= set(SIGNS)
