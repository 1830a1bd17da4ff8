"""The level so far, computed in the form itself: the ladder's rules as XPath, as far as one visit can know.

Method `level-so-far/1` (docs/methods/field-forms.md). It counts what is met, leaves out what does not apply because a
condition was answered no, and takes every other answer as not carrying a level; "does not apply" by itself waits for
a reviewer and carries nothing. Findings of earlier visits, plans, grades and validity are not known to a phone.
"""

from collections.abc import Iterable, Sequence

from ladder.core.catalogue.ladder import CAP, STOP, Requirement
from ladder.core.field.forms.content import ROOT, VisitContent, condition_path, path_of, slug
from ladder.core.field.forms.rows import Row, filled, group

METHOD = "level-so-far/1"
GROUP = "so_far"
ALWAYS, NEVER = "true()", "false()"


def so_far_group(content: VisitContent) -> list[Row]:
    """The last page: sums that nobody sees, and what they come to."""
    words = content.words
    rows = [*sums(content), Row("note", "so_far_note", words["so_far_note"]), *notes(content)]
    return group(GROUP, words["so_far"], rows)


def sums(content: VisitContent) -> list[Row]:
    """Every sum in the order in which they rest on each other."""
    ladder, asked = content.ladder, content.requirements
    any_met = either(is_met(each) for each in asked)
    rows = [calculate("any_met", one_if(any_met)), calculate("not_looked_at", count_of(map(is_open, asked)))]
    for principle in ladder.principles:
        rows += [
            calculate(cell_name(principle, level), one_if(carried(content, principle, level)))
            for level in reached_levels(content)
        ]
        rows.append(calculate(level_name(principle), climbed(content, principle)))
    failed = {gate: either(is_failed(each) for each in asked if each.gate == gate) for gate in (STOP, CAP)}
    rows += [calculate("stopped", one_if(failed[STOP])), calculate("capped", one_if(failed[CAP]))]
    return [*rows, calculate("reached", lowest(content)), calculate("level", capped(content))]


def notes(content: VisitContent) -> list[Row]:
    """What the sums come to, in words: the site, each principle, and how much is still open."""
    words = content.words
    rows = [Row("note", "suspended", words["suspended"], relevant=f"{at('stopped')} = 1")]
    rows.append(Row("note", "held_down", words["held_down"], relevant=f"{at('stopped')} = 0 and {at('capped')} = 1"))
    rows.append(Row("note", "level_0", words["no_level_so_far"], relevant=site_is(0)))
    for level in reached_levels(content):
        label = filled(words["level_so_far"], level=level, name=content.levels[level])
        rows.append(Row("note", f"level_{level}", label, relevant=site_is(level)))
    for principle in content.walk:
        name, here = content.principles[principle], f"${{{level_name(principle)}}}"
        label = filled(words["principle_so_far"], principle=name, level=here, target=content.target_level)
        rows.append(Row("note", f"so_far_p{slug(principle)}", label))
    label = filled(words["open_so_far"], open="${not_looked_at}", all=len(content.requirements))
    return [*rows, Row("note", "open_note", label)]


def reached_levels(content: VisitContent) -> range:
    """The levels that the form can speak of."""
    return range(1, content.target_level + 1)


def carried(content: VisitContent, principle: str, level: int) -> str:
    """Whether all that applies in a cell is met and something is, unless the cell is empty on purpose."""
    cell = content.ladder.cells[principle, level]
    is_allowed_empty = (principle, level) in content.ladder.empty_cells
    something = ALWAYS if is_allowed_empty else either(is_met(each) for each in cell)
    return both(
        [something, *(f"({is_met(each)} or {is_out(each)})" if each.condition else is_met(each) for each in cell)]
    )


def climbed(content: VisitContent, principle: str) -> str:
    """The highest level of which every cell up to it is carried; 0 where nothing at all is met."""
    expression = "0"
    for level in reversed(reached_levels(content)):
        expression = f"if({at(cell_name(principle, level))} = 1, 1 + {expression}, 0)"
    return f"if({at('any_met')} = 1, {expression}, 0)"


def lowest(content: VisitContent) -> str:
    """The level that every principle reaches: one for each level that all of them reach."""
    levels = [
        one_if(both(f"{at(level_name(principle))} >= {level}" for principle in content.ladder.principles))
        for level in reached_levels(content)
    ]
    return " + ".join(levels)


def capped(content: VisitContent) -> str:
    """The site's level, held down where a cap gate is failed; a form knows of no plan."""
    most = content.ladder.cap_without_plan
    return f"if({at('capped')} = 1 and {at('reached')} > {most}, {most}, {at('reached')})"


def is_met(requirement: Requirement) -> str:
    """Whether it was found met, where it applies."""
    found = f"{path_of(requirement)} = 'met'"
    return f"({found} and not({is_out(requirement)}))" if requirement.condition else found


def is_out(requirement: Requirement) -> str:
    """Whether it does not apply because its condition was answered no."""
    return f"{condition_path(requirement.condition)} = 'no'" if requirement.condition else NEVER


def is_failed(requirement: Requirement) -> str:
    """Whether a gate was found not met, or met in part only."""
    found = f"({path_of(requirement)} = 'not_met' or {path_of(requirement)} = 'partly')"
    return f"({found} and not({is_out(requirement)}))" if requirement.condition else found


def is_open(requirement: Requirement) -> str:
    """Whether nobody has looked at it yet."""
    found = f"({path_of(requirement)} = '' or {path_of(requirement)} = 'not_assessed')"
    return f"({found} and not({is_out(requirement)}))" if requirement.condition else found


def cell_name(principle: str, level: int) -> str:
    """The name of the sum of one cell."""
    return f"cell_p{slug(principle)}_{level}"


def level_name(principle: str) -> str:
    """The name of a principle's level."""
    return f"level_p{slug(principle)}"


def at(name: str) -> str:
    """The path of a sum."""
    return f"{ROOT}/{GROUP}/{name}"


def site_is(level: int) -> str:
    """When the site's level is said: not while a stop gate is failed."""
    return f"{at('stopped')} = 0 and {at('level')} = {level}"


def calculate(name: str, expression: str) -> Row:
    """A sum that is kept and not shown."""
    return Row("calculate", name, calculation=expression)


def one_if(condition: str) -> str:
    """1 where a condition holds, else 0."""
    return f"if({condition}, 1, 0)"


def count_of(conditions: Iterable[str]) -> str:
    """How many conditions hold."""
    return " + ".join(map(one_if, conditions)) or "0"


def either(conditions: Iterable[str]) -> str:
    """Whether any holds; none of none."""
    return joined(list(conditions), " or ") or NEVER


def both(conditions: Iterable[str]) -> str:
    """Whether all hold; all of none."""
    return joined(list(conditions), " and ") or ALWAYS


def joined(conditions: Sequence[str], word: str) -> str:
    """Conditions in brackets, so that they can stand anywhere."""
    return f"({word.join(conditions)})" if conditions else ""
