"""Writes translations of a version in the making: of changed requirements, and of those that stay as they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ladder.accounts.models import User
from ladder.catalogue.queries import pack_of
from ladder.governance.models import Change, NextVersion
from ladder.governance.queries.source_words import inherited, words_of
from ladder.governance.services.changes import free_key, stored
from ladder.governance.services.next_version import lock_changeable, note, unbuild
from ladder.packfiles.model import DRAFT, STALE, TEXT_STATES, Pack, Text, fingerprint


@dataclass(frozen=True, slots=True)
class Translated:
    """The words of a requirement in a language, by field: a draft, or reviewed."""

    key: str
    language: str
    words: Mapping[str, str]
    state: str


@transaction.atomic
def write_translation(
    *, next_version: NextVersion, made: Translated, revision: int, actor: User, at: datetime
) -> Change:
    """Write a translation of the source as it is now.

    `revision` is that of the change the translator read, 0 where there was none. What is confirmed of the migration
    stays: translations change no requirement.

    Raises:
        ValidationError: somebody else changed it meanwhile, or there is no such requirement or language.
    """
    row = lock_changeable(next_version)
    base = pack_of(row.base)
    refuse_language(base, made.language, made.state)
    change = change_of(row, base, made.key)
    if change.revision != revision:
        raise ValidationError(
            _("Somebody else changed this meanwhile. Copy your words, open the page again and put them in.")
        )
    for name, typed in made.words.items():
        put(base, change, (made.key, name, made.language), Text(typed.strip(), made.state))
    change.revision += 1
    change.written_by, change.written_at = actor, at
    change.save()
    unbuild(row, keeps_map=True)
    note(row, actor, "translated", change=change.key, language=made.language, state=made.state)
    return change


def refuse_language(base: Pack, language: str, state: str) -> None:
    """Translations are into another language of the framework, and drafts or reviewed."""
    if language not in base.languages or language == base.authoritative_language or state not in TEXT_STATES:
        raise ValidationError(_("Choose a language of the framework, and whether the translation was reviewed."))


def change_of(row: NextVersion, base: Pack, key: str) -> Change:
    """The change that leads to a requirement; a new one that keeps it the same where it is not changed.

    Raises:
        ValidationError: the next version has no such requirement.
    """
    changes = list(row.changes.select_for_update(no_key=True))
    found = next((one for one in changes if key in one.after), None)
    if found is not None:
        return found
    if key not in base.requirement_by_id or any(key in one.before for one in changes):
        raise ValidationError(_("There is no requirement %(key)s in the next version.") % {"key": key})
    name = free_key(row, key)
    return Change(next_version=row, key=name, kind="same", before=[key], after=[key], revision=0)


def put(base: Pack, change: Change, place: tuple[str, str, str], text: Text) -> None:
    """Set one translation, named by the source that it is of; nothing where it is what was there.

    An outdated text that nobody touched is current again only where somebody says that they reviewed it.
    """
    key, name, language = place
    known = words_of(base, change, key, name, language)
    if known.state == STALE and text.state == DRAFT and text.text == known.new.strip():
        return
    made = Text(text.text, text.state, fingerprint(known.new_source))
    fields = change.texts.setdefault(key, {}).setdefault(name, {})
    if not text.text or made == inherited(base, change, key, name, language):
        fields.pop(language, None)
    else:
        fields[language] = stored(made)
