"""Says the rules of a round in plain words, each with its number, so that nobody has to read a file of thresholds."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SHARES = frozenset({
    "established_certainty", "established_voice", "provisional_certainty", "provisional_voice", "objection_certainty",
    "objection_voice", "interval", "strong_share", "false_discovery", "lone_discovery", "effect_bound", "stratify_from",
})  # fmt: skip
PERCENT = frozenset({"band_percent"})
HEADINGS: tuple[tuple[Promise, tuple[str, ...]], ...] = (
    (_("What counts as one voice"), ("rho",)),
    (_("When a group is heard, and what the groups agree on"), (
        "established_answers", "established_certainty", "established_voice", "provisional_answers",
        "provisional_certainty", "provisional_voice", "provisional_unheard", "tiny_group", "objection_answers",
        "objection_certainty", "objection_voice",
    )),
    (_("When groups differ"), (
        "false_discovery", "permutations", "permutations_extended", "lone_discovery", "rooms_tested", "stratify_from",
        "stratify_tie",
    )),
    (_("What is shown beside each number"), ("interval", "strong_share", "effect_bound", "effect_draws", "seed")),
    (_("How people are protected"), (
        "smallest_row", "smallest_vulnerable_row", "smallest_merged_groups", "unanimity_hidden_below", "bands_below",
        "band_percent", "smallest_change", "smallest_room_named", "smallest_gap", "smallest_batch",
    )),
)  # fmt: skip
SENTENCES: dict[str, Promise] = {
    "rho": _(
        "Hands raised in one room are alike: their likeness is taken as %(value)s (0 none, 1 full), so they "
        "weigh less than secret ballots, which count fully."
    ),
    "established_answers": _("Convergence is established only where every group has at least %(value)s answers."),
    "established_certainty": _(
        "In every group it must be at least %(value)s sure that more than half support the requirement."
    ),
    "established_voice": _("Support, each group weighing the same whatever its size, must then be at least %(value)s."),
    "provisional_answers": _(
        "Convergence is provisional where groups have at least %(value)s answers; groups not yet heard are "
        "named."
    ),
    "provisional_certainty": _(
        "In every group heard it must be at least %(value)s sure that more than half support it."
    ),
    "provisional_voice": _("Support, each group weighing the same, must then be at least %(value)s."),
    "provisional_unheard": _("At most this many groups may still be unheard: %(value)s."),
    "tiny_group": _("In a group of which at most %(value)s people are expected, a tie is no support."),
    "objection_answers": _("A group can object from %(value)s answers on."),
    "objection_certainty": _(
        "It objects when it is at most %(value)s sure that more than half of it support the requirement."
    ),
    "objection_voice": _("Objections are named where the support of all groups together is at least %(value)s."),
    "false_discovery": _("Of the differences reported, at most %(value)s may be due to chance."),
    "permutations": _("Group labels are shuffled %(value)s times to see what chance alone would give."),
    "permutations_extended": _(
        "Where that finds a difference unlikely to be chance, they are shuffled up to %(value)s times."
    ),
    "lone_discovery": _(
        "A difference on a single requirement counts where chance alone would give one in at most %(value)s of rounds."
    ),
    "rooms_tested": _("Rooms are compared only where groups met in at least %(value)s rooms."),
    "stratify_from": _(
        "Where groups differ in how much they answered (from %(value)s of the variance), people may be compared only "
        "with those who answered about as much."
    ),
    "stratify_tie": _(
        "That is done where answering more goes with supporting more, or less (correlation from %(value)s)."
    ),
    "interval": _("Each share is shown with the range that holds the true one with %(value)s probability."),
    "strong_share": _("Requirements are ranked by how sure it is that at least %(value)s of every group support them."),
    "effect_bound": _("The two groups that differ most are those whose difference is largest at %(value)s certainty."),
    "effect_draws": _("That difference is reckoned from %(value)s random draws."),
    "seed": _("Chance starts from the number %(value)s, so that anybody gets the same results again."),
    "smallest_row": _("A group's answers to a requirement are shown from %(value)s people on."),
    "smallest_vulnerable_row": _("For groups at risk they are shown from %(value)s people on."),
    "smallest_merged_groups": _("Smaller rows are shown together, at least %(value)s groups in one."),
    "unanimity_hidden_below": _("Below %(value)s people it is never shown that all answered alike."),
    "bands_below": _("Below %(value)s people shares are shown as ranges, not as numbers."),
    "band_percent": _("Such a range is %(value)s wide."),
    "smallest_change": _("A published number changes only after at least %(value)s new contributions to it."),
    "smallest_room_named": _("A meeting of fewer than %(value)s people is never named."),
    "smallest_gap": _(
        "Whoever combines all published numbers must be left with at least %(value)s possible values for each "
        "protected one."
    ),
    "smallest_batch": _("Anonymous answers are stored shuffled, at least %(value)s at a time, without the time."),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class RuleSection:
    """A heading and the rules under it: name in the file, and sentence."""

    heading: str
    rules: tuple[tuple[str, str], ...]


def say_rules(rules: Mapping[str, float]) -> list[RuleSection]:
    """All rules in plain words. A rule that has no words yet is shown by name and number, never left out."""
    known = {key for _heading, keys in HEADINGS for key in keys}
    sections = [
        RuleSection(str(heading), tuple((key, say_rule(key, rules[key])) for key in keys if key in rules))
        for heading, keys in HEADINGS
    ]
    others = tuple((key, say_rule(key, rules[key])) for key in sorted(set(rules) - known))
    return [section for section in (*sections, RuleSection("", others)) if section.rules]


def say_rule(key: str, value: float) -> str:
    """One rule as a sentence."""
    shown = say_number(key, value)
    return str(SENTENCES[key]) % {"value": shown} if key in SENTENCES else f"{key}: {shown}"


def say_number(key: str, value: float) -> str:
    """A share in percent, everything else as it is."""
    if key in SHARES:
        return f"{plain(value * 100)} %"
    return f"{plain(value)} %" if key in PERCENT else plain(value)


def plain(value: float) -> str:
    """A number without zeros behind the point, in the reader's way of writing."""
    rounded = round(value, 6)
    return str(number_format(int(rounded) if rounded == int(rounded) else rounded))
