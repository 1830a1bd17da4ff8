"""Puts the stakeholder groups and the known sources in place; harmless when repeated."""

from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from ladder.registry.models import Source, StakeholderGroup

DATA = Path(__file__).resolve().parent.parent / "data"


def read_data(name: str) -> Any:
    """One of the room's own data files."""
    return yaml.safe_load((DATA / name).read_text(encoding="utf-8"))


@transaction.atomic
def seed_registry() -> None:
    """Store groups and sources as the data files give them, adding and correcting, never removing."""
    groups = [
        StakeholderGroup(key=row["key"], position=position, names=row["names"])
        for position, row in enumerate(read_data("stakeholder_groups.yaml"), 1)
    ]
    StakeholderGroup.objects.bulk_create(
        groups, update_conflicts=True, unique_fields=["key"], update_fields=["position", "names"]
    )
    sources = [Source(**row) for row in read_data("sources.yaml")]
    Source.objects.bulk_create(
        sources,
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=["title", "publisher", "licence", "credit", "url"],
    )
