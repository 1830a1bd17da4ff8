"""Rules, seats and positions of made-up bodies, as values and as strategies."""

from dataclasses import dataclass
from fractions import Fraction

from hypothesis import strategies as st

from ladder.core.governance.deciding import FALLBACKS, OBJECT, STAND_ASIDE, SUPPORT, DecidingRules, SeatFacts, Stand

HALF = Fraction(1, 2)
SHARES = (Fraction(0), Fraction(1, 3), HALF, Fraction(2, 3), Fraction(1))
MAJORITIES = (HALF, Fraction(3, 5), Fraction(2, 3), Fraction(3, 4))


def rules(**changes):
    """Half of each chamber is heard, at least one seat; more than half of each chamber carries."""
    usual = {
        "quorum_share": HALF, "quorum_least": 1, "majority_share": HALF, "fallback": "chamber_majority",
        "open_days": 7, "objection_days": 14, "appeal_days": 60,
    }  # fmt: skip
    return DecidingRules(**{**usual, **changes})


def seats(**sides):
    """Seats such as `companies-1`, by chamber and number."""
    return [SeatFacts(f"{side}-{one}", side) for side, number in sides.items() for one in range(1, number + 1)]


def support(seat, option="a"):
    """A seat supports an option."""
    return Stand(seat, SUPPORT, option)


def aside(seat):
    """A seat stands aside."""
    return Stand(seat, STAND_ASIDE)


def objection(seat, option="", *, answered=False):
    """A seat objects, to every option unless one is named."""
    return Stand(seat, OBJECT, option, answered)


@dataclass(frozen=True)
class Case:
    """Everything that an outcome follows from."""

    rules: DecidingRules
    chambers: tuple
    seats: tuple
    stands: tuple
    options: tuple = ("a", "b")


ANY_STAND = st.sampled_from(
    [None, ("support", "a"), ("support", "a"), ("support", "b"), ("stand_aside", ""), ("object", ""), ("object", "b")]
)
LEANING = st.sampled_from([("support", "a")] * 6 + [None, ("support", "b"), ("stand_aside", ""), ("object", "a")])


@st.composite
def cases(draw, fewest=0, stances=ANY_STAND):
    """Bodies of one to four chambers with at most four seats each, and any positions."""
    chambers = tuple(f"c{one}" for one in range(draw(st.integers(1, 4))))
    sitting, stands = [], []
    for chamber in chambers:
        for number in range(draw(st.integers(fewest, 4))):
            key = f"{chamber}-{number}"
            sitting.append(SeatFacts(key, chamber, draw(st.sampled_from(["", "", "", "operator"]))))
            stance = draw(stances)
            if stance:
                stands.append(Stand(key, *stance, draw(st.booleans())))
    how = rules(
        quorum_share=draw(st.sampled_from(SHARES)),
        quorum_least=draw(st.integers(1, 3 if stances is ANY_STAND else 1)),
        majority_share=draw(st.sampled_from(MAJORITIES)),
        fallback=draw(st.sampled_from(FALLBACKS)),
    )
    return Case(how, chambers, tuple(sitting), tuple(stands))


def leaning_cases():
    """Bodies in which most seats support `a`, so that an option is adopted often."""
    return cases(fewest=2, stances=LEANING)
