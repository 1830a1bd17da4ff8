"""Rule `field-answers/1`: what a filled-in form says, requirement by requirement (docs/methods/field-answers.md).

An unanswered question says nothing and becomes nothing. What cannot be read is a fault with its question, not a guess.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ladder.core.assessment.facts import MET, NOT_APPLICABLE, NOT_ASSESSED, NOT_MET, PARTLY
from ladder.core.field.instance import Instance
from ladder.core.field.plain_values import Fault, Reader, read_decimal, read_whole

RULE = "field-answers/1"
FAILING = frozenset({NOT_MET, PARTLY})
STATES = frozenset({MET, PARTLY, NOT_MET, NOT_APPLICABLE, NOT_ASSESSED})
METHODS = frozenset({"d", "i", "m", "o"})
YES, NO = "yes", "no"
YES_NO_UNKNOWN = frozenset({YES, NO, "unknown"})
PHOTOS = ("photo", "photo_2")


@dataclass(frozen=True, slots=True)
class Question:
    """One group of a form and what it asks about: a requirement or a condition, by key."""

    group: str
    requirement: str = ""
    condition: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said of one requirement; its state is met, partly, not_met or not_applicable.

    `methods` are D, I, M or O in that order; `photos` are names of files; None: not asked, or left empty.
    """

    requirement: str
    state: str
    reason: str = ""
    methods: tuple[str, ...] = ()
    photos: tuple[str, ...] = ()
    measured: float | None = None
    people_asked: int | None = None


@dataclass(frozen=True, slots=True)
class ConditionAnswer:
    """Whether a condition holds here, and what was seen."""

    condition: str
    holds: bool
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """All that a form says of requirements and conditions, each in the order of its key."""

    answers: tuple[Answer, ...] = ()
    conditions: tuple[ConditionAnswer, ...] = ()
    faults: tuple[Fault, ...] = ()


def read_answers(instance: Instance, questions: Iterable[Question]) -> Answers:
    """Every answer of a form that the framework knows; the order of questions and values means nothing."""
    reader = Reader(instance.values)
    places = groups_of(instance.values)
    answers, conditions = [], []
    for question in sorted(questions, key=lambda each: (each.requirement, each.condition, each.group)):
        if question.requirement and question.group in places:
            answers += read_requirement(reader, places[question.group], question.requirement)
        elif question.condition and question.group in places:
            conditions += read_condition(reader, places[question.group], question.condition)
    return Answers(tuple(answers), tuple(conditions), tuple(sorted(reader.faults)))


def groups_of(values: Mapping[str, str]) -> dict[str, str]:
    """Where each group, and each question, stands in the form: its last name to its whole path."""
    found: dict[str, str] = {}
    for path in values:
        steps = path.split("/")
        found.setdefault(steps[-1], path)
        if len(steps) > 1:
            found[steps[-2]] = "/".join(steps[:-1])
    return found


def read_requirement(reader: Reader, at: str, requirement: str) -> list[Answer]:
    """The answer to one requirement; none where nobody looked."""
    state = reader.choice(f"{at}/state", STATES)
    photos = tuple(name for each in PHOTOS if (name := reader.text(f"{at}/{each}")))
    answer = Answer(
        requirement,
        state,
        reason=reader.text(f"{at}/reason"),
        methods=tuple(each.upper() for each in reader.choices(f"{at}/methods", METHODS)),
        photos=photos,
        measured=reader.read(f"{at}/measured", read_decimal),
        people_asked=reader.read(f"{at}/people_asked", read_whole),
    )
    return [answer] if state and state != NOT_ASSESSED else []


def read_condition(reader: Reader, at: str, condition: str) -> list[ConditionAnswer]:
    """The answer to one condition; "unknown" says nothing."""
    said = reader.choice(at, YES_NO_UNKNOWN)
    if said not in {YES, NO}:
        return []
    return [ConditionAnswer(condition, said == YES, reader.text(f"{at}_seen"))]


def failing_gates(answers: Iterable[Answer], gates: frozenset[str]) -> tuple[Answer, ...]:
    """The answers that may not wait for a photo: a gate that is not met, or met in part only."""
    return tuple(each for each in answers if each.requirement in gates and each.state in FAILING)
