"""What a form is made from: a ladder, and words in every language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ladder.core.catalogue.ladder import STOP, Ladder, Requirement
from ladder.core.field.forms.rows import Words

NOT_A_NAME = re.compile(r"[^a-z0-9]+")
ROOT = "/data"
STOPS = "stops"


@dataclass(frozen=True, slots=True)
class Asked:
    """The words of one requirement, and the methods (letters of the pack) by which it is looked at."""

    title: Words
    text: Words
    evidence: Words
    methods: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VisitContent:
    """All that a visit's form says. `walk` are the principles in the order in which a site is walked."""

    form_id: str
    titles: Words
    ladder: Ladder
    target_level: int
    walk: tuple[str, ...]
    asked: Mapping[str, Asked]
    principles: Mapping[str, Words]
    levels: Mapping[int, Words]
    conditions: Mapping[str, Words]
    methods: Mapping[str, Words]
    words: Mapping[str, Words]
    notice: Words | None = None

    @property
    def stops(self) -> tuple[Requirement, ...]:
        """Stop gates of every level: they suspend a site whatever level it aims at."""
        gates = [each for each in self.ladder.requirements if each.gate == STOP]
        return tuple(sorted(gates, key=lambda each: (self.walk.index(each.principle), each.level, each.key)))

    def walked(self, principle: str) -> tuple[Requirement, ...]:
        """What is asked of a principle besides stop gates, from the lowest level up to the target."""
        chosen = [
            each
            for each in self.ladder.requirements
            if each.principle == principle and each.level <= self.target_level and each.gate != STOP
        ]
        return tuple(sorted(chosen, key=lambda each: (each.level, each.key)))

    @property
    def requirements(self) -> tuple[Requirement, ...]:
        """Everything that is asked, in the order in which it is asked, each once."""
        return (*self.stops, *(each for principle in self.walk for each in self.walked(principle)))

    @property
    def asked_conditions(self) -> tuple[str, ...]:
        """The conditions under which something that is asked applies."""
        named = {each.condition for each in self.requirements if each.condition}
        return tuple(key for key in sorted(self.conditions) if key in named)


def slug(key: str) -> str:
    """A key as it stands in names of questions."""
    return NOT_A_NAME.sub("_", key.lower()).strip("_")


def group_of(requirement: Requirement) -> str:
    """The name of a requirement's group: `r_p4_l2_01` for `P4-L2-01`."""
    return f"r_{slug(requirement.key)}"


def section_of(requirement: Requirement) -> str:
    """The section in which a requirement is asked."""
    return STOPS if requirement.gate == STOP else f"p{slug(requirement.principle)}"


def path_of(requirement: Requirement, question: str = "state") -> str:
    """The path of one of a requirement's questions from the root."""
    return f"{ROOT}/{section_of(requirement)}/{group_of(requirement)}/{question}"


def condition_path(condition: str) -> str:
    """The path of a condition's answer from the root."""
    return f"{ROOT}/conditions/c_{slug(condition)}"


def faults_of(content: VisitContent) -> tuple[str, ...]:
    """Why no form can be made of this; nothing where one can."""
    faults = []
    if content.target_level not in content.ladder.levels:
        faults.append(f"level {content.target_level} is not on the ladder")
    if sorted(content.walk) != sorted(content.ladder.principles):
        faults.append("the walk must name every principle once")
    names = [group_of(each) for each in content.ladder.requirements]
    faults += [f"two requirements would be called {name}" for name in sorted({n for n in names if names.count(n) > 1})]
    conditions = [slug(each) for each in content.conditions]
    faults += [
        f"two conditions would be called {n}" for n in sorted({n for n in conditions if conditions.count(n) > 1})
    ]
    return tuple(faults)
