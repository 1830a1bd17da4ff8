"""The words of classes, leans, states and consents, in the reader's language."""

from collections.abc import Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ladder.consultation.wording import say

CLASS_WORDS: dict[str, Promise] = {
    "convergence_established": _("Convergence, established"),
    "convergence_provisional": _("Convergence, provisional"),
    "objection": _("Objection"),
    "divergence": _("Divergence"),
    "shared_refusal": _("Shared refusal"),
    "mixed": _("Mixed within groups"),
    "not_enough_heard": _("Not enough heard"),
}
CLASS_SENTENCES: dict[str, Promise] = {
    "convergence_established": _("Every group was heard well, and in every group most people support it."),
    "convergence_provisional": _(
        "What was heard supports it and no group objects, but not every group was heard well."
    ),
    "objection": _("Most groups support it, and at least one group cannot."),
    "divergence": _("The groups differ by more than chance would make them differ."),
    "shared_refusal": _("Every group that was heard cannot support it as it stands."),
    "mixed": _("Within the groups people differ; no group as such stands for or against it."),
    "not_enough_heard": _("Too few people of too few groups were heard to say anything."),
}
LEAN_WORDS: dict[str, Promise] = {
    "clearly_for": _("clearly in favour"),
    "for": _("in favour"),
    "for_or_more": _("in favour or clearly so"),
    "open": _("undecided"),
    "open_or_less": _("undecided or not in favour"),
    "against": _("not in favour"),
    "refuses": _("against"),
    "clearly_refuses": _("clearly against"),
    "unheard": _("too few heard"),
}
STATE_WORDS: dict[str, Promise] = {
    "shown": _("Shown"),
    "merged": _("Shown together with another group"),
    "hidden": _("Hidden"),
    "few": _("Not heard: one or two voices"),
    "silent": _("Not heard"),
}
MISSING = {key: STATE_WORDS[key] for key in ("hidden", "few", "silent")}
STATE_SENTENCES: dict[str, Promise] = {
    "shown": _("Enough people of this group spoke for their number to be shown as a band."),
    "merged": _("Too few people of this group spoke to be shown alone, so it is shown together with another group."),
    "hidden": _("Too few people of this group spoke. A number could tell what one of them said, so none is shown."),
    "few": _("One or two people of this group spoke. That is too little to count as heard, and it is not agreement."),
    "silent": _("Nobody of this group spoke on this requirement. That is not agreement."),
}
HEARD_WORDS: dict[str, Promise] = {
    "enough": _("heard well"),
    "some": _("heard"),
    "little": _("heard little"),
}
CHANGE_WORDS: dict[str, Promise] = {
    "few": _("few of those in favour want a change"),
    "some": _("some of those in favour want a change"),
    "most": _("most of those in favour want a change"),
}
POSITION_WORDS: dict[str, Promise] = {
    "as_written": _("support as written"),
    "with_change": _("support with a change"),
    "cannot": _("cannot support"),
    "unclear": _("unclear to them"),
}
TRANSLATION_WORDS: dict[str, Promise] = {
    "person": _("translated by a person"),
    "person_checked": _("translated by a person and checked"),
    "machine": _("translated by a machine, not checked"),
    "machine_checked": _("translated by a machine and checked by a person"),
}
SOURCE_WORDS: dict[str, Promise] = {
    "group": _("a group"),
    "gathering": _("a gathering"),
    "facilitator": _("a facilitator"),
    "organisation": _("an organisation"),
    "channel": _("a channel"),
}
EVENT_WORDS: dict[str, Promise] = {
    "made": _("made"),
    "renamed": _("renamed"),
    "merged": _("merged into another"),
    "split": _("split off"),
    "undone": _("taken back"),
}
OPINION_REASONS: dict[str, Promise] = {
    "too_few_people": _("Too few people answered enough to tell."),
    "too_few_statements": _("Too few requirements were answered to tell."),
    "no_variation": _("Everybody answered alike."),
    "no_structure": _("What people answered does not differ in a way that chance would not give as well."),
    "no_stable_groups": _("Groups can be drawn, but they do not come back when the people are drawn anew."),
}
COUNTED_WORDS: dict[str, Promise] = {
    "releases": _("releases"),
    "items": _("requirements"),
    "rows": _("rows"),
    "rows_with_figures": _("rows with figures"),
    "means": _("means"),
    "numbers_of_people": _("numbers of people"),
}
RELEASE_KINDS: dict[str, Promise] = {
    "interim": _("Interim release, while the round was open"),
    "closing": _("Release after the close of the round"),
}
PASSAGE_WORDS: dict[str, Promise] = {
    "letter": _("Letter"),
    "limits": _("Limits of what was heard"),
    "recommendation": _("Recommendation"),
    "response": _("Answer of those who decide"),
}
TABLES = {
    "passage": PASSAGE_WORDS,
    "class": CLASS_WORDS,
    "class_sentence": CLASS_SENTENCES,
    "lean": LEAN_WORDS,
    "state": STATE_WORDS,
    "state_sentence": STATE_SENTENCES,
    "heard": HEARD_WORDS,
    "change": CHANGE_WORDS,
    "position": POSITION_WORDS,
    "translation": TRANSLATION_WORDS,
    "source": SOURCE_WORDS,
    "counted": COUNTED_WORDS,
    "event": EVENT_WORDS,
    "release_kind": RELEASE_KINDS,
}


def word(table: str, key: str) -> str:
    """The word for a key; the key itself where a table does not know it, so that nothing is hidden."""
    return str(TABLES[table].get(key, key))


def name_of_groups(names: Mapping[str, Sequence[Mapping[str, str]]], language: str = "") -> dict[str, str]:
    """The name of every group in a language, the reader's if not said; of groups heard together, all their names."""
    return {key: " + ".join(say(each, language) for each in several) for key, several in names.items()}
