"""Writes a release as files: the same bytes for the same release, and nothing that the auditor does not certify."""

from collections.abc import Sequence

from ladder.core.canonical import write_canonically
from ladder.core.synthesis.disclosure.auditing import audit
from ladder.core.synthesis.disclosure.private import ProtectedRelease, ReleaseRefusedError
from ladder.core.synthesis.disclosure.published import PublishedTables
from ladder.core.synthesis.disclosure.table_cells import (
    GROUP_COLUMNS,
    ITEM_COLUMNS,
    PEOPLE_COLUMNS,
    ROW_COLUMNS,
    cells_of_group,
    cells_of_item,
    cells_of_people,
    cells_of_row,
)
from ladder.core.synthesis.release.about import COMMENT_COLUMNS, About, Comment
from ladder.core.synthesis.release.bundle import Bundle
from ladder.core.synthesis.release.csv_text import write_table
from ladder.core.synthesis.release.manifest import (
    CELLS,
    CERTIFICATE,
    COMMENTS,
    GROUPS,
    ITEMS,
    KEPT_OF_EARLIER,
    MANIFEST,
    PARTICIPATION,
    RULES,
    bundle_digest,
    earlier_name,
    write_manifest,
)
from ladder.core.synthesis.release.reading import read_tables
from ladder.core.synthesis.rules import Rules


def write_bundle(
    release: ProtectedRelease | PublishedTables,
    about: About,
    rules: Rules,
    earlier: Sequence[Bundle] = (),
    comments: Sequence[Comment] = (),
) -> dict[str, bytes]:
    """The files of a release, by name, in order of their names.

    The audit reads the tables back from the bytes that are published, with those of all earlier bundles.

    Raises:
        ReleaseRefusedError: the auditor finds a leak, a comment may not be published as it is, or a bundle is missing.
    """
    tables = release.tables if isinstance(release, ProtectedRelease) else release
    refuse_gaps(about, tables, earlier)
    refuse_comments(comments)
    files = table_files(tables, about, rules)
    for bundle in earlier:
        number = bundle.tables.number
        files |= {earlier_name(number, name): bundle.files[name] for name in KEPT_OF_EARLIER if name in bundle.files}
    published, faults = read_tables(files, tables.number, "")
    certificate = audit([*(bundle.tables for bundle in earlier), published], rules)
    if faults or not certificate.is_certified:
        raise ReleaseRefusedError((*map(str, faults), *map(str, certificate.leaks)))
    files[CERTIFICATE] = write_canonically(certificate.as_document()) + b"\n"
    files[COMMENTS] = write_table(COMMENT_COLUMNS, comment_rows(comments))
    hashes = [(bundle.tables.number, bundle_digest(bundle.files)) for bundle in earlier]
    files[MANIFEST] = write_manifest(about, rules.digest, files, hashes)
    return dict(sorted(files.items()))


def table_files(tables: PublishedTables, about: About, rules: Rules) -> dict[str, bytes]:
    """The tables of one release as files."""
    return {
        RULES: write_canonically(rules.as_document()) + b"\n",
        GROUPS: write_table(
            GROUP_COLUMNS, (cells_of_group(each, about.groups.get(each.key, "")) for each in tables.groups)
        ),
        ITEMS: write_table(
            ITEM_COLUMNS, (cells_of_item(each, about.items.get(each.item, "")) for each in tables.items)
        ),
        CELLS: write_table(ROW_COLUMNS, map(cells_of_row, tables.rows)),
        PARTICIPATION: write_table(PEOPLE_COLUMNS, map(cells_of_people, tables.people)),
    }


def comment_rows(comments: Sequence[Comment]) -> list[dict[str, str]]:
    """Comments in an order that tells nothing of who came first: by their own words."""
    return sorted((each.as_cells() for each in comments), key=lambda cells: tuple(cells.values()))


def refuse_gaps(about: About, tables: PublishedTables, earlier: Sequence[Bundle]) -> None:
    """Stop where the earlier releases are not exactly those before this one."""
    numbers = [bundle.tables.number for bundle in earlier]
    if numbers != list(range(1, tables.number)) or about.number != tables.number:
        raise ReleaseRefusedError(
            (f"Release {tables.number} needs the bundles of releases 1 to {tables.number - 1}, in order.",)
        )


def refuse_comments(comments: Sequence[Comment]) -> None:
    """Stop where a comment says more than was agreed to."""
    problems = [f"{each.item}, {column}: {problem}" for each in comments for column, problem in each.problems()]
    if problems:
        raise ReleaseRefusedError(tuple(problems))
