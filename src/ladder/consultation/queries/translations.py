"""What pages read of translations: the queue of what lacks one, what there is already, and its honest label."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from ladder.consultation.models import Contribution, Round, Translation
from ladder.consultation.tongues import name_of
from ladder.consultation.wording import text_languages

MISSING, MACHINE, PERSON, CHECKED = "missing", "machine", "person", "checked"
STATES = {
    MISSING: _("not translated"),
    MACHINE: _("machine, not checked"),
    PERSON: _("by a person, not checked"),
    CHECKED: _("checked"),
}
MACHINE_CHECKED = gettext_noop("machine, checked by a person")
PERSON_CHECKED = gettext_noop("by a person, checked by another")


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A contribution in the queue of one language, with its translation if there is one."""

    row: Contribution
    language: str
    state: str
    label: str


@dataclass(frozen=True, slots=True)
class LanguageCount:
    """How far one language has come."""

    code: str
    name: str
    missing: int
    machine: int
    person: int
    checked: int


def with_words(round_: Round) -> QuerySet[Contribution]:
    """The contributions of a round that stand and have words."""
    rows = Contribution.objects.filter(round=round_, superseded_by=None)
    return rows.exclude(text="", proposed="")


def needing(round_: Round, language: str) -> QuerySet[Contribution]:
    """Contributions whose words are in another language than this."""
    return with_words(round_).exclude(language=language)


def translations_into(language: str) -> QuerySet[Translation]:
    """Translations into a language of the contribution of the outer query."""
    return Translation.objects.filter(contribution=OuterRef("pk"), language=language)


def list_queue(round_: Round, language: str, state: str) -> QuerySet[Contribution]:
    """Contributions in one state for one language, in no order of coming."""
    into = translations_into(language)
    wanted = {
        MISSING: ~Exists(into),
        MACHINE: Exists(into.filter(origin=Translation.Origin.MACHINE, is_reviewed=False)),
        PERSON: Exists(into.filter(origin=Translation.Origin.PERSON, is_reviewed=False)),
        CHECKED: Exists(into.filter(is_reviewed=True)),
    }
    rows = needing(round_, language).filter(wanted.get(state, wanted[MISSING]))
    return rows.select_related("item").prefetch_related("translations").order_by("item__position", "pk")


def show_queue(rows: Iterable[Contribution], language: str) -> list[QueueRow]:
    """Rows of the queue as its page shows them; translations are to be prefetched."""
    found = []
    for row in rows:
        translation = next((one for one in row.translations.all() if one.language == language), None)
        state = state_of(translation)
        found.append(QueueRow(row, name_of(row.language), state, label_of(translation)))
    return found


def count_by_language(round_: Round) -> list[LanguageCount]:
    """How far each language of texts has come: two queries a language."""
    counts = []
    for code in text_languages():
        rows = Translation.objects.filter(language=code, contribution__in=needing(round_, code)).aggregate(
            machine=Count("pk", filter=Q(origin=Translation.Origin.MACHINE, is_reviewed=False)),
            person=Count("pk", filter=Q(origin=Translation.Origin.PERSON, is_reviewed=False)),
            checked=Count("pk", filter=Q(is_reviewed=True)),
        )
        missing = needing(round_, code).count() - sum(rows.values())
        counts.append(LanguageCount(code, name_of(code), missing, **rows))
    return counts


def state_of(translation: Translation | None) -> str:
    """The state of a translation."""
    if translation is None:
        return MISSING
    if translation.is_reviewed:
        return CHECKED
    return MACHINE if translation.origin == Translation.Origin.MACHINE else PERSON


def label_of(translation: Translation | None) -> str:
    """The label that stands beside a translation wherever it is shown, in the reader's language."""
    state = state_of(translation)
    if translation is None or state != CHECKED:
        return str(STATES[state])
    is_machine = translation.origin == Translation.Origin.MACHINE
    return str(_(MACHINE_CHECKED) if is_machine else _(PERSON_CHECKED))


def find_translation(row: Contribution, language: str) -> Translation | None:
    """The translation of a contribution into a language."""
    return Translation.objects.filter(contribution=row, language=language).select_related("contribution").first()


def find_earlier(row: Contribution, language: str) -> Translation | None:
    """The translation of what this contribution superseded: outdated, but something to begin with."""
    earlier = row.supersedes
    while earlier is not None:
        found = find_translation(earlier, language)
        if found is not None:
            return found
        earlier = earlier.supersedes
    return None
