"""The rules of a body in plain words, each set with its number, its hash and the decision that it follows from."""

from dataclasses import dataclass
from datetime import date

from ladder.consultation.rule_words import say_rules
from ladder.core.governance.composition import read_rules
from ladder.core.governance.deciding import DecidingRules
from ladder.governance.models import Body, RuleSet
from ladder.governance.queries.rules import rule_sets_of
from ladder.governance.rule_words import chamber_names, say_composition, say_deciding

DECIDING, COMPOSITION, CONSULTATION = RuleSet.Kind


@dataclass(frozen=True, slots=True)
class RulesInWords:
    """A set of rules: the row, its sentences, and the earlier and later sets of its kind."""

    row: RuleSet
    sentences: tuple[str, ...]
    others: tuple[RuleSet, ...]


def rules_in_words(body: Body, on: date) -> list[RulesInWords]:
    """The rules that hold for a body on a day, or will hold where none does yet."""
    rows = rule_sets_of(body)
    names = chamber_names(body)
    found = []
    for kind in (DECIDING, COMPOSITION, CONSULTATION):
        of_kind = [row for row in rows if row.kind == kind]
        holding = in_force(of_kind, on)
        if holding:
            others = tuple(row for row in of_kind if row != holding)
            found.append(RulesInWords(holding, tuple(say_set(holding, names)), others))
    return found


def in_force(rows: list[RuleSet], on: date) -> RuleSet | None:
    """The set that holds on a day, of one kind; the first to come where none holds yet."""
    begun = [row for row in rows if row.in_force_from <= on]
    if begun:
        return max(begun, key=lambda row: (row.in_force_from, row.number))
    return min(rows, key=lambda row: (row.in_force_from, -row.number), default=None)


def say_set(row: RuleSet, chambers: dict[str, str]) -> list[str]:
    """A set of rules, one sentence a rule."""
    if row.kind == DECIDING:
        return say_deciding(DecidingRules.read(row.content))
    if row.kind == COMPOSITION:
        return say_composition(read_rules(row.content["rules"]), chambers)
    return [sentence for section in say_rules(row.content) for _key, sentence in section.rules]
