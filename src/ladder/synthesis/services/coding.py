"""Assigns themes to what people said, one contribution at a time."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from ladder.accounts.models import User
from ladder.audit import services as audit
from ladder.consultation.models import Contribution
from ladder.synthesis.models import Coding, Theme


@transaction.atomic
def code_contribution(*, contribution: Contribution, themes: Iterable[Theme], actor: User, on: date) -> int:
    """Make these the themes of a contribution; returns how many codings were added or taken away.

    What was given before and stays keeps its day and its hand.
    """
    wanted = {
        theme.pk: theme for theme in themes if theme.round_id == contribution.round_id and not theme.merged_into_id
    }
    shown = Coding.objects.filter(contribution=contribution, theme__merged_into=None)
    held = set(shown.values_list("theme_id", flat=True))
    gone, _ = shown.exclude(theme__in=wanted).delete()
    fresh = [theme for key, theme in wanted.items() if key not in held]
    Coding.objects.bulk_create(
        Coding(contribution=contribution, theme=theme, first_theme=theme, coded_by=actor, coded_on=on)
        for theme in fresh
    )
    changed = gone + len(fresh)
    if changed:
        audit.record(
            actor=actor,
            action="synthesis.contribution_coded",
            target=f"contribution:{contribution.number}",
            detail={"themes": sorted(str(theme.public_id) for theme in wanted.values())},
        )
    return changed
