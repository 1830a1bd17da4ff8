"""Search over the requirements of a version in every language of its texts."""

from dataclasses import dataclass

from ladder.catalogue.models import FrameworkVersion, RequirementText
from ladder.catalogue.queries.versions import pack_of
from ladder.catalogue.words import fold
from ladder.packfiles.model import Reading

MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Hit:
    """A requirement whose words in `language` hold every word that was asked for."""

    key: str
    language: str
    title: str
    text: str
    state: str
    principle: int
    level: int
    gate: str
    own_title: Reading


def search_requirements(version: FrameworkVersion, question: str, language: str) -> list[Hit]:
    """Requirements that hold every word of the question, in one query.

    Capitals and diacritics do not matter, and Chinese is found without blanks. Where several languages match, the hit
    is shown in `language`, or else in the first that matches.
    """
    words = fold(question).split()[:MOST_WORDS]
    if not words:
        return []
    texts = RequirementText.objects.filter(requirement_version__version=version)
    for word in words:
        texts = texts.filter(search__contains=word)
    found: dict[str, Hit] = {}
    pack = pack_of(version)
    rows = texts.select_related("requirement_version").order_by("requirement_version__position", "language")
    for row in rows:
        one = row.requirement_version
        if one.key not in found or row.language == language:
            found[one.key] = Hit(
                one.key, row.language, row.title, row.text, row.state, one.principle, one.level, one.gate,
                pack.read("requirements", one.key, "title", language),
            )  # fmt: skip
    return list(found.values())
