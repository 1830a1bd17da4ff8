"""Who is recused and why: declared, decided on, or tied by what the records say."""

from hypothesis import given
from hypothesis import strategies as st

from ladder.core.governance.conflicts import DeclaredInterest, SittingOrganisation, Tie, recusals

SEATS = [SittingOrganisation(f"seat-{one}", f"organisation:{one}") for one in "abcd"]
SITE, BUYER = "site:1", "organisation:c"


def test_every_reason_is_found_and_the_others_stay():
    found = recusals(
        SEATS,
        {SITE, BUYER},
        [DeclaredInterest("seat-a", ""), DeclaredInterest("seat-b", SITE)],
        [Tie("organisation:d", "operator", SITE), Tie("organisation:d", "buyer", SITE)],
    )
    assert found == {"seat-a": "declared", "seat-b": "declared_subject", "seat-c": "is_subject", "seat-d": "buyer"}


def test_what_is_declared_comes_first():
    ties = [Tie("organisation:c", "buyer", SITE)]
    assert recusals(SEATS, {SITE, BUYER}, [], ties) == {"seat-c": "is_subject"}
    assert recusals(SEATS, {SITE, BUYER}, [DeclaredInterest("seat-c")], ties) == {"seat-c": "declared"}


def test_an_interest_or_tie_elsewhere_recuses_nobody():
    elsewhere = [DeclaredInterest("seat-a", "site:2"), DeclaredInterest("seat-z", "")]
    assert (
        recusals(
            SEATS,
            {SITE},
            elsewhere,
            [Tie("organisation:d", "operator", "site:2"), Tie("organisation:z", "buyer", SITE)],
        )
        == {}
    )


SUBJECTS = st.sampled_from(["site:1", "site:2", "organisation:a", "organisation:c"])
TIES = st.builds(
    Tie, st.sampled_from([one.organisation for one in SEATS]), st.sampled_from(["buyer", "operator"]), SUBJECTS
)
INTERESTS = st.builds(DeclaredInterest, st.sampled_from([one.seat for one in SEATS]), st.one_of(st.just(""), SUBJECTS))


@given(st.sets(SUBJECTS), st.lists(INTERESTS), st.lists(TIES), st.randoms(use_true_random=False))
def test_order_changes_nothing_and_one_more_interest_frees_nobody(subjects, interests, ties, chance):
    found = recusals(SEATS, subjects, interests, ties)
    mixed = [chance.sample(rows, len(rows)) for rows in (SEATS, interests, ties)]
    assert recusals(mixed[0], subjects, mixed[1], mixed[2]) == found
    for less in range(len(ties)):
        assert recusals(SEATS, subjects, interests, ties[:less]).keys() <= found.keys()
