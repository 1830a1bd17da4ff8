"""Loads what was made of the demonstration's closed round: themes, passages, and one published release."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from ladder.accounts.models import User
from ladder.consultation.models import Contribution, Round
from ladder.consultation.services.preparation import read_data
from ladder.synthesis.models import Passage, Theme
from ladder.synthesis.services.coding import code_contribution
from ladder.synthesis.services.passages import write_passage
from ladder.synthesis.services.releases import prepare_release, publish_release
from ladder.synthesis.services.themes import make_theme


@transaction.atomic
def load_demonstration_release(*, consultation: Round, keeper: User, second: User, on: date) -> None:
    """Themes, passages and a release of a round that has none; a second call adds nothing."""
    if consultation.releases.exists():
        return
    data = read_data("demonstration.yaml")
    code_comments(consultation, data, keeper, on)
    write_passages(consultation, data["passages"], keeper)
    release = prepare_release(consultation=consultation, actor=keeper, on=on)
    publish_release(release=release, actor=second, on=on)


def code_comments(consultation: Round, data: Mapping[str, Any], keeper: User, on: date) -> None:
    """The themes, and every comment under those that name its requirement."""
    themes: dict[str, list[Theme]] = {}
    for row in data["themes"]:
        theme = make_theme(consultation=consultation, names=row["names"], actor=keeper, on=on)
        for key in row["requirements"]:
            themes.setdefault(key, []).append(theme)
    said = Contribution.objects.filter(round=consultation, item__key__in=themes).exclude(text="")
    for contribution in said.select_related("item"):
        if contribution.item is not None:
            code_contribution(contribution=contribution, themes=themes[contribution.item.key], actor=keeper, on=on)


def write_passages(consultation: Round, passages: Mapping[str, Any], keeper: User) -> None:
    """Letter, limits and recommendations."""
    for kind in (Passage.Kind.LETTER, Passage.Kind.LIMITS):
        write_passage(consultation=consultation, actor=keeper, kind=kind, texts=passages[kind])
    for row in passages["recommendations"]:
        write_passage(
            consultation=consultation,
            actor=keeper,
            kind=Passage.Kind.RECOMMENDATION,
            texts=row["texts"],
            requirements=row["requirements"],
        )
