"""What a round is made from, and what must be right about it before it is stored."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.utils.translation import gettext as _

from ladder.catalogue.models import FrameworkVersion
from ladder.consultation.services.refusals import refuse_all
from ladder.consultation.wording import name_of_language, text_languages, trimmed

OF_PAGES = frozenset({"gatherings", "make"})  # words that stand in the place of a round's address
LONGEST_TITLE = 200
Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RoundPlan:
    """Address, words by language, languages and dates of a round.

    `questions_and_answers` holds by language a list of `{"question", "answer"}`.
    """

    address: str
    titles: Texts
    languages: tuple[str, ...]
    opens_on: date
    closes_on: date
    overviews: Texts = field(default_factory=dict)
    visions: Texts = field(default_factory=dict)
    questions_and_answers: Mapping[str, list[dict[str, str]]] = field(default_factory=dict)
    has_open_link: bool = True

    def stored(self) -> dict[str, object]:
        """The fields of the row."""
        return {
            "address": self.address,
            "titles": trimmed(self.titles),
            "overviews": trimmed(self.overviews),
            "visions": trimmed(self.visions),
            "questions_and_answers": dict(self.questions_and_answers),
            "languages": list(self.languages),
            "opens_on": self.opens_on,
            "closes_on": self.closes_on,
            "has_open_link": self.has_open_link,
        }


def check_plan(plan: RoundPlan, version: FrameworkVersion) -> None:
    """Refuse a plan that no round can be made from.

    Raises:
        ValidationError: with every fault, each under its field.
    """
    refuse_all((*faults_of_address(plan), *faults_of_words(plan), *faults_of_place(plan, version)))


def faults_of_address(plan: RoundPlan) -> Iterator[tuple[str, str]]:
    """What is wrong with the address."""
    try:
        validate_slug(plan.address)
    except ValidationError:
        yield "address", _("Write the address with letters, digits, hyphens and underscores only.")
    if plan.address in OF_PAGES:
        yield "address", _("“%(address)s” is the address of another page. Choose another.") % {"address": plan.address}


def faults_of_words(plan: RoundPlan) -> Iterator[tuple[str, str]]:
    """Languages that are not ours or not named twice alike, and languages without a title."""
    if not plan.languages or len(set(plan.languages)) < len(plan.languages):
        yield "languages", _("Choose at least one language, each once.")
    for language in plan.languages:
        if language not in text_languages():
            yield "languages", _("“%(language)s” is not a language of this place.") % {"language": language}
        elif not plan.titles.get(language, "").strip():
            yield "titles", _("Give the round a title in %(language)s.") % {"language": name_of_language(language)}
    for title in plan.titles.values():
        if len(title) > LONGEST_TITLE:
            yield "titles", _("A title has at most %(most)s signs. Shorten it.") % {"most": LONGEST_TITLE}


def faults_of_place(plan: RoundPlan, version: FrameworkVersion) -> Iterator[tuple[str, str]]:
    """Dates that contradict each other, and a version that was withdrawn."""
    if plan.closes_on < plan.opens_on:
        yield "closes_on", _("A round cannot close before it opens. Choose a later day.")
    if version.status == FrameworkVersion.Status.WITHDRAWN:
        yield "version", _("Version %(version)s was withdrawn. Consult on another.") % {"version": version.version}
