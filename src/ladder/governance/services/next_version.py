"""A version in the making: begun for a base and closed rounds, dated, confirmed, built as often as need be."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ladder.accounts.models import User
from ladder.audit.services import record
from ladder.catalogue.faults import CatalogueFaultsError
from ladder.catalogue.models import FrameworkVersion
from ladder.catalogue.services import load_pack
from ladder.catalogue.services.load import discard_draft
from ladder.consultation.models import Round
from ladder.consultation.services.carrying import carry_to
from ladder.consultation.wording import trimmed
from ladder.core.canonical import digest_of
from ladder.governance.models import NextVersion
from ladder.governance.queries.amendments import proposed_of
from ladder.governance.queries.migration_map import build_map
from ladder.governance.say_faults import say_fault
from ladder.packfiles.faults import ERROR

Loaded = TypeVar("Loaded")
State = NextVersion.State
CHANGEABLE = (State.DRAFTING, State.BUILT)


@dataclass(frozen=True, slots=True)
class Terms:
    """What the version is called and when it holds; `transition_words` say by language what holds until then."""

    version: str
    effective_from: date | None = None
    transition_until: date | None = None
    transition_words: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def make_next_version(
    *, base: FrameworkVersion, rounds: Sequence[Round], terms: Terms, actor: User, at: datetime
) -> NextVersion:
    """Begin the version that follows `base` and answers `rounds`.

    Raises:
        ValidationError: a round is not closed or about another version, or the name is taken.
    """
    held = FrameworkVersion.objects.select_for_update().get(pk=base.pk)
    if held.status == FrameworkVersion.Status.WITHDRAWN:
        raise ValidationError({"base": _("This version was withdrawn. Choose one that stands.")})
    refuse_rounds(held, rounds)
    refuse_terms(held, terms, None)
    row = NextVersion.objects.create(base=held, made_by=actor, made_at=at, **stored(terms))
    row.rounds.set(rounds)
    note(row, actor, "begun", base=held.version)
    return row


@transaction.atomic
def change_terms(*, next_version: NextVersion, terms: Terms, actor: User) -> NextVersion:
    """Another name, other dates. What was built is no longer what is meant.

    Raises:
        ValidationError: it is published or set aside, or the name is taken.
    """
    row = lock_changeable(next_version)
    refuse_terms(row.base, terms, row)
    if terms.version != row.version:
        discard(row)
    for name, value in stored(terms).items():
        setattr(row, name, value)
    row.state = State.DRAFTING
    row.save()
    note(row, actor, "dated")
    return row


@transaction.atomic
def set_aside(*, next_version: NextVersion, actor: User) -> NextVersion:
    """Give a version in the making up. Its draft leaves the catalogue; the changes stay on record.

    Raises:
        ValidationError: it is published, set aside already, or something refers to its draft.
    """
    row = lock_changeable(next_version)
    discard(row)
    row.state = State.SET_ASIDE
    row.save()
    note(row, actor, "set_aside")
    return row


@transaction.atomic
def confirm_migration(*, next_version: NextVersion, digest: str, actor: User, at: datetime) -> NextVersion:
    """Confirm what became of every requirement; `digest` is that of the map the person looked at.

    Raises:
        ValidationError: a fault is in the way, or the map is another one now.
    """
    row = lock_changeable(next_version)
    pack = proposed_of(row).pack
    if pack is None:
        raise ValidationError(_("The changes cannot be applied yet. Mend the faults first."))
    if build_map(row, pack).digest != digest:
        raise ValidationError(_("The map is not the one you looked at any more: something was changed. Look again."))
    row.migration_confirmed_by, row.migration_confirmed_at = actor, at
    row.save(update_fields=["migration_confirmed_by", "migration_confirmed_at"])
    note(row, actor, "migration_confirmed", map=digest)
    return row


@transaction.atomic
def build_version(*, next_version: NextVersion, actor: User | None, on: date) -> NextVersion:
    """Load what the changes make as a draft of the catalogue, in place of an earlier one, and carry comments to it.

    Raises:
        ValidationError: with every fault of the changes, or because the draft is in use; nothing was written.
    """
    row = lock_changeable(next_version)
    proposed = proposed_of(row)
    if proposed.pack is None:
        raise ValidationError([say_fault(fault) for fault in proposed.faults if fault.severity == ERROR])
    refuse_terms(row.base, Terms(row.version), row)
    pack = proposed.pack
    draft = translate(lambda: load_pack(pack, actor=actor, on=on))
    row.draft, row.built_digest, row.state = draft, draft.content_hash, State.BUILT
    row.save(update_fields=["draft", "built_digest", "state"])
    for one in row.rounds.all():
        carry_to(in_round=one, version=draft, actor=actor)
    note(row, actor, "built", digest=draft.content_hash)
    return row


def lock_changeable(next_version: NextVersion) -> NextVersion:
    """The version in the making as it stands now, held until the transaction ends.

    Raises:
        ValidationError: it is published or set aside.
    """
    rows = NextVersion.objects.select_related("base__framework", "draft").select_for_update(of=("self",), no_key=True)
    row = rows.get(pk=next_version.pk)
    if row.state not in CHANGEABLE:
        raise ValidationError(_("This version is published or set aside: it does not change any more."))
    return row


def unbuild(row: NextVersion, *, keeps_map: bool = False) -> None:
    """Say that what was built, and the map unless it is kept, are no longer what the changes say."""
    row.state = State.DRAFTING
    if not keeps_map:
        row.migration_confirmed_by = row.migration_confirmed_at = None
    row.save(update_fields=["state", "migration_confirmed_by", "migration_confirmed_at"])


def terms_digest(row: NextVersion) -> str:
    """What a decision names beside the content: the transition that it grants."""
    until = row.transition_until.isoformat() if row.transition_until else None
    return digest_of({"transition_until": until, "transition_words": row.transition_words})


def discard(row: NextVersion) -> None:
    """Take the draft out of the catalogue, if there is one."""
    draft = row.draft
    if draft is not None:
        translate(lambda: discard_draft(draft))
    row.draft, row.built_digest = None, ""


def translate(load: Callable[[], Loaded]) -> Loaded:
    """What the catalogue gives; its refusal as ours."""
    try:
        return load()
    except CatalogueFaultsError as refusal:
        raise ValidationError([fault.sentence for fault in refusal.faults]) from refusal


def refuse_rounds(base: FrameworkVersion, rounds: Sequence[Round]) -> None:
    """Rounds are closed, and about the base."""
    if any(one.version_id != base.pk for one in rounds):
        raise ValidationError({"rounds": _("A round is about another version than the one that changes.")})
    if any(one.status != Round.Status.CLOSED for one in rounds):
        raise ValidationError({"rounds": _("A round is not closed yet. Close it first, so that everybody was heard.")})


def refuse_terms(base: FrameworkVersion, terms: Terms, own: NextVersion | None) -> None:
    """The name is free, and the dates follow each other."""
    taken = FrameworkVersion.objects.filter(framework=base.framework_id, version=terms.version)
    begun = NextVersion.objects.filter(base=base, version=terms.version, state__in=CHANGEABLE)
    if own is not None:
        taken, begun = taken.exclude(pk=own.draft_id or 0), begun.exclude(pk=own.pk)
    if taken.exists() or begun.exists():
        sentence = _("There is a version %(version)s already. Choose another number.")
        raise ValidationError({"version": sentence % {"version": terms.version}})
    starts, until = terms.effective_from, terms.transition_until
    if until and (starts is None or until < starts):
        raise ValidationError(
            {"transition_until": _("The transition ends on or after the day from which the version is in force.")}
        )


def stored(terms: Terms) -> dict[str, object]:
    """Terms as fields of the row."""
    return {
        "version": terms.version.strip(),
        "effective_from": terms.effective_from,
        "transition_until": terms.transition_until,
        "transition_words": trimmed(terms.transition_words),
    }


def note(row: NextVersion, actor: User | None, what: str, **detail: object) -> None:
    """The entry in the log."""
    record(
        actor=actor, action=f"governance.next_version_{what}", target=f"next_version:{row.public_id}",
        detail={"version": row.version, **detail},
    )  # fmt: skip
