"""The questions of one requirement: how it stands, why, how it was seen, and what shows it."""

from collections.abc import Iterable, Mapping

from ladder.core.assessment.facts import MET, NOT_APPLICABLE, NOT_ASSESSED, NOT_MET, PARTLY
from ladder.core.catalogue.ladder import STOP, Requirement
from ladder.core.field.forms.content import Asked, VisitContent, condition_path, group_of, path_of
from ladder.core.field.forms.rows import Choice, Row, Words, filled, group

STATES, STOP_STATES, METHODS, YES_NO, YES_NO_UNKNOWN = "states", "stop_states", "methods", "yes_no", "yes_no_unknown"
FOUR = (MET, PARTLY, NOT_MET, NOT_ASSESSED)
REASONED = (PARTLY, NOT_MET, NOT_APPLICABLE)
LOOKED_AT = (MET, PARTLY, NOT_MET)
INTERVIEW, MEASUREMENT = "i", "m"
MOST_PIXELS = "max-pixels=1600"
SHORTEST_REASON, LONGEST_WORDS = 3, 1000
MOST_PEOPLE_ASKED = 1000
LARGEST_MEASURE = 1_000_000


def requirement_group(content: VisitContent, requirement: Requirement) -> list[Row]:
    """One page for one requirement; left out where its condition was answered no."""
    asked = content.asked[requirement.key]
    label = filled(content.words["requirement"], key=requirement.key, title=asked.title)
    relevant = f"not({condition_path(requirement.condition)} = 'no')" if requirement.condition else ""
    return group(group_of(requirement), label, questions_of(content, requirement, asked), relevant=relevant)


def questions_of(content: VisitContent, requirement: Requirement, asked: Asked) -> list[Row]:
    """The questions on that page; what is asked of interviews and measurements only where those are a method."""
    words, state = content.words, path_of(requirement)
    is_stop = requirement.gate == STOP
    looked_at = one_of(state, LOOKED_AT)
    rows = [
        Row(
            f"select_one {STOP_STATES if is_stop else STATES}",
            "state",
            asked.text,
            hint=filled(words["state_hint"], evidence=asked.evidence),
            required="yes" if is_stop else "",
            required_message=words["state_required"] if is_stop else None,
        ),
        reason(words["reason"], words["reason_hint"], one_of(state, REASONED), content),
        Row(f"select_multiple {METHODS}", "methods", words["methods"], relevant=looked_at),
        photo("photo", words["photo"], words["photo_hint"], looked_at),
        photo("photo_2", words["photo_2"], words["photo_hint"], f"{path_of(requirement, 'photo')} != ''"),
    ]
    letters = {each.lower() for each in asked.methods}
    by_method = {MEASUREMENT: measured, INTERVIEW: people_asked}
    rows += [
        make(content, f"selected({path_of(requirement, 'methods')}, '{letter}')")
        for letter, make in by_method.items()
        if letter in letters
    ]
    return rows


def reason(label: Words, hint: Words, relevant: str, content: VisitContent, name: str = "reason") -> Row:
    """Words that have to be there: a few at least, and not a whole report."""
    words = content.words
    return Row(
        "text", name, label, hint=hint, relevant=relevant, required="yes", required_message=words["reason_required"],
        constraint=f"string-length(normalize-space(.)) >= {SHORTEST_REASON} and string-length(.) <= {LONGEST_WORDS}",
        constraint_message=words["reason_constraint"], appearance="multiline",
    )  # fmt: skip


def photo(name: str, label: Words, hint: Words, relevant: str = "") -> Row:
    """A picture, made small enough to be sent over a poor network."""
    return Row("image", name, label, hint=hint, relevant=relevant, parameters=MOST_PIXELS)


def measured(content: VisitContent, relevant: str) -> Row:
    """What a measurement gave, in the unit that the requirement names."""
    return Row(
        "decimal", "measured", content.words["measured"], hint=content.words["measured_hint"], relevant=relevant,
        constraint=f". >= -{LARGEST_MEASURE} and . <= {LARGEST_MEASURE}",
        constraint_message=content.words["measured_constraint"],
    )  # fmt: skip


def people_asked(content: VisitContent, relevant: str) -> Row:
    """How many people were asked; never who."""
    return Row(
        "integer", "people_asked", content.words["people_asked"], hint=content.words["people_asked_hint"],
        relevant=relevant, constraint=f". >= 1 and . <= {MOST_PEOPLE_ASKED}",
        constraint_message=content.words["people_asked_constraint"],
    )  # fmt: skip


def choices_of(content: VisitContent) -> list[Choice]:
    """The lists of answers; "does not apply" stands last and apart, and is not offered for a stop gate."""
    words = content.words
    states = answers(STATES, [*FOUR, NOT_APPLICABLE], words)
    methods = [Choice(METHODS, key.lower(), label) for key, label in content.methods.items()]
    return [
        *states, *answers(STOP_STATES, FOUR, words), *methods, *answers(YES_NO_UNKNOWN, ("yes", "no", "unknown"), words)
    ]  # fmt: skip


def answers(list_name: str, keys: Iterable[str], words: Mapping[str, Words]) -> list[Choice]:
    """The answers of a list by their keys."""
    return [Choice(list_name, key, words[key]) for key in keys]


def one_of(path: str, values: Iterable[str]) -> str:
    """Whether an answer is one of several."""
    return " or ".join(f"{path} = '{value}'" for value in values)
