"""Keeps translations of what people said: by a person or a machine, checked by another; the original stays."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from ladder.accounts.models import User
from ladder.audit import services as audit
from ladder.consultation.machine_translation import TranslationService
from ladder.consultation.models import Contribution, Round, Translation
from ladder.consultation.queries.translations import MISSING, list_queue
from ladder.consultation.tongues import OTHER
from ladder.consultation.wording import text_languages
from ladder.webkit.text import is_clean

LONGEST_TEXT = 50_000
MOST_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class TranslatedWords:
    """A comment and its proposed wording in another language."""

    text: str
    proposed: str = ""


@transaction.atomic
def save_translation(
    *, contribution: Contribution, language: str, words: TranslatedWords, actor: User, on: date
) -> Translation:
    """Keep a person's translation; it replaces an earlier one, and has to be checked by somebody else.

    Raises:
        ValidationError: the language is the original's or not one of ours, or a text that is needed is missing.
    """
    check_language(contribution, language)
    check_words(contribution, words)
    translation, _is_new = Translation.objects.update_or_create(
        contribution=contribution,
        language=language,
        defaults={
            "text": words.text.strip(),
            "proposed": words.proposed.strip(),
            "origin": Translation.Origin.PERSON,
            "service": "",
            "is_reviewed": False,
            "made_by": actor,
            "reviewed_by": None,
            "made_on": on,
        },
    )
    note(translation, "translation_saved", actor)
    return translation


def check_language(contribution: Contribution, language: str) -> None:
    """Refuse a language that makes no sense."""
    if language not in text_languages() or language == contribution.language:
        raise ValidationError(_("Choose a language of this place other than that of the original."))


def check_words(contribution: Contribution, words: TranslatedWords) -> None:
    """Refuse missing, overlong and unkeepable words."""
    faults = {}
    for name in ("text", "proposed"):
        original, translated = getattr(contribution, name), getattr(words, name).strip()
        if original.strip() and not translated:
            faults[name] = _("The original has words here: translate them too.")
        elif translated and not original.strip():
            faults[name] = _("The original has no words here: leave this empty.")
        elif len(translated) > LONGEST_TEXT or not is_clean(translated):
            faults[name] = _("These words cannot be kept: they are too long, or hold a sign that is none.")
    if faults:
        raise ValidationError(faults)


@transaction.atomic
def check_translation(*, translation: Translation, actor: User) -> None:
    """Mark a translation as checked. A person's own translation is checked by another person.

    Raises:
        ValidationError: the person made it, or the original was changed since.
    """
    row = Translation.objects.select_for_update().select_related("contribution").get(pk=translation.pk)
    if row.made_by_id == actor.pk:
        raise ValidationError(_("You made this translation. Somebody else has to check it."))
    if hasattr(row.contribution, "superseded_by"):
        raise ValidationError(_("The original was changed since. Translate the new words."))
    row.is_reviewed, row.reviewed_by = True, actor
    row.save(update_fields=["is_reviewed", "reviewed_by"])
    note(row, "translation_checked", actor)


def translate_by_machine(
    *, in_round: Round, language: str, service: TranslationService, actor: User, on: date
) -> list[Translation]:
    """Have a service translate what lacks a translation, at most `MOST_AT_ONCE` at a time.

    Words that are for the committee's eyes alone are never sent. The service is asked before anything is written; if it
    fails, nothing is. What was withdrawn, restricted or translated by a person meanwhile is left alone.

    Raises:
        TranslationFailedError: the service failed.
        ValidationError: the language is not one of ours.
    """
    if language not in text_languages():
        raise ValidationError(_("Choose a language of this place."))
    rows = sorted(sendable(in_round, language)[:MOST_AT_ONCE], key=lambda row: row.language)
    translated: dict[int, TranslatedWords] = {}
    for source, group in groupby(rows, key=lambda row: row.language):
        translated |= ask(service, list(group), source, language)
    return store(in_round, language, translated, service.name, on, actor) if translated else []


def sendable(round_: Round, language: str) -> QuerySet[Contribution]:
    """What lacks a translation and may be sent: neither for the committee alone, nor in a language nobody named."""
    rows = list_queue(round_, language, MISSING).exclude(consent=Contribution.Consent.COMMITTEE_ONLY)
    return rows.exclude(language=OTHER)


def ask(service: TranslationService, rows: list[Contribution], source: str, target: str) -> dict[int, TranslatedWords]:
    """The words of contributions of one language in another, by primary key. Empty texts are not sent."""
    places = [(row.pk, name) for row in rows for name in ("text", "proposed") if getattr(row, name).strip()]
    known = {row.pk: row for row in rows}
    texts = service.translate([getattr(known[key], name) for key, name in places], source, target)
    found = dict(zip(places, texts, strict=True))
    return {key: TranslatedWords(found.get((key, "text"), ""), found.get((key, "proposed"), "")) for key in known}


@transaction.atomic
def store(
    round_: Round, language: str, translated: dict[int, TranslatedWords], service: str, on: date, actor: User
) -> list[Translation]:
    """Store what a machine translated, all of it in one act."""
    still = set(sendable(round_, language).filter(pk__in=translated).values_list("pk", flat=True))
    made = Translation.objects.bulk_create(
        [
            Translation(
                contribution_id=key,
                language=language,
                text=words.text,
                proposed=words.proposed,
                origin=Translation.Origin.MACHINE,
                service=service,
                made_on=on,
            )
            for key, words in translated.items()
            if key in still
        ],
        ignore_conflicts=True,
    )
    detail = {"language": language, "texts": len(made), "service": service}
    target = f"round:{round_.public_id}"
    audit.record(actor=actor, action="consultation.machine_translated", target=target, detail=detail)
    return made


def note(translation: Translation, act: str, actor: User) -> None:
    """An entry in the log: which contribution, into which language."""
    target = f"contribution:{translation.contribution.number}"
    detail = {"language": translation.language}
    audit.record(actor=actor, action=f"consultation.{act}", target=target, detail=detail)
