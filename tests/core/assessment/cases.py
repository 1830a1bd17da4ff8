"""Small ladders and dossiers from which the cases are built."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from ladder.core.assessment.facts import MET, Determination, Dossier
from ladder.core.catalogue.ladder import Ladder, Requirement

SEEN = date(2026, 3, 1)
AS_OF = date(2026, 4, 1)
VALID = date(2026, 12, 31)
CHILD_LABOUR = "2-2-1"


def ladder_of_112() -> Ladder:
    """Seven principles, four levels, four requirements in each cell; one stop gate and one cap gate at level 2."""
    gates = {CHILD_LABOUR: "stop", "4-2-1": "cap"}
    requirements = tuple(
        Requirement(
            f"{principle}-{level}-{number}", principle, level, gates.get(f"{principle}-{level}-{number}", "none")
        )
        for principle in "1234567"
        for level in (1, 2, 3, 4)
        for number in (1, 2, 3, 4)
    )
    return Ladder(tuple("1234567"), (1, 2, 3, 4), requirements)


def small_ladder(*requirements: Requirement, levels: int = 2, **numbers: object) -> Ladder:
    """A ladder of the principles that the requirements name."""
    principles = tuple(sorted({each.principle for each in requirements}))
    return Ladder(principles, tuple(range(1, levels + 1)), requirements, **numbers)


def found(requirement: str, state: str = MET, on: date = SEEN, **more: object) -> Determination:
    """A determination by an independent assessor, grade B, good until the end of 2026."""
    standard = {"valid_until": VALID, "grade": "B", "decided_by": "assessor", "independent": True}
    return Determination(requirement, state, on, **{**standard, **more})


def all_found(ladder: Ladder, state: str = MET, but: Mapping[str, str] | None = None) -> Dossier:
    """Every requirement found in one state, but for the named ones."""
    states = but or {}
    return Dossier(tuple(found(each.key, states.get(each.key, state)) for each in ladder.requirements))


def with_more(dossier: Dossier, determinations: Iterable[Determination]) -> Dossier:
    """The dossier with further determinations."""
    return replace(dossier, determinations=(*dossier.determinations, *determinations))
