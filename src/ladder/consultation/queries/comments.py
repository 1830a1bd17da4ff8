"""One requirement of the document as those read it who comment on it."""

from dataclasses import dataclass

from django.db.models import QuerySet

from ladder.catalogue.queries import pack_of
from ladder.catalogue.queries.matrix import level_key
from ladder.catalogue.queries.requirement_page import RequirementPage, build_page
from ladder.consultation.models import Contribution, Round, RoundItem
from ladder.core.consultation.words import split_sentences
from ladder.packfiles.model import Reading
from ladder.webkit.languages import pack_language

FIELDS = ("title", "text", "evidence")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that can be commented on, and where it stands."""

    field: str
    start: int
    text: str

    @property
    def choice(self) -> str:
        """How a form names it."""
        return f"{self.field}.{self.start}"


@dataclass(frozen=True, slots=True)
class ItemPage:
    """A requirement with what its level means."""

    page: RequirementPage
    level_summary: Reading

    def reading(self, field: str) -> Reading:
        """One of the fields that can be commented on."""
        found = {"title": self.page.title, "text": self.page.text, "evidence": self.page.evidence}
        return found[field]

    @property
    def sentences(self) -> list[Sentence]:
        """Every sentence that can be commented on, in order."""
        return [
            Sentence(field, start, self.reading(field).text[start:end])
            for field in FIELDS
            for start, end in split_sentences(self.reading(field).text)
        ]


def show_item(in_round: Round, item: RoundItem) -> ItemPage:
    """A requirement of the round in the reader's language."""
    pack, language = pack_of(in_round.version), pack_language()
    summary = pack.read("levels", level_key(pack, item.level), "summary", language)
    return ItemPage(build_page(pack, item.key, language), summary)


def count_comments(item: RoundItem) -> int:
    """How many comments a requirement has, whatever they say."""
    return comments_on(item).count()


def list_quotable(item: RoundItem) -> list[Contribution]:
    """Comments that may be quoted, in an order that tells nothing; to be shown only when the round is over."""
    rows = comments_on(item).filter(consent__in=Contribution.Consent.quotable()).select_related("anchor")
    return list(rows.order_by("id"))


def comments_on(item: RoundItem) -> QuerySet[Contribution]:
    """The comments on a requirement that stand."""
    return Contribution.objects.filter(item=item, kind=Contribution.Kind.COMMENT, superseded_by=None)
