"""Makes, names, joins and divides themes. Every step leaves its trace, and a join or division can be taken back."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from ladder.accounts.models import User
from ladder.audit import services as audit
from ladder.consultation.models import Round
from ladder.synthesis.models import Coding, Theme, ThemeEvent

UNDOABLE = (ThemeEvent.Kind.MERGED, ThemeEvent.Kind.SPLIT)


class ThemeRefusedError(ValueError):
    """A step with themes that cannot be taken; `why` is a key of `forms.REFUSALS`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@transaction.atomic
def make_theme(*, consultation: Round, names: Mapping[str, str], actor: User, on: date) -> Theme:
    """A new theme, named in at least one language."""
    theme = Theme.objects.create(round=consultation, names=dict(names), created_on=on)
    note(theme=theme, kind=ThemeEvent.Kind.MADE, actor=actor)
    return theme


@transaction.atomic
def rename_theme(*, theme: Theme, names: Mapping[str, str], actor: User) -> Theme:
    """Give a theme other names; a language that is not named keeps its name."""
    theme.names = {**theme.names, **names}
    theme.save(update_fields=["names"])
    note(theme=theme, kind=ThemeEvent.Kind.RENAMED, actor=actor)
    return theme


@transaction.atomic
def merge_theme(*, theme: Theme, into: Theme, actor: User) -> ThemeEvent:
    """Take a theme into another one. Its codings move; one that the other has already stays behind, out of sight.

    Raises:
        ThemeRefusedError: both are one, of different rounds, or one was merged before.
    """
    if theme.pk == into.pk or theme.round_id != into.round_id:
        raise ThemeRefusedError("same")
    theme, into = lock(theme, into)
    if theme.merged_into_id or into.merged_into_id:
        raise ThemeRefusedError("merged")
    moved = move_codings(Coding.objects.filter(theme=theme), into)
    theme.merged_into = into
    theme.save(update_fields=["merged_into"])
    return note(theme=theme, kind=ThemeEvent.Kind.MERGED, actor=actor, other=into, moved=moved)


@transaction.atomic
def split_theme(
    *, theme: Theme, numbers: Iterable[UUID], names: Mapping[str, str], actor: User, on: date
) -> tuple[Theme, ThemeEvent]:
    """Make a new theme of some of a theme's contributions.

    Raises:
        ThemeRefusedError: nothing was chosen, or the theme was merged before.
    """
    [theme] = lock(theme)
    if theme.merged_into_id:
        raise ThemeRefusedError("merged")
    chosen = Coding.objects.filter(theme=theme, contribution__number__in=list(numbers))
    if not chosen.exists():
        raise ThemeRefusedError("nothing")
    made = Theme.objects.create(round=theme.round, names=dict(names), split_from=theme, created_on=on)
    moved = move_codings(chosen, made)
    event = note(theme=made, kind=ThemeEvent.Kind.SPLIT, actor=actor, other=theme, moved=moved)
    return made, event


@transaction.atomic
def undo(*, event: ThemeEvent, actor: User) -> ThemeEvent:
    """Take back a merge or a split; what was coded in the meantime stays where it was put.

    Raises:
        ThemeRefusedError: it is of another kind, was taken back before, or a later step stands on it.
    """
    if event.kind not in UNDOABLE or event.other is None:
        raise ThemeRefusedError("undone")
    theme, other = lock(event.theme, event.other)
    if ThemeEvent.objects.filter(undoes=event).exists():
        raise ThemeRefusedError("undone")
    if event.kind == ThemeEvent.Kind.MERGED:
        if theme.merged_into_id != other.pk:
            raise ThemeRefusedError("later")
        theme.merged_into = None
        moved = move_codings(Coding.objects.filter(theme=other, contribution__number__in=event.detail["moved"]), theme)
    else:
        if theme.merged_into_id or other.merged_into_id:
            raise ThemeRefusedError("later")
        theme.merged_into = other
        moved = move_codings(Coding.objects.filter(theme=theme), other)
    theme.save(update_fields=["merged_into"])
    return note(theme=theme, kind=ThemeEvent.Kind.UNDONE, actor=actor, other=other, moved=moved, undoes=event)


def lock(*themes: Theme) -> list[Theme]:
    """The themes as they stand now, kept from others until the transaction ends."""
    rows = Theme.objects.select_for_update(of=("self",)).select_related("round").order_by("pk")
    found = {row.pk: row for row in rows.filter(pk__in=[theme.pk for theme in themes])}
    return [found[theme.pk] for theme in themes]


def move_codings(rows: QuerySet[Coding], to: Theme) -> list[str]:
    """Move codings to another theme, but for contributions that it has already; returns the numbers moved."""
    held = Coding.objects.filter(theme=to).values("contribution")
    pairs = list(rows.exclude(contribution__in=held).values_list("pk", "contribution__number"))
    Coding.objects.filter(pk__in=[key for key, _ in pairs]).update(theme=to)
    return sorted(str(number) for _, number in pairs)


def note(
    *, theme: Theme, kind: str, actor: User, other: Theme | None = None, moved: Iterable[str] = (),
    undoes: ThemeEvent | None = None,
) -> ThemeEvent:  # fmt: skip
    """The trace of a step, and its entry in the log."""
    numbers = list(moved)
    audit.record(
        actor=actor,
        action=f"synthesis.theme_{kind}",
        target=f"theme:{theme.public_id}",
        detail={"other": str(other.public_id) if other else "", "moved": len(numbers)},
    )
    return ThemeEvent.objects.create(
        round=theme.round, kind=kind, theme=theme, other=other, undoes=undoes, actor=actor,
        detail={"moved": numbers} if other else {}, happened_at=timezone.now(),
    )  # fmt: skip
