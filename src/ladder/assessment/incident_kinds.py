"""Names of incident kinds and day sheet counts, and what a kind bears on: content, read from `data/`."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from ladder.catalogue.models import FrameworkVersion
from ladder.catalogue.queries import pack_of
from ladder.webkit.languages import pack_language

DATA = Path(__file__).resolve().parent / "data"


@cache
def read_data(name: str) -> Mapping[str, Mapping[str, Any]]:
    """One of the files, by key."""
    return MappingProxyType(yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8")))


def requirement_for(kind: str, version: FrameworkVersion) -> str:
    """The key of the requirement that a kind bears on in a version's framework; empty where there is none."""
    known = read_data("incident_kinds").get(kind, {}).get("bears_on", {})
    return str(known.get(pack_of(version).urn, ""))


def kind_names(language: str | None = None) -> dict[str, str]:
    """Names of all kinds in a language of packs (the reader's, if not said)."""
    return names_of("incident_kinds", "names", language)


def count_names(language: str | None = None) -> dict[str, str]:
    """Names of the day sheet's numbers."""
    return names_of("day_sheet_counts", "names", language)


def count_hints(language: str | None = None) -> dict[str, str]:
    """How to count each of them."""
    return names_of("day_sheet_counts", "hints", language)


def names_of(file: str, part: str, language: str | None) -> dict[str, str]:
    """One part of a file by key."""
    chosen = language or pack_language()
    return {key: str(one[part].get(chosen) or one[part]["en"]) for key, one in read_data(file).items()}
