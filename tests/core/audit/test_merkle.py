"""The tree of RFC 6962: known roots and paths, every honest proof accepted, every forged one refused."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder.core.audit.merkle import (
    EMPTY_ROOT,
    Frontier,
    prove_consistency,
    prove_inclusion,
    root_of,
    verify_consistency,
    verify_inclusion,
)

# The eight inputs and the roots that certificate transparency's own test suites have used since RFC 6962.
INPUTS = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
LEAVES = [hashlib.sha256(b"\x00" + bytes.fromhex(text)).digest() for text in INPUTS]


@pytest.mark.parametrize("size", range(9))
def test_roots_are_those_every_log_agrees_on(size):
    assert root_of(LEAVES[:size]).hex() == ROOTS[size]


def test_the_path_of_the_first_leaf_of_eight_is_the_published_one():
    assert [step.hex() for step in prove_inclusion(LEAVES, 0)] == [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ]


def test_a_tree_of_one_proves_itself_with_an_empty_path_and_a_whole_tree_needs_no_proof():
    assert prove_inclusion(LEAVES[:1], 0) == []
    assert prove_consistency(LEAVES, 8) == []
    assert Frontier().root() == EMPTY_ROOT


def plain_root(leaves: list[bytes]) -> bytes:
    """The definition of RFC 6962 section 2.1, word for word."""
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return hashlib.sha256(b"\x01" + plain_root(leaves[:split]) + plain_root(leaves[split:])).digest()


hashes = st.binary(min_size=32, max_size=32)
trees = st.lists(hashes, min_size=1, max_size=70, unique=True)


@given(trees, st.data())
def test_growing_in_steps_gives_the_root_of_the_definition(leaves, data):
    cut = data.draw(st.integers(0, len(leaves)))
    grown = Frontier().append(leaves[:cut]).append(leaves[cut:])
    assert grown.root() == plain_root(leaves)
    assert grown.is_sound()


@given(trees, st.data())
def test_honest_proofs_are_accepted(leaves, data):
    index = data.draw(st.integers(0, len(leaves) - 1))
    earlier = data.draw(st.integers(1, len(leaves)))
    root = plain_root(leaves)
    assert verify_inclusion(leaves[index], index, len(leaves), prove_inclusion(leaves, index), root)
    proof = prove_consistency(leaves, earlier)
    assert verify_consistency(earlier, len(leaves), plain_root(leaves[:earlier]), root, proof)


@given(trees, st.data())
def test_forged_inclusion_is_refused(leaves, data):
    index = data.draw(st.integers(0, len(leaves) - 1))
    path, root = prove_inclusion(leaves, index), plain_root(leaves)
    other = data.draw(hashes.filter(lambda value: value not in leaves))
    assert not verify_inclusion(other, index, len(leaves), path, root)
    assert not verify_inclusion(leaves[index], index, len(leaves), path, other)
    assert not verify_inclusion(leaves[index], index, len(leaves), [*path, other], root)
    assert not verify_inclusion(leaves[index], len(leaves), len(leaves), path, root)
    if path:
        spot = data.draw(st.integers(0, len(path) - 1))
        assert not verify_inclusion(leaves[index], index, len(leaves), [*path[:spot], other, *path[spot + 1 :]], root)
        assert not verify_inclusion(leaves[index], index, len(leaves), path[:-1], root)
        elsewhere = data.draw(st.integers(0, len(leaves) - 1).filter(lambda place: place != index))
        assert not verify_inclusion(leaves[index], elsewhere, len(leaves), path, root)


@given(trees.filter(lambda leaves: len(leaves) > 1), st.data())
def test_a_rewritten_past_has_no_proof(leaves, data):
    earlier = data.draw(st.integers(1, len(leaves) - 1))
    spot = data.draw(st.integers(0, earlier - 1))
    forged = [*leaves[:spot], data.draw(hashes.filter(lambda value: value not in leaves)), *leaves[spot + 1 :]]
    proof = prove_consistency(forged, earlier)
    assert not verify_consistency(earlier, len(leaves), plain_root(leaves[:earlier]), plain_root(forged), proof)
    assert not verify_consistency(earlier, len(leaves), plain_root(leaves[:earlier]), plain_root(leaves), proof[:-1])
    extra = [*prove_consistency(leaves, earlier), forged[spot]]
    assert not verify_consistency(earlier, len(leaves), plain_root(leaves[:earlier]), plain_root(leaves), extra)


@given(st.integers(-3, 80), st.integers(-3, 80), st.lists(hashes, max_size=8), hashes, hashes)
def test_nonsense_is_refused_without_a_crash(first, second, path, left, right):
    if left != right:
        assert not verify_inclusion(left, first, second, path, right)
        assert not verify_consistency(first, second, left, right, path)


def test_leaves_and_places_that_do_not_exist_are_errors():
    for call in (
        lambda: prove_inclusion(LEAVES, 8),
        lambda: prove_inclusion(LEAVES, -1),
        lambda: prove_consistency(LEAVES, 0),
        lambda: prove_consistency(LEAVES, 9),
    ):
        with pytest.raises(IndexError):
            call()
