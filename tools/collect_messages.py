"""Collects the interface's texts from code and templates into one catalogue a language.

Babel does the work of GNU gettext, which a fresh machine does not have. Texts that are gone leave the catalogue;
texts that changed are left empty, never guessed.
"""

import io
import os
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from ladder.packfiles.messages import MESSAGES

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "ladder"
LANGUAGES = {"fr": "fr", "zh_Hans": "zh_Hans", "sw": "sw"}
HEADER = """# Texts of the interface. All translations are drafts until a native speaker of the field has reviewed them.
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals};\\n"

"""
KEYWORDS = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "_": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def collect() -> Catalog:
    """Every text of the interface with the files it stands in."""
    catalogue = Catalog(project="Cobalt Ladder", charset="utf-8", fuzzy=False)
    templates = [*SOURCE.rglob("templates/**/*.html"), *SOURCE.rglob("templates/**/*.txt")]
    for path in sorted([*SOURCE.rglob("*.py"), *templates]):
        if "migrations" in path.parts:
            continue
        text = path.read_text(encoding="utf-8")
        code = templatize(text, origin=str(path)) if path.suffix != ".py" else text
        place = str(path.relative_to(ROOT))
        for _line, message, _comments, context in extract("python", io.BytesIO(code.encode()), keywords=KEYWORDS):
            if is_text(message):
                catalogue.add(message, None, [(place, None)], context=context)
    collect_tables(catalogue)
    return catalogue


def collect_tables(catalogue: Catalog) -> None:
    """Sentences that stand in tables without Django: packs and commands are read without it."""
    for sentence in MESSAGES.values():
        catalogue.add(sentence, None, [("src/ladder/packfiles/messages.py", None)])


def is_text(message: object) -> bool:
    """Whether Babel found literal words rather than a name."""
    parts = message if isinstance(message, tuple) else (message,)
    return all(isinstance(part, str) and part for part in parts)


def update(language: str, fresh: Catalog) -> int:
    """Merge into one language's catalogue; returns how many texts still lack a translation."""
    path = SOURCE / "locale" / language / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    known = Catalog(locale=language, charset="utf-8")
    if path.exists():
        with path.open("rb") as stream:
            known = read_po(stream, locale=language)
    known.update(fresh, no_fuzzy_matching=True)
    known.obsolete.clear()
    known.fuzzy = False
    with path.open("wb") as stream:
        stream.write(HEADER.format(language=language, plurals=known.plural_forms.rstrip(";")).encode())
        write_po(stream, known, width=120, sort_output=True, omit_header=True, include_lineno=False)
    return sum(1 for message in known if message.id and not is_translated(message.string))


def is_translated(string: object) -> bool:
    """Whether every form of a message has words."""
    return all(string) if isinstance(string, tuple | list) else bool(string)


def main() -> int:
    """Update all languages and say what is missing."""
    fresh = collect()
    print(f"{len(fresh)} texts")
    for folder in LANGUAGES.values():
        print(f"  {folder}: {update(folder, fresh)} without translation")
    return 0


if __name__ == "__main__":
    sys.exit(main())
