"""A round released several times, as files."""

from datetime import date

from ladder.core.synthesis.disclosure import protect
from ladder.core.synthesis.release import About, Comment, read_bundle, write_bundle
from ladder.core.synthesis.rules import Rules
from tests.core.synthesis.disclosure.rounds import rounds

RULES = Rules()
COMMENTS = (
    Comment("R1", "=SUM(A1) is what we dig for", "en", "quote", province="Lualaba", week="2026-W07"),
    Comment("R0", "Les femmes lavent aussi, 钴", "fr", "quote_with_role", role="washer", week="2026-W06"),
)


def about(number):
    return About(
        "round-1",
        number,
        "asm-cobalt",
        "0.9",
        date(2026, 3, number),
        "CC-BY-4.0",
        "Made up",
        groups={"state": "-State"},
    )


def bundles(seed=3, *, releases=2, comments=COMMENTS, **options):
    """The bundles of a round, as dictionaries of files."""
    made, _, _ = rounds(seed, releases=releases, **options)
    protected, read, files = [], [], []
    for number, evidence in enumerate(made, start=1):
        protected.append(protect(evidence, protected, RULES))
        files.append(write_bundle(protected[-1], about(number), RULES, read, comments))
        read.append(read_bundle(files[-1]))
    return files


def write_folder(folder, files):
    """Put files into a folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder
