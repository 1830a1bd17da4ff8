"""What a report is made of: the published numbers of one release and the words around them, free of any language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ladder.packfiles.model import Pack

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RowFacts:
    """One group, or several shown as one, on one requirement, as it was published.

    `state` is shown, merged, hidden, few or silent; `lean` is a word of `words.LEAN_WORDS`. Spans are (low, high),
    voices in people, share in percent.
    """

    groups: tuple[str, ...]
    state: str
    voices: tuple[int, int | None] | None
    share: tuple[int, int] | None
    lean: str


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """One requirement with its classes and the groups behind them."""

    key: str
    principle: int
    classes: tuple[str, ...]
    rows: tuple[RowFacts, ...]
    is_stable: bool
    objectors: tuple[str, ...]
    not_heard: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PeopleFacts:
    """How many people, organisations or gatherings; a span, or None where it is hidden. "" stands for all."""

    kind: str
    group: str
    gender: str
    count: tuple[int, int | None] | None


@dataclass(frozen=True, slots=True)
class QuoteFacts:
    """Words that may be quoted. `role` is a group's key, or "" where the person did not want it told.

    `translations` holds, by language, the words and the key of `words.TRANSLATION_WORDS` that says who made them.
    """

    item: str
    text: str
    language: str
    consent: str
    role: str
    province: str
    week: str
    translations: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PassageFacts:
    """Words that people wrote for the report, by language, and the requirements a recommendation rests on."""

    kind: str
    texts: Texts
    requirements: tuple[str, ...]
    comments: int


@dataclass(frozen=True, slots=True)
class ChannelFacts:
    """One way in, and how many gatherings it had, as far as that may be told."""

    channel: str
    is_in_use: bool


@dataclass(frozen=True, slots=True)
class ExtensionFacts:
    """That the round was extended: to which day, and why."""

    closes_on: date
    reason: str


@dataclass(frozen=True, slots=True)
class ReportSource:
    """Everything the report says, before it is said in a language."""

    round_address: str
    round_titles: Texts
    pack: Pack
    version: str
    languages: tuple[str, ...]
    opened_on: date
    closes_on: date
    is_open: bool
    number: int
    digest: str
    rules_digest: str
    prepared_on: date
    is_demonstration: bool
    is_illustrative: bool
    groups: Mapping[str, Texts]
    expected: Mapping[str, int]
    channels: tuple[ChannelFacts, ...]
    extensions: tuple[ExtensionFacts, ...]
    items: tuple[ItemFacts, ...]
    people: tuple[PeopleFacts, ...]
    quotes: tuple[QuoteFacts, ...]
    passages: tuple[PassageFacts, ...]
    questions: tuple[Texts, ...]
    themes: tuple[tuple[Texts, int], ...]

    def items_with(self, *classes: str) -> tuple[ItemFacts, ...]:
        """The requirements that hold any of these classes."""
        return tuple(item for item in self.items if not set(item.classes).isdisjoint(classes))
