"""The words with which each requirement of a version in the making begins, and those that a change gives it."""

from dataclasses import dataclass

from ladder.governance.models import Change
from ladder.governance.queries.amendments import text_of
from ladder.packfiles.document import natural
from ladder.packfiles.model import SOURCE, STALE, Pack, Text, TextKey, fingerprint

MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Words:
    """One field of a requirement in one language, before and after a change; "" where there is none."""

    key: str
    field: str
    language: str
    old_source: str
    new_source: str
    old: str
    new: str
    state: str


def parent_of(change: Change, key: str) -> str:
    """The requirement of the base with whose words one of the next version begins; "" for a new one."""
    return key if key in change.before else min(change.before, key=natural, default="")


def inherited(base: Pack, change: Change, key: str, field: str, language: str) -> Text | None:
    """The text that a requirement has in a language before anything is changed."""
    return base.texts.get(language, {}).get(TextKey("requirements", parent_of(change, key), field))


def given(change: Change, key: str, field: str, language: str) -> Text | None:
    """The text that the change gives, if any."""
    found = change.texts.get(key, {}).get(field, {}).get(language)
    return text_of(found) if found else None


def words_of(base: Pack, change: Change, key: str, field: str, language: str) -> Words:
    """One field before and after, with how far the new words can be relied on."""
    source = base.authoritative_language
    old_source, old = (inherited(base, change, key, field, code) for code in (source, language))
    new_source = given(change, key, field, source) or old_source
    new = given(change, key, field, language) or old
    return Words(
        key=key,
        field=field,
        language=language,
        old_source=old_source.text if old_source else "",
        new_source=new_source.text if new_source else "",
        old=old.text if old else "",
        new=new.text if new else "",
        state=state_of(new, new_source, is_source=language == source),
    )


def state_of(text: Text | None, source: Text | None, *, is_source: bool) -> str:
    """Source, draft, reviewed, stale or missing; "" where there is nothing to translate."""
    if source is None or not source.text:
        return ""
    if is_source:
        return SOURCE
    if text is None or not text.text:
        return MISSING
    return text.state if text.of == fingerprint(source.text) else STALE
