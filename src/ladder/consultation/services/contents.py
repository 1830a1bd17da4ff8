"""What a round in preparation asks: its requirements, its own questions, and the rules by which answers are weighed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import transaction
from django.utils.translation import gettext as _

from ladder.accounts.models import User
from ladder.consultation.models import Round, RoundQuestion
from ladder.consultation.services.preparation import Selection, place_items, say_rule_fault
from ladder.consultation.services.rounds import lock, note, require_draft
from ladder.consultation.wording import trimmed
from ladder.core.synthesis.rules import Rules, RulesError


@dataclass(frozen=True, slots=True)
class QuestionPlan:
    """A question of the round: a key that stays, and its words by language."""

    key: str
    texts: Mapping[str, str]


@transaction.atomic
def choose_items(*, actor: User | None, round_: Round, selection: Selection) -> int:
    """Ask about these requirements and no others; how many they are.

    Raises:
        ValidationError: the round has opened, or nothing fits the choice.
    """
    row = lock(round_)
    require_draft(row)
    if not any(selection.has(one) for one in row.version.requirements.all()):
        raise ValidationError(_("No requirement fits this choice. Choose at least one principle and one level."))
    number = place_items(row, selection)
    note(actor, row, "items_chosen", {"items": number})
    return number


@transaction.atomic
def set_questions(*, actor: User | None, round_: Round, plans: Sequence[QuestionPlan]) -> None:
    """Make these the questions of a round in preparation, in this order.

    Raises:
        ValidationError: the round has opened, or with every fault of the questions.
    """
    row = lock(round_)
    require_draft(row)
    faults = list(faults_of_questions(plans))
    if faults:
        raise ValidationError(faults)
    row.questions.exclude(key__in=[plan.key for plan in plans]).delete()
    rows = [
        RoundQuestion(round=row, key=plan.key, texts=trimmed(plan.texts), position=place)
        for place, plan in enumerate(plans, 1)
    ]
    RoundQuestion.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["round", "key"], update_fields=["texts", "position"]
    )
    note(actor, row, "questions_set", {"questions": len(plans)})


def faults_of_questions(plans: Sequence[QuestionPlan]) -> Iterator[str]:
    """Keys that cannot stand in an address or stand twice, and questions without words."""
    keys = [plan.key for plan in plans]
    for place, plan in enumerate(plans, 1):
        where = {"place": place}
        try:
            validate_slug(plan.key)
        except ValidationError:
            yield _("Question %(place)s: write its short name with letters, digits and hyphens only.") % where
        if keys.count(plan.key) > 1:
            yield _("Question %(place)s: another question has the same short name. Choose another.") % where
        if not trimmed(plan.texts):
            yield _("Question %(place)s: write it in at least one language, or take it out.") % where


@transaction.atomic
def set_rules(*, actor: User | None, round_: Round, document: Mapping[str, object]) -> Rules:
    """Other rules for a round in preparation; what the document leaves out keeps its usual value.

    Raises:
        ValidationError: the round has opened, or a rule is not possible.
    """
    row = lock(round_)
    require_draft(row)
    try:
        rules = Rules.from_document(document)
    except RulesError as fault:
        raise ValidationError({"rules": say_rule_fault(fault)}) from fault
    row.rules = rules.as_document()
    row.save(update_fields=["rules"])
    note(actor, row, "rules_set", {"digest": rules.digest})
    return rules
