"""The forms' own words and the order in which a site is walked: content, read from `data/`."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

import yaml

from ladder.core.field.forms.rows import Words

DATA = Path(__file__).resolve().parent / "data"


@cache
def form_words() -> Mapping[str, Words]:
    """Every word of the forms by key, in every language."""
    read = yaml.safe_load((DATA / "form_words.yaml").read_text(encoding="utf-8"))
    return MappingProxyType({key: MappingProxyType(words) for key, words in read.items()})


@cache
def walking_orders() -> Mapping[str, tuple[str, ...]]:
    """Keys of principles in walking order, by the urn of the framework."""
    read = yaml.safe_load((DATA / "walking_order.yaml").read_text(encoding="utf-8"))
    return MappingProxyType({urn: tuple(keys) for urn, keys in read.items()})
