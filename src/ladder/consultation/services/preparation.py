"""What a round asks and by which rules, while it is in preparation; and what must be there before it opens."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ladder.catalogue.models import FrameworkVersion, RequirementVersion
from ladder.consultation.models import Round, RoundGroup, RoundItem, RoundQuestion
from ladder.consultation.wording import name_of_language, say
from ladder.core.synthesis.rules import Rules, RulesError
from ladder.registry.models import StakeholderGroup

DATA = Path(__file__).resolve().parent.parent / "data"
FEWEST_GROUPS = 2


def read_data(name: str) -> Any:
    """One of the room's own data files."""
    return yaml.safe_load((DATA / name).read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Selection:
    """Which requirements a round asks about; None leaves that side open."""

    principles: Collection[int] | None = None
    levels: Collection[int] | None = None

    def has(self, row: RequirementVersion) -> bool:
        """Whether a requirement is chosen."""
        by_principle = self.principles is None or row.principle in self.principles
        return by_principle and (self.levels is None or row.level in self.levels)


def place_items(round_: Round, selection: Selection | None = None) -> int:
    """Make the round ask about these requirements of its version, in the version's order; how many they are."""
    wanted = [row for row in round_.version.requirements.all() if (selection or Selection()).has(row)]
    round_.items.exclude(requirement__in=[row.requirement_id for row in wanted]).delete()
    items = [
        RoundItem(
            round=round_,
            requirement_id=row.requirement_id,
            key=row.key,
            principle=row.principle,
            level=row.level,
            position=place,
        )
        for place, row in enumerate(wanted, 1)
    ]
    RoundItem.objects.bulk_create(
        items, update_conflicts=True, unique_fields=["round", "requirement"],
        update_fields=["key", "principle", "level", "position"],
    )  # fmt: skip
    return len(items)


def place_starting_questions(round_: Round) -> None:
    """The questions that most rounds ask."""
    rows: Sequence[Mapping[str, Any]] = read_data("questions.yaml")
    RoundQuestion.objects.bulk_create(
        [
            RoundQuestion(round=round_, key=row["key"], texts=row["texts"], position=place)
            for place, row in enumerate(rows, 1)
        ]
    )


def place_starting_groups(round_: Round) -> None:
    """Every group of the registry that speaks in rounds; how many are expected is still to be said."""
    start = read_data("stakeholder_map.yaml")
    groups = StakeholderGroup.objects.exclude(key__in=start["left_out"]).order_by("position")
    RoundGroup.objects.bulk_create(
        [
            RoundGroup(round=round_, group=group, is_vulnerable=group.key in start["at_risk"], position=group.position)
            for group in groups
        ]
    )


def check_preparation(round_: Round, on: date) -> None:
    """Refuse to open what is not ready.

    Raises:
        ValidationError: with every fault.
    """
    faults = list_missing(round_, on)
    if faults:
        raise ValidationError(faults)


def list_missing(round_: Round, on: date) -> list[str]:
    """Everything that must be put right before the round can open on this day."""
    return [
        *faults_of_days(round_, on), *faults_of_content(round_), *faults_of_groups(round_), *faults_of_rules(round_)
    ]  # fmt: skip


def faults_of_days(round_: Round, on: date) -> Iterator[str]:
    """Opened too early, too late, or on a version that is gone."""
    if on < round_.opens_on:
        yield _("This round is to open on %(day)s. Change the day first.") % {"day": round_.opens_on.isoformat()}
    if on > round_.closes_on:
        yield _("Its last day, %(day)s, is over. Choose a later one.") % {"day": round_.closes_on.isoformat()}
    if round_.version.status == FrameworkVersion.Status.WITHDRAWN:
        yield _("Version %(version)s was withdrawn. Consult on another.") % {"version": round_.version.version}


def faults_of_content(round_: Round) -> Iterator[str]:
    """Nothing to ask about, or words that are missing in one of the round's languages."""
    if not round_.items.exists():
        yield _("The round asks about no requirement. Choose some.")
    for language in round_.languages:
        name = {"language": name_of_language(language)}
        if not round_.titles.get(language):
            yield _("Give the round a title in %(language)s.") % name
        if not round_.overviews.get(language):
            yield _("Say in %(language)s what this round is about.") % name
        for question in round_.questions.all():
            if not question.texts.get(language, "").strip():
                known = {**name, "question": say(question.texts)}
                yield _("This question is missing in %(language)s: “%(question)s”.") % known


def faults_of_groups(round_: Round) -> Iterator[str]:
    """Too few groups, or a group of which nobody is expected."""
    groups = list(round_.groups.select_related("group"))
    if sum(group.heard_with_id is None for group in groups) < FEWEST_GROUPS:
        yield _("Name at least two groups that should be heard.")
    for group in groups:
        if group.expected == 0:
            sentence = _("Say how many people of “%(group)s” are expected, or take the group out of the round.")
            yield sentence % {"group": say(group.group.names)}


def faults_of_rules(round_: Round) -> Iterator[str]:
    """A rule that is not known or not possible."""
    try:
        Rules.from_document(round_.rules)
    except RulesError as fault:
        yield say_rule_fault(fault)


def say_rule_fault(fault: RulesError) -> str:
    """The refusal of a rule in the reader's language."""
    sentence = _("The rule “%(key)s” is not known, or its value is not possible. Correct it, or leave it out: then the "
                 "usual value holds.")  # fmt: skip
    return sentence % {"key": fault.key}
