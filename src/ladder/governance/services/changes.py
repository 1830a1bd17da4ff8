"""Writes the changes of a version in the making. Two people never write over each other: each says what they read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from ladder.accounts.models import User
from ladder.catalogue.queries import pack_of
from ladder.consultation.wording import trimmed
from ladder.governance.models import Change, Disposition, Issue, NextVersion, Resolution
from ladder.governance.queries.amendments import amendment_of
from ladder.governance.queries.source_words import given, inherited, parent_of
from ladder.governance.say_faults import change_of, say_fault
from ladder.governance.services.next_version import lock_changeable, note, unbuild
from ladder.packfiles.amending_checks import check_amendments
from ladder.packfiles.document import as_entry
from ladder.packfiles.model import DRAFT, SOURCE, Pack, Text, fingerprint

LONGEST_KEY = 50
NOT_NAMES = ("new", "begin")  # pages beside those of the changes
Typed = Mapping[str, Mapping[str, Mapping[str, str]]]


@dataclass(frozen=True, slots=True)
class ChangePlan:
    """A change as a person states it.

    `entries` hold by requirement of the next version what is asked without its words, whole or in part; `texts` by
    requirement, field and language the words, only of languages that were shown. None leaves issues as they are.
    """

    kind: str
    before: Sequence[str] = ()
    after: Sequence[str] = ()
    entries: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    texts: Typed = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    issues: Sequence[Issue] | None = None


@transaction.atomic
def write_change(
    *, next_version: NextVersion, key: str, plan: ChangePlan, revision: int, actor: User, at: datetime
) -> Change:
    """Write a change; `revision` is the one that the person read, 0 for a change that is new.

    Raises:
        ValidationError: somebody else changed it meanwhile, its ends do not fit its kind, or another change is about
            the same requirement.
    """
    row = lock_changeable(next_version)
    change = find_for_writing(row, key, revision)
    base = pack_of(row.base)
    follow_renaming(change, plan.after)
    change.kind, change.before, change.after = plan.kind, list(plan.before), list(plan.after)
    change.entries = entries_of(base, change, plan)
    change.texts = texts_of(base, change, plan.texts)
    change.notes = trimmed({**change.notes, **plan.notes})
    refuse_faults(row, base, change)
    store(row, change, actor, at)
    if plan.issues is not None:
        change.issues.set(issues_of(row, plan.issues))
    note(row, actor, "change_written", change=change.key, kind=change.kind, revision=change.revision)
    return change


@transaction.atomic
def start_change(*, next_version: NextVersion, issue: Issue, actor: User, at: datetime) -> Change:
    """Begin the change that an accepted issue asks for; where one on its requirement is under way, join that.

    The reason for which the issue was accepted is where the words why begin.

    Raises:
        ValidationError: the issue is not accepted, of another round, or about the document as a whole.
    """
    row = lock_changeable(next_version)
    chosen = issues_of(row, [issue])[0]
    reason = Resolution.objects.filter(issue=chosen, disposition__in=Disposition.changing()).first()
    if reason is None:
        raise ValidationError(_("This issue is not accepted, so no words change by it. Accept it first."))
    if chosen.item is None:
        raise ValidationError(_("This issue is about the document as a whole. Name it at the change that answers it."))
    name = chosen.item.key
    change = next((one for one in row.changes.all() if name in one.before), None)
    if change is None:
        change = Change(
            next_version=row, key=free_key(row, name), kind="reworded", before=[name], after=[name],
            notes=trimmed(reason.reasons), revision=0,
        )  # fmt: skip
    if change.kind == "same" and change.before == change.after:
        change.kind = "reworded"  # until now it only brought translations
    refuse_faults(row, pack_of(row.base), change)
    store(row, change, actor, at)
    change.issues.add(chosen)
    note(row, actor, "change_begun", change=change.key, issue=chosen.number)
    return change


@transaction.atomic
def remove_change(*, next_version: NextVersion, key: str, revision: int, actor: User) -> None:
    """Take a change back; the requirements stay as they were.

    Raises:
        ValidationError: somebody else changed it meanwhile.
    """
    row = lock_changeable(next_version)
    find_for_writing(row, key, revision).delete()
    unbuild(row)
    note(row, actor, "change_removed", change=key)


def find_for_writing(row: NextVersion, key: str, revision: int) -> Change:
    """The change as it was read, or a new one for revision 0."""
    found = row.changes.select_for_update(no_key=True).filter(key=key).first()
    if found is None and revision == 0 and key not in NOT_NAMES:
        return Change(next_version=row, key=key, revision=0)
    if revision == 0:
        raise ValidationError({"key": _("There is a change of this name already. Choose another name.")})
    if found is None:
        raise ValidationError(_("This change was taken back meanwhile."))
    if found.revision != revision:
        raise ValidationError(
            _("Somebody else changed this meanwhile. Copy your words, open the page again and put them in.")
        )
    return found


def store(row: NextVersion, change: Change, actor: User, at: datetime) -> None:
    """Keep the change as its next revision; what was built and confirmed no longer is."""
    change.revision += 1
    change.written_by, change.written_at = actor, at
    change.save()
    unbuild(row)


def follow_renaming(change: Change, after: Sequence[str]) -> None:
    """Requirements that get another number keep the words and properties they were given under the old one."""
    if len(after) == len(change.after):
        names = dict(zip(change.after, after, strict=True))
        change.entries = {names.get(key, key): entry for key, entry in change.entries.items()}
        change.texts = {names.get(key, key): fields for key, fields in change.texts.items()}


def entries_of(base: Pack, change: Change, plan: ChangePlan) -> dict[str, dict[str, Any]]:
    """What each requirement asks without its words, only where it differs from the one it came from."""
    kept: dict[str, dict[str, Any]] = {}
    for key in change.after:
        parent = base.requirement_by_id.get(parent_of(change, key))
        known = as_entry(parent) if parent else {}
        stated = {**change.entries.get(key, {}), **plan.entries.get(key, {})}
        differing = {name: value for name, value in stated.items() if known.get(name) != value}
        if differing:
            kept[key] = differing
    return kept


def texts_of(base: Pack, change: Change, typed: Typed) -> dict[str, Any]:
    """The words that the change gives, with those that were typed; words as they were before are not kept."""
    kept: dict[str, Any] = {}
    source = base.authoritative_language
    for key in change.after:
        fields = dict(change.texts.get(key, {}))
        for name, words in typed.get(key, {}).items():
            texts = dict(fields.get(name, {}))
            for code in sorted(words, key=lambda code: code != source):  # a translation is of the source beside it
                put_typed(texts, base, change, (key, name, code), words[code])
            fields[name] = texts
        kept[key] = {name: texts for name, texts in fields.items() if texts}
    return {key: fields for key, fields in kept.items() if fields}


def put_typed(texts: dict[str, Any], base: Pack, change: Change, place: tuple[str, str, str], typed: str) -> None:
    """Set one text that was typed: nothing where it is what was there, a draft where it is another translation."""
    key, name, code = place
    before = inherited(base, change, key, name, code)
    shown = given(change, key, name, code) or before
    if typed.strip() == (shown.text.strip() if shown else ""):
        return
    if typed.strip() == (before.text.strip() if before else ""):
        texts.pop(code, None)
    else:
        texts[code] = as_typed(texts, base, change, place, typed.strip())


def as_typed(
    texts: Mapping[str, Any], base: Pack, change: Change, place: tuple[str, str, str], typed: str
) -> dict[str, str]:
    """A text as it is stored; a translation names the source it was made of."""
    key, name, code = place
    source = base.authoritative_language
    if code == source:
        return stored(Text(typed))
    origin = inherited(base, change, key, name, source)
    words = texts[source]["text"] if source in texts else origin.text if origin else ""
    return stored(Text(typed, DRAFT, fingerprint(words)))


def stored(text: Text) -> dict[str, str]:
    """A text as a change keeps it."""
    return {"text": text.text, "state": text.state or SOURCE, "of": text.of}


def refuse_faults(row: NextVersion, base: Pack, change: Change) -> None:
    """Refuse what could never be applied: ends that do not fit, two changes on one requirement."""
    others = [one for one in row.changes.all() if one.pk != change.pk]
    amendments = [amendment_of(one, base.authoritative_language) for one in (*others, change)]
    faults = [fault for fault in check_amendments(base, amendments) if is_about(fault, change.key)]
    if faults:
        raise ValidationError([say_fault(fault) for fault in faults])


def is_about(fault: Any, key: str) -> bool:
    """Whether a fault is in a change, or names it as the other one."""
    return change_of(fault) == key or dict(fault.values).get("other") == key


def issues_of(row: NextVersion, issues: Sequence[Issue]) -> list[Issue]:
    """Issues of the rounds that the version answers.

    Raises:
        ValidationError: one is of another round, or was joined to another.
    """
    found = list(Issue.objects.filter(pk__in=[one.pk for one in issues]).select_related("item"))
    if any(one.merged_into_id or one.round_id not in set(row.rounds.values_list("pk", flat=True)) for one in found):
        raise ValidationError(_("An issue is of a round that this version does not answer, or was joined to another."))
    return found


def free_key(row: NextVersion, requirement: str) -> str:
    """A name for a change of a requirement that no other change has."""
    wanted = slugify(requirement.replace(".", "-")).strip("-_")[:LONGEST_KEY] or "change"
    taken = {*row.changes.values_list("key", flat=True), *NOT_NAMES}
    tried = (wanted, *(f"{wanted}-{number}" for number in range(2, len(taken) + 3)))
    return next(one for one in tried if one not in taken)
