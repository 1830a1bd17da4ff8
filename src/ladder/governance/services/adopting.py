"""Makes a version in the making of a draft loaded as a pack: its migration becomes changes with their issues."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ladder.accounts.models import User
from ladder.catalogue.models import FrameworkVersion
from ladder.catalogue.queries import pack_of
from ladder.consultation.models import Round
from ladder.consultation.services.carrying import carry_to
from ladder.governance.models import Change, Issue, NextVersion
from ladder.governance.queries.source_words import parent_of
from ladder.governance.services.changes import issues_of, stored
from ladder.governance.services.next_version import note, refuse_rounds
from ladder.packfiles.document import as_entry
from ladder.packfiles.model import Pack, Text, TextKey
from ladder.packfiles.sections import SECTIONS

FIELDS = SECTIONS["requirements"].fields


@transaction.atomic
def adopt_draft(
    *, draft: FrameworkVersion, rounds: Sequence[Round], causes: Mapping[str, Sequence[Issue]], actor: User,
    at: datetime,
) -> NextVersion:  # fmt: skip
    """The version in the making of a draft that was written outside; `causes` are issues by step of its migration.

    It counts as built: what a decision would publish is the draft as it was loaded. A step without issues is the
    committee's own change, and says so.

    Raises:
        ValidationError: it is no draft, follows no version of the catalogue, is adopted already, or a round or an issue
            does not belong to the version that it follows.
    """
    held = FrameworkVersion.objects.select_for_update(of=("self",)).select_related("framework").get(pk=draft.pk)
    pack = pack_of(held)
    base = find_base(held, pack)
    refuse_rounds(base, rounds)
    row = NextVersion.objects.create(
        base=base, version=held.version, state=NextVersion.State.BUILT, effective_from=held.effective_from,
        draft=held, built_digest=held.content_hash, made_by=actor, made_at=at,
    )  # fmt: skip
    row.rounds.set(rounds)
    for change in changes_of(row, pack_of(base), pack, actor, at):
        change.save()
        change.issues.set(issues_of(row, causes.get(change.key, ())))
    for one in rounds:
        carry_to(in_round=one, version=held, actor=actor)
    note(row, actor, "adopted", base=base.version, digest=held.content_hash)
    return row


def find_base(draft: FrameworkVersion, pack: Pack) -> FrameworkVersion:
    """The version that a draft follows.

    Raises:
        ValidationError: there is none, or the draft cannot be adopted.
    """
    if draft.status != FrameworkVersion.Status.DRAFT:
        raise ValidationError(_("Version %(version)s is no draft any more.") % {"version": draft.version})
    if NextVersion.objects.filter(draft=draft).exists():
        raise ValidationError(_("This draft is a version in the making already."))
    before = pack.migration.from_version if pack.migration else ""
    found = FrameworkVersion.objects.filter(framework=draft.framework, version=before).first()
    if found is None:
        raise ValidationError(_("This draft does not say which version of the catalogue it follows."))
    return found


def changes_of(row: NextVersion, base: Pack, pack: Pack, actor: User, at: datetime) -> list[Change]:
    """The steps of the migration as changes, not stored yet."""
    made = []
    for step in pack.migration.steps if pack.migration else ():
        change = Change(
            next_version=row, key=step.key, kind=step.kind, before=list(step.before), after=list(step.after),
            notes=words_in(pack, TextKey("migration", step.key, "reason")), written_by=actor, written_at=at,
        )  # fmt: skip
        change.entries = {key: found for key in step.after if (found := entry_of(base, pack, change, key))}
        change.texts = {key: found for key in step.after if (found := texts_of(base, pack, change, key))}
        made.append(change)
    return made


def words_in(pack: Pack, place: TextKey) -> dict[str, str]:
    """A text by language."""
    return {language: found[place].text for language, found in pack.texts.items() if place in found}


def entry_of(base: Pack, pack: Pack, change: Change, key: str) -> dict[str, Any]:
    """What a requirement asks without its words, where it differs from the one it came from."""
    parent = base.requirement_by_id.get(parent_of(change, key))
    known = as_entry(parent) if parent else {}
    entry = as_entry(pack.requirement_by_id[key])
    return {name: value for name, value in entry.items() if name != "id" and known.get(name) != value}


def texts_of(base: Pack, pack: Pack, change: Change, key: str) -> dict[str, dict[str, dict[str, str]]]:
    """The words of a requirement by field and language, where they differ from those of the one it came from."""
    parent = parent_of(change, key)
    kept: dict[str, dict[str, dict[str, str]]] = {}
    for name in FIELDS:
        before = texts_at(base, TextKey("requirements", parent, name))
        after = texts_at(pack, TextKey("requirements", key, name))
        words = {code: stored(text) for code, text in after.items() if before.get(code) != text}
        if words:
            kept[name] = words
    return kept


def texts_at(pack: Pack, place: TextKey) -> dict[str, Text]:
    """The text in each language that has it."""
    return {language: found[place] for language, found in pack.texts.items() if place in found}
