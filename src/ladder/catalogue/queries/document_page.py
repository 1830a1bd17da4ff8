"""What the document page and the page of questions show of a version."""

from collections import Counter
from dataclasses import dataclass

from ladder.catalogue.prose import Block, read_blocks
from ladder.packfiles.model import DRAFT, REVIEWED, SOURCE, STALE, Licence, Pack, Reading, Source

MISSING = "missing"
STATES = (SOURCE, REVIEWED, DRAFT, STALE, MISSING)


@dataclass(frozen=True, slots=True)
class LanguageState:
    """How many texts of a language stand in each state."""

    language: str
    is_authoritative: bool
    texts: int
    source: int
    reviewed: int
    draft: int
    stale: int
    missing: int


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """A version as a document."""

    name: Reading
    summary: Reading
    notice: Reading
    urn: str
    provider: str
    licence: Licence
    follows: str
    languages: tuple[LanguageState, ...]
    sources: tuple[Source, ...]
    about: tuple[Block, ...]
    requirements: int


@dataclass(frozen=True, slots=True)
class Answer:
    """A question with its answer."""

    key: str
    question: Reading
    answer: Reading


def build_document_page(pack: Pack, language: str) -> DocumentPage:
    """The document page of a version."""
    return DocumentPage(
        name=pack.read("framework", "framework", "name", language),
        summary=pack.read("framework", "framework", "summary", language),
        notice=pack.read("framework", "framework", "notice", language),
        urn=pack.urn,
        provider=pack.provider,
        licence=pack.licence,
        follows=pack.migration.from_version if pack.migration else "",
        languages=tuple(state_of(pack, one) for one in pack.languages),
        sources=pack.sources,
        about=read_blocks(pack.about),
        requirements=len(pack.requirements),
    )


def state_of(pack: Pack, language: str) -> LanguageState:
    """Counts of the texts of a language by state."""
    readings = [pack.read(*place, language) for place in pack.texts[pack.authoritative_language]]
    counts = Counter(reading.state if reading.language == language else MISSING for reading in readings)
    is_authoritative = language == pack.authoritative_language
    return LanguageState(language, is_authoritative, len(readings), **{state: counts[state] for state in STATES})


def list_questions(pack: Pack, language: str) -> list[Answer]:
    """Questions and answers in their order."""
    return [
        Answer(one.key, pack.read("faq", one.key, "question", language), pack.read("faq", one.key, "answer", language))
        for one in pack.faq
    ]
