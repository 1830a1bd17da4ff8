"""The words around a release's numbers: passages, themes, translations, ways in. Frozen when it is published.

Until then the report is a preview and reads them as they stand. From then on it reads its own file, so that the same
report comes out of it for ever, whatever is translated or written later.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from ladder.consultation.models import Contribution, Round, Translation
from ladder.core.canonical import write_canonically
from ladder.synthesis.models import Passage, Release
from ladder.synthesis.queries.about import with_proposed
from ladder.synthesis.queries.releases import BESIDE, bundle_of, file_of
from ladder.synthesis.queries.requirement import Translations
from ladder.synthesis.queries.themes import lines_of
from ladder.synthesis.report.source import ChannelFacts, PassageFacts, Texts

WORDS = f"{BESIDE}words.json"


@dataclass(frozen=True, slots=True)
class WordsAround:
    """What people wrote beside the numbers."""

    passages: tuple[PassageFacts, ...]
    themes: tuple[tuple[Texts, int], ...]
    translations: Translations
    channels: tuple[ChannelFacts, ...]

    def as_document(self) -> dict[str, Any]:
        """Plain values for the file."""
        return {
            "channels": [each.channel for each in self.channels if each.is_in_use],
            "passages": [asdict(one) for one in self.passages],
            "themes": [{"names": dict(names), "comments": comments} for names, comments in self.themes],
            "translations": [
                {"item": item, "text": text, "in": {language: list(pair) for language, pair in words.items()}}
                for (item, text), words in sorted(self.translations.items())
            ],
        }  # fmt: skip

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "WordsAround":
        """The words from the file."""
        used = set(document["channels"])
        return cls(
            passages=tuple(
                PassageFacts(one["kind"], one["texts"], tuple(one["requirements"]), one["comments"])
                for one in document["passages"]
            ),
            themes=tuple((one["names"], one["comments"]) for one in document["themes"]),
            translations={
                (one["item"], one["text"]): {language: (words, made) for language, (words, made) in one["in"].items()}
                for one in document["translations"]
            },
            channels=tuple(ChannelFacts(channel, channel in used) for channel in Contribution.Channel.values),
        )


def words_of(release: Release) -> WordsAround:
    """The words of a release: its own where it is published, else as they stand now."""
    frozen = file_of(release, WORDS)
    return WordsAround.from_document(json.loads(frozen)) if frozen else collect_words(release)


def write_words(release: Release) -> str:
    """The file of the words, as it is frozen at publication."""
    return write_canonically(collect_words(release).as_document()).decode("utf-8")


def collect_words(release: Release) -> WordsAround:
    """The words as they stand now; of translations only those of words that the release shows."""
    consultation = release.round
    shown = {(comment.item, comment.text) for comment in bundle_of(release).comments}
    known = translations_of(consultation)
    used = set(
        Contribution.objects.filter(round=consultation).order_by("channel").values_list("channel", flat=True).distinct()
    )
    rows = Passage.objects.filter(round=consultation).prefetch_related("contributions")
    return WordsAround(
        passages=tuple(
            PassageFacts(row.kind, row.texts, tuple(row.requirements), len(row.contributions.all())) for row in rows
        ),
        themes=tuple((line.names, line.voices.remarks - line.voices.copies) for line in lines_of(consultation)),
        translations={key: words for key, words in known.items() if key in shown},
        channels=tuple(ChannelFacts(channel, channel in used) for channel in Contribution.Channel.values),
    )


def translations_of(consultation: Round) -> dict[tuple[str, str], dict[str, tuple[str, str]]]:
    """By requirement and words, the translations of what may be quoted."""
    rows = Translation.objects.filter(
        contribution__round=consultation, contribution__consent__in=Contribution.Consent.quotable()
    )
    found: dict[tuple[str, str], dict[str, tuple[str, str]]] = {}
    for row in rows.select_related("contribution__item").order_by("language"):
        said = row.contribution
        if said.item is not None:
            words = found.setdefault((said.item.key, with_proposed(said.text, said.proposed)), {})
            words[row.language] = with_proposed(row.text, row.proposed), made_by(row)
    return found


def made_by(translation: Translation) -> str:
    """The key of `words.TRANSLATION_WORDS` for a translation."""
    return f"{translation.origin}_checked" if translation.is_reviewed else str(translation.origin)
