"""No case is decided by one organisation alone, whatever is tried in whatever order."""

from hypothesis import given
from hypothesis import strategies as st

from ladder.core.grievances import cases
from ladder.core.grievances.cases import Taken

PEOPLE = {"ann": "clinic", "abel": "clinic", "bea": "women", "cyr": "observatory"}
BEGINNING = (("half_opened", "ann"), ("opened", "bea"), ("validate", "ann"))
numbers = st.lists(st.integers(0, 9999), max_size=25)


def play(tried) -> list[Taken]:
    """What of these attempts is let through."""
    history: list[Taken] = []
    for kind, person in tried:
        if kind in cases.BY_THE_SOURCE:
            history.append(Taken(kind))
        elif kind in cases.possible(history, person, PEOPLE[person]):
            history.append(Taken(kind, person, PEOPLE[person]))
    return history


def wander(chosen: list[int]) -> list[Taken]:
    """A history of steps that somebody may take, chosen by numbers; of the source's steps only more words."""
    history = [Taken(kind, person, PEOPLE[person]) for kind, person in BEGINNING[: len(chosen) % 4]]
    for number in chosen:
        offers = [Taken(cases.ADDED)]
        for person, house in PEOPLE.items():
            offers += [Taken(kind, person, house) for kind in sorted(cases.possible(history, person, house))]
        history.append(offers[number % len(offers)])
    return history


def test_the_long_way_from_received_to_closed():
    way = [
        ("half_opened", "ann", "being_read"), ("opened", "bea", "read"), ("asked", "bea", "needs_more"),
        ("validate", "ann", "validated"), ("propose", "ann", "proposed"), ("release", "bea", "released"),
        ("close", "ann", "closed"),
    ]  # fmt: skip
    history: list[Taken] = []
    for kind, person, state in way:
        assert kind in cases.possible(history, person, PEOPLE[person])
        history.append(Taken(kind, person, PEOPLE[person]))
        assert cases.state_of(history) == state


def test_who_proposed_and_their_colleague_do_not_release():
    history = play([("half_opened", "ann"), ("opened", "bea"), ("validate", "ann"), ("propose", "ann")])
    assert cases.state_of(history) == "proposed"
    assert "release" not in cases.possible(history, "ann", "clinic")
    assert "release" not in cases.possible(history, "abel", "clinic")
    assert "release" not in cases.possible(history, "cyr", "observatory")  # did not read it
    assert "release" in cases.possible(history, "bea", "women")


def test_the_same_organisation_does_not_open_the_second_half():
    history = play([("half_opened", "ann")])
    assert "opened" not in cases.possible(history, "abel", "clinic")
    assert "opened" in cases.possible(history, "cyr", "observatory")


def test_who_read_as_the_second_opens_their_half_for_the_first():
    history = play([("half_opened", "ann"), ("opened", "bea")])
    assert "half_opened" in cases.possible(history, "bea", "women")
    assert cases.state_of([*history, Taken("half_opened", "bea", "women")]) == "read"


@given(numbers)
def test_what_is_released_was_read_and_released_by_two_organisations(chosen):
    history = wander(chosen)
    kinds = [one.kind for one in history]
    if "release" in kinds:
        before = history[: kinds.index("release")]
        readers = {one.organisation for one in before if one.kind in {"half_opened", "opened"}}
        proposal = [one for one in before if one.kind == "propose"][-1]
        release = history[kinds.index("release")]
        assert len(readers) >= 2
        assert "validate" in kinds[: kinds.index("release")]
        assert proposal.organisation != release.organisation
        assert proposal.person != release.person


@given(numbers)
def test_a_withdrawn_case_stays_withdrawn_and_offers_nothing(chosen):
    history = [*wander(chosen), Taken(cases.WITHDRAW), Taken(cases.ADDED), Taken(cases.CLOSE, "ann", "clinic")]
    assert cases.state_of(history) == cases.WITHDRAWN
    assert all(not cases.possible(history, person, house) for person, house in PEOPLE.items())
    assert not cases.may_withdraw(cases.WITHDRAWN, is_published=False)


def test_what_it_is_about_is_fixed_from_the_proposal_until_it_is_taken_back():
    history = play([("half_opened", "ann"), ("opened", "bea"), ("validate", "ann"), ("propose", "ann")])
    for step, person in (("release", "bea"), ("take_back", "ann")):
        assert "described" not in cases.possible(history, "ann", "clinic")
        history.append(Taken(step, person, PEOPLE[person]))
    assert cases.state_of(history) == "validated"
    assert "described" in cases.possible(history, "ann", "clinic")


def test_a_release_is_taken_back_until_it_is_published():
    history = play(
        [("half_opened", "ann"), ("opened", "bea"), ("validate", "ann"), ("propose", "ann"), ("release", "bea")]
    )
    assert cases.possible(history, "ann", "clinic") == {"take_back", "close", "half_opened", "answered"}
    published = cases.possible(history, "ann", "clinic", is_published=True)
    assert published == {"close", "half_opened", "answered"}


def test_what_was_closed_can_be_taken_back_until_it_is_published():
    assert cases.may_withdraw(cases.CLOSED, is_published=False)
    assert not cases.may_withdraw(cases.CLOSED, is_published=True)
    assert cases.may_withdraw(cases.RELEASED, is_published=True)  # the words go, what is known stays


@given(numbers)
def test_states_are_known_and_strangers_may_do_nothing(chosen):
    history = wander(chosen)
    assert cases.state_of(history) in cases.STATES
    assert cases.possible(history, "", "") == frozenset()


def test_three_organisations_are_needed_before_anything_can_be_told():
    assert not cases.may_be_told(["a", "b", "b"])
    assert cases.may_be_told(["a", "b", "c"])
