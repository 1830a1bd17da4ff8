"""A proposal as it is planned: the question, the answers that can be given, and what each of them would do."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypedDict

from django.utils.translation import gettext as _

from ladder.consultation.models import Round
from ladder.consultation.wording import say, trimmed
from ladder.governance.models import Body, Challenge, Issue, Meeting, Option, Proposal, RuleSet
from ladder.governance.services.effects import Intended, handler_of

DISMISS, UPHOLD = "dismiss", "uphold"  # keys of the two options by which a body answers a challenge


@dataclass(frozen=True, slots=True)
class OptionPlan:
    """One answer: a key, its name and words by language, and its effects; without effects, all stays as it is."""

    key: str
    names: Mapping[str, str]
    texts: Mapping[str, str]
    effects: Sequence[Intended] = ()

    def as_document(self) -> dict[str, Any]:
        """As it is stored and hashed."""
        effects = [{"kind": one.kind, "subject": one.subject, "payload": dict(one.payload)} for one in self.effects]
        return {"key": self.key, "names": trimmed(self.names), "texts": trimmed(self.texts), "effects": effects}


@dataclass(frozen=True, slots=True)
class ProposalPlan:
    """The words of a proposal; `subjects` are `kind:public_id` of what it is about, `revision` what was read."""

    titles: Mapping[str, str]
    texts: Mapping[str, str]
    options: Sequence[OptionPlan]
    subjects: Sequence[str] = ()
    meeting: Meeting | None = None
    revision: int | None = None

    def all_subjects(self) -> list[str]:
        """What was named, and what the effects are about: both tell who is conflicted."""
        of_effects = [effect.subject for option in self.options for effect in option.effects if effect.subject]
        return sorted({*self.subjects, *of_effects})


class About(TypedDict, total=False):
    """What a proposal comes from."""

    subjects: Sequence[str]
    meeting: Meeting | None
    round_: Round | None
    issue: Issue | None
    challenge: Challenge | None


def faults_of_plan(plan: ProposalPlan) -> Iterator[tuple[str, str]]:
    """Field and sentence of each fault in the words themselves."""
    if not trimmed(plan.titles):
        yield "titles", _("Write the question in at least one language.")
    keys = [one.key for one in plan.options]
    if not keys:
        yield "options", _("Give at least one option on which seats can take a position.")
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        yield "options", _("Two options have the key “%(key)s”: give one of them another name.") % {"key": key}
    if not all(trimmed(one.names) for one in plan.options):
        yield "options", _("Give every option a name in at least one language.")


def faults_of_effects(body: Body, options: Sequence[Option]) -> Iterator[tuple[str, str]]:
    """Effects that the body has no power for, or that cannot be taken as things stand, with the option named."""
    for option in options:
        for entry in option.effects:
            for sentence in hindrances_of(body, Intended.read(entry)):
                yield (
                    "options",
                    _("Option “%(option)s”: %(reason)s") % {"option": say(option.names), "reason": sentence},
                )


def hindrances_of(body: Body, intended: Intended) -> list[str]:
    """Why a body cannot have this effect now; empty where it can."""
    handler = handler_of(intended.kind)
    if handler is None:
        return [_("nothing here can do “%(kind)s”.") % {"kind": intended.kind}]
    if intended.kind not in body.powers:
        return [_("this body has no power to do this: %(kind)s.") % {"kind": handler.name}]
    return handler.hindrances(intended)


def document_of(proposal: Proposal, options: Sequence[Option], rules: RuleSet) -> dict[str, Any]:
    """What is put to the body, as it is hashed: the words, the options with their effects, and the rules."""
    return {
        "body": str(proposal.body.public_id),
        "titles": proposal.titles,
        "texts": proposal.texts,
        "subjects": proposal.subjects,
        "options": [
            {"key": one.key, "names": one.names, "texts": one.texts, "effects": one.effects} for one in options
        ],
        "rules": {"number": rules.number, "digest": rules.digest},
    }
